"""The rules of replay: a conversation is its script and its answers, and nothing else."""

from bot.dialogue import Chat, conversation
from bot.neighbourhood.kinds import Choice, OpenText, YesNo
from bot.neighbourhood.permissions import TAKE_PART
from bot.neighbourhood.widgets import Option
from tests.talk.scripts import DRINKS, party
from tests.talk.talker import Talker
from tests.talk.village import Village


async def test_the_first_unanswered_question_is_open_and_the_bot_may_be_rebuilt_anywhere(
    village: Village, anna: Talker
) -> None:
    village.plays(party)
    await anna.says("/party")
    assert anna.hears("What will you drink?")
    await anna.taps("Tea")
    assert anna.hears("How many guests?")
    await anna.says("4")
    assert anna.hears("Which song?")
    await anna.taps("Skip")
    await anna.taps("Yes")
    assert anna.hears("See you: tea, 4, None.")


async def test_what_was_said_before_the_newest_answer_is_not_said_again(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea")
    assert anna.hears("Good choice, tea.")
    await anna.says("4")
    assert anna.does_not_hear("Good choice")


async def test_showing_a_question_again_shows_only_the_question(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea", "/party")
    assert anna.hears("How many guests?")
    assert anna.does_not_hear("Good choice")


async def test_a_key_that_is_asked_twice_on_one_path_raises(village: Village, anna: Talker) -> None:
    @conversation("twice", action=TAKE_PART, commands=("twice",))
    async def twice(chat: Chat) -> None:
        await chat.ask(YesNo("sure", "Sure?"))
        await chat.ask(YesNo("sure", "Really sure?"))

    village.plays(twice)
    await anna.does("/twice", "Yes")
    assert anna.hears("something went wrong")
    assert [row["reason"] for row in await village.rows("set_aside")] == [
        "DuplicateKey(\"twice: the key 'sure' is asked twice on one path\")"
    ]


async def test_a_loop_asks_the_same_key_in_scopes_of_its_own(village: Village, anna: Talker) -> None:
    @conversation("rounds", action=TAKE_PART, commands=("rounds",))
    async def rounds(chat: Chat) -> None:
        names = [await chat.scope(number).ask(OpenText("name", f"Who is number {number}?")) for number in (1, 2)]
        await chat.say(" and ".join(names))

    village.plays(rounds)
    await anna.does("/rounds", "Bo", "Cas")
    assert anna.hears("Bo and Cas")


async def test_what_a_script_reads_once_stays_until_an_earlier_answer_changes(village: Village, anna: Talker) -> None:
    free = ["garden", "music"]

    @conversation("tables", action=TAKE_PART, commands=("tables",))
    async def tables(chat: Chat) -> None:
        async def read() -> list[str]:
            return list(free)

        await chat.ask(Choice("drink", "What will you drink?", DRINKS))
        seen = await chat.once("free", read)
        await chat.ask(Choice("table", "Which table?", tuple(Option(one, one) for one in seen)))
        await chat.ask(OpenText("why", "Why that one?"))

    village.plays(tables)
    await anna.does("/tables", "Tea")
    free.clear()
    free.append("history")
    await anna.says("garden")
    assert anna.hears("Why that one?"), "what was read is read from the store"
    await anna.does("Back", "Back", "Coffee")
    assert anna.hears("Which table?")
    assert "history" in anna.buttons, "the drink changed, so it was read again"


async def test_an_answer_that_no_longer_fits_is_asked_again(village: Village, anna: Talker) -> None:
    options = [Option("bus", "Bus"), Option("tram", "Tram")]

    @conversation("travel", action=TAKE_PART, commands=("travel",))
    async def travel(chat: Chat) -> None:
        by = await chat.ask(Choice("by", "How do you travel?", tuple(options)))
        why = await chat.ask(OpenText("why", f"Why by {by}?"))
        await chat.say(f"{by}: {why}")

    village.plays(travel)
    await anna.does("/travel", "Tram")
    del options[1]
    await anna.says("Because it is fast")
    assert anna.hears("How do you travel?")
    assert [label for label in anna.buttons if "Keep" in label] == [], "there is nothing to keep"
    await anna.taps("Bus")
    assert anna.hears("bus: Because it is fast"), "what was typed counts for the question it was given to"


async def test_the_suspension_passes_every_except_exception(village: Village, anna: Talker) -> None:
    @conversation("careful", action=TAKE_PART, commands=("careful",))
    async def careful(chat: Chat) -> None:
        try:
            name = await chat.ask(OpenText("name", "Who are you?"))
        except Exception:
            name = "nobody"
        await chat.say(f"Hello {name}")

    village.plays(careful)
    await anna.says("/careful")
    assert anna.hears("Who are you?")
    assert anna.does_not_hear("nobody")


async def test_work_behind_the_last_question_is_done_once_however_often_it_is_done(
    village: Village, anna: Talker
) -> None:
    await anna.does("/idea", "Green", "More benches", "Skip", "Skip", "Without my name", "Yes")
    await anna.edits(anna.own("More benches"), "More trees")
    ideas = await village.rows("idea")
    assert [one["text"] for one in ideas] == ["More trees"]


async def test_answers_off_the_path_are_kept_and_come_back_on_it(village: Village, anna: Talker) -> None:
    @conversation("pets", action=TAKE_PART, commands=("pets",))
    async def pets(chat: Chat) -> None:
        if await chat.ask(YesNo("pet", "Do you have a pet?")):
            await chat.ask(OpenText("name", "What is its name?"))
        await chat.confirm("Right?")

    village.plays(pets)
    await anna.does("/pets", "Yes", "Bello", "Change something", "Do you have a pet?", "No")
    answers = await village.answers("pets")
    assert answers["pet"]["on_path"]
    assert not answers["name"]["on_path"]
    assert anna.does_not_hear("Bello")
    await anna.does("Change something", "Do you have a pet?", "Yes")
    assert anna.hears("Right?")
    assert anna.hears("Bello")


async def test_who_walks_away_at_a_question_that_is_new_after_a_change_keeps_what_stands_behind_it(
    village: Village, anna: Talker
) -> None:
    @conversation("walk", action=TAKE_PART, commands=("walk",))
    async def walk(chat: Chat) -> None:
        if await chat.ask(YesNo("pet", "Do you have a pet?")):
            await chat.ask(OpenText("name", "What is its name?"))
        await chat.ask(OpenText("street", "Where do you walk?"))
        await chat.confirm("Right?")

    village.plays(walk)
    await anna.does("/walk", "No", "Kerkstraat", "Change something", "Do you have a pet?", "Yes")
    assert anna.hears("What is its name?")
    assert (await village.answers("walk"))["street"]["on_path"]
    await anna.does("Bello", "Change something", "Do you have a pet?", "No")
    answers = await village.answers("walk")
    assert sorted(key for key in answers if answers[key]["on_path"]) == ["pet", "street"]
