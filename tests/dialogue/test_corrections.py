"""An edited message corrects the answer it gave, and never answers the open question."""

from bot.dialogue import Chat, conversation
from bot.neighbourhood.kinds import Choices, OpenText
from bot.neighbourhood.permissions import TAKE_PART
from bot.simulator.faults import Faults
from tests.talk.scripts import DRINKS, party, street
from tests.talk.talker import Talker
from tests.talk.village import Village


async def test_an_edited_message_corrects_its_own_answer(village: Village, anna: Talker) -> None:
    village.plays(street)
    await anna.does("/street", "Kerkstrat")
    await anna.edits(anna.own("Kerkstrat"), "Kerkstraat")
    assert anna.hears("Changed: Kerkstraat")
    assert anna.hears("At which house?")
    await anna.says("12")
    assert anna.hears("You live at Kerkstraat 12.")


async def test_it_corrects_after_the_end_as_well(village: Village, anna: Talker) -> None:
    village.plays(street)
    await anna.does("/street", "Kerkstrat", "12")
    village.clock.passes(days=2)
    await anna.edits(anna.own("Kerkstrat"), "Kerkstraat")
    assert anna.hears("Changed: Kerkstraat")
    assert (await village.answers("street"))["name"]["value"] == "Kerkstraat"


async def test_it_corrects_an_idea_that_was_handed_in(village: Village, anna: Talker) -> None:
    await anna.does("/idea", "Green", "More bences", "Skip", "Skip", "Without my name", "Yes, hand it in")
    await anna.edits(anna.own("More bences"), "More benches")
    assert anna.hears("Changed: More benches")
    assert [row["text"] for row in await village.rows("idea")] == ["More benches"]


async def test_an_edit_that_is_no_answer_leaves_the_earlier_one(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea", "4")
    await anna.edits(anna.own("4"), "a lot")
    assert anna.hears("I kept your earlier answer: 4")
    assert anna.hears("Please type a whole number")
    await anna.says("Summertime")
    assert anna.hears("Is the party right?")


async def test_an_edit_does_not_take_the_floor_of_another_conversation(village: Village, anna: Talker) -> None:
    village.plays(party, street)
    await anna.does("/street", "Kerkstrat", "12", "/party", "Tea")
    await anna.edits(anna.own("Kerkstrat"), "Kerkstraat")
    assert anna.hears("Changed: Kerkstraat")
    await anna.says("4")
    assert anna.hears("Which song?")


async def test_an_edit_in_a_waiting_conversation_keeps_the_floor_where_it_was(village: Village, anna: Talker) -> None:
    village.plays(party, street)
    await anna.does("/street", "Kerkstrat", "/party", "Tea")
    await anna.edits(anna.own("Kerkstrat"), "Kerkstraat")
    assert anna.hears("Changed: Kerkstraat")
    await anna.says("4")
    assert anna.hears("Which song?")
    assert (await village.answers("street")).keys() == {"name"}


async def test_an_edit_that_arrives_before_its_question_went_on_is_no_answer_to_the_next(
    village: Village, anna: Talker
) -> None:
    village.plays(street)
    await anna.says("/street")
    async with village.away():
        await anna.says("Kerkstrat")
        await anna.edits(anna.own("Kerkstrat"), "Kerkstraat")
    assert {key: row["value"] for key, row in (await village.answers("street")).items()} == {"name": "Kerkstraat"}


async def test_an_edit_of_what_was_no_answer_is_offered_as_one(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea", "four")
    await anna.edits(anna.own("four"), "4")
    assert anna.hears("You changed a message. Is “4” your answer to “How many guests?”?")
    await anna.taps("Yes")
    assert anna.hears("Which song?")


async def test_the_same_edit_twice_is_one_correction(village: Village, anna: Talker) -> None:
    village.plays(street)
    village.world.faults = Faults(duplicate=1.0)
    await anna.does("/street", "Kerkstrat")
    await anna.edits(anna.own("Kerkstrat"), "Kerkstraat")
    told = [one for one in anna.messages if one.by_bot and "Changed:" in one.body["text"]]
    assert len(told) == 1


async def test_an_edit_after_taking_an_idea_back_is_too_late(village: Village, anna: Talker) -> None:
    await anna.does("/idea", "Green", "More benches", "Skip", "Skip", "Without my name", "Yes, hand it in")
    await anna.does("/mine", "More benches", "Take it back", "Yes")
    await anna.edits(anna.own("More benches"), "More trees")
    assert [row["text"] for row in await village.rows("idea")] == [""]


@conversation("feast", action=TAKE_PART, commands=("feast",))
async def feast(chat: Chat) -> None:
    await chat.ask(OpenText("street", "In which street is it?"))
    chosen = await chat.ask(Choices("drinks", "Which drinks?", DRINKS))
    await chat.say(f"You get {', '.join(chosen)}.")


async def test_what_was_tapped_so_far_stays_when_the_question_is_drawn_anew(village: Village, anna: Talker) -> None:
    village.plays(feast)
    await anna.does("/feast", "Kerkstrat", "Tea")
    await anna.edits(anna.own("Kerkstrat"), "Kerkstraat")
    assert anna.hears("Changed: Kerkstraat")
    await anna.does("Coffee", "Done")
    assert (await village.answers("feast"))["drinks"]["value"] == ["tea", "coffee"]


async def test_so_it_does_in_another_language(village: Village, anna: Talker) -> None:
    village.plays(feast)
    await anna.does("/feast", "Kerkstraat", "Tea", "/language", "Nederlands", "Klaar")
    assert (await village.answers("feast"))["drinks"]["value"] == ["tea"]
