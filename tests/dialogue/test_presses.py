"""Buttons: a press counts for its prompt; stale, doubled, forged and other people's ones are answered kindly."""

from bot.dialogue import Chat, conversation
from bot.neighbourhood.kinds import Choices, Ranking
from bot.neighbourhood.permissions import TAKE_PART
from tests.talk.scripts import DRINKS, party, street
from tests.talk.talker import Talker
from tests.talk.village import Village


@conversation("drinks", action=TAKE_PART, commands=("drinks",))
async def drinks(chat: Chat) -> None:
    chosen = await chat.ask(Choices("drinks", "Which drinks?", DRINKS, most=2))
    await chat.say(f"You get {', '.join(chosen)}.")


@conversation("order", action=TAKE_PART, commands=("order",))
async def order(chat: Chat) -> None:
    chosen = await chat.ask(Ranking("order", "In which order?", DRINKS, least=3, most=3))
    await chat.say(f"You said {', '.join(chosen)}.")


async def test_the_same_button_twice_changes_nothing(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.says("/party")
    tea = anna.button("What will you drink?", "Tea")
    async with village.away():
        await anna.presses(*tea)
        await anna.presses(*tea)
    assert anna.hears("How many guests?")
    assert anna.does_not_hear("Shall I make it")
    assert len([one for one in anna.messages if "How many guests?" in one.body["text"]]) == 1


async def test_another_button_of_an_answered_question_is_offered_as_a_change(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.says("/party")
    coffee = anna.button("What will you drink?", "Coffee")
    await anna.taps("Tea")
    await anna.presses(*coffee)
    assert anna.hears("You answered “Tea” to this. Shall I make it “Coffee”?")
    assert (await village.answers("party"))["drink"]["value"] == "tea"
    await anna.taps("Yes, change it")
    assert (await village.answers("party"))["drink"]["value"] == "coffee"
    assert anna.hears("How many guests?")
    await anna.does("4", "Skip")
    assert anna.hears("→ Coffee")


async def test_an_offered_change_can_be_refused(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.says("/party")
    coffee = anna.button("What will you drink?", "Coffee")
    await anna.taps("Tea")
    await anna.presses(*coffee)
    await anna.taps("No, leave it")
    await anna.says("4")
    assert anna.hears("Which song?")
    assert (await village.answers("party"))["drink"]["value"] == "tea"


async def test_two_different_buttons_in_one_moment_are_one_answer_and_one_offer(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.says("/party")
    tea = anna.button("What will you drink?", "Tea")
    coffee = anna.button("What will you drink?", "Coffee")
    async with village.away():
        await anna.presses(*tea)
        await anna.presses(*coffee)
    assert (await village.answers("party"))["drink"]["value"] == "tea"
    assert anna.hears("Shall I make it “Coffee”?")


async def test_an_old_button_never_answers_the_open_question(village: Village, anna: Talker) -> None:
    village.plays(street, party)
    await anna.does("/party", "Tea")
    back = anna.button("How many guests?", "Back")
    await anna.does("4", "Skip", "Yes")
    await anna.presses(*back)
    assert anna.hears("You have answered this already.")
    assert (await village.answers("party"))["guests"]["value"] == 4


async def test_a_toggle_that_comes_twice_stays_on(village: Village, anna: Talker) -> None:
    village.plays(drinks)
    await anna.says("/drinks")
    on = anna.button("Which drinks?", "Tea")
    await anna.presses(*on)
    await anna.presses(*on)
    await anna.taps("Done")
    assert anna.hears("You get tea.")


async def test_toggles_go_on_and_off_with_a_most(village: Village, anna: Talker) -> None:
    village.plays(drinks)
    await anna.does("/drinks", "Tea", "Coffee", "Water")
    assert anna.hears("You can choose at most 2.")
    await anna.does("Tea", "Water", "Done")
    assert anna.hears("You get coffee, water.")


async def test_done_cannot_be_pressed_before_there_is_enough(village: Village, anna: Talker) -> None:
    village.plays(drinks)
    await anna.says("/drinks")
    assert not any("Done" in label for label in anna.buttons)


async def test_a_ranking_fills_in_the_last_place_by_itself(village: Village, anna: Talker) -> None:
    village.plays(order)
    await anna.does("/order", "Water", "Tea", "Done")
    assert anna.hears("You said water, tea, coffee.")


async def test_a_forged_button_is_answered_kindly(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.says("/party")
    for forged in ("", "x", "option:1", "9" * 60, "\0", "ok"):
        await anna.presses(anna.asked("What will you drink?").id, forged)
        assert anna.hears("That button does not work any more.")
    await anna.taps("Tea")
    assert anna.hears("How many guests?")


async def test_somebody_elses_button_does_nothing(village: Village, anna: Talker) -> None:
    village.plays(party)
    bo = await village.resident("Bo")
    await anna.says("/party")
    await bo.says("/party")
    _message, annas = anna.button("What will you drink?", "Tea")
    await bo.presses(bo.asked("What will you drink?").id, annas)
    assert bo.hears("That button does not work any more.")
    assert [row for row in await village.rows("answer") if row["key"] == "drink"] == []


async def test_an_older_copy_of_the_open_question_still_takes_its_answer(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.says("/party")
    coffee = anna.button("What will you drink?", "Coffee")
    await anna.says("/party")
    await anna.presses(*coffee)
    assert anna.hears("How many guests?")
    assert (await village.answers("party"))["drink"]["value"] == "coffee"


async def test_an_older_copy_that_is_chosen_on_becomes_the_only_one(village: Village, anna: Talker) -> None:
    village.plays(drinks)
    await anna.does("/drinks", "Tea")
    water = anna.button("drink", "Water")
    await anna.says("/drinks")
    newer = anna.asked("drink")
    assert newer.id != water[0]
    await anna.presses(*water)
    assert not newer.body.get("reply_markup", {}).get("inline_keyboard")
    states = [row["state"] for row in await village.rows("prompt") if row["key"] == "drinks"]
    assert states.count("open") == 1
    await anna.taps("Coffee")
    assert anna.hears("You can choose at most 2.")
    await anna.taps("Done")
    assert anna.hears("You get tea, water.")


async def test_a_refusal_on_an_older_copy_leaves_one_question_open(village: Village, anna: Talker) -> None:
    village.plays(drinks)
    await anna.does("/drinks", "Tea")
    water, done = anna.button("drink", "Water"), anna.button("drink", "Done")
    await anna.says("/drinks")
    await anna.taps("Coffee")
    await anna.presses(*water)
    assert anna.hears("You can choose at most 2.")
    states = [row["state"] for row in await village.rows("prompt") if row["key"] == "drinks"]
    assert states.count("open") == 1
    await anna.presses(*done)
    assert anna.hears("You get tea, coffee.")


async def test_every_press_is_answered_so_that_its_clock_stops(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.says("/party")
    query = await anna.presses(*anna.button("What will you drink?", "Tea"))
    assert village.world.memory.presses[query].answered
