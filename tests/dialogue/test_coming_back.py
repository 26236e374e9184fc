"""Going away, coming back days later, and several unfinished conversations with one floor."""

from bot.dialogue.unasked import nudge
from tests.talk.scripts import party, street
from tests.talk.talker import Talker
from tests.talk.village import Village


async def test_days_later_the_open_question_still_takes_its_answer(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea")
    village.clock.passes(days=9)
    await anna.says("4")
    assert anna.hears("Which song?")


async def test_starting_it_again_goes_on_where_one_was(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea")
    village.clock.passes(days=3)
    await anna.says("/party")
    assert anna.hears("We go on where you were.")
    assert anna.hears("How many guests?")


async def test_the_newest_question_has_the_floor(village: Village, anna: Talker) -> None:
    village.plays(party, street)
    await anna.does("/party", "Tea", "/street")
    await anna.says("Kerkstraat")
    assert anna.hears("At which house?")
    assert (await village.answers("party")).keys() == {"drink"}


async def test_the_interrupted_conversation_is_offered_when_the_other_ends(village: Village, anna: Talker) -> None:
    village.plays(party, street)
    await anna.does("/party", "Tea", "/street", "Kerkstraat", "12")
    assert anna.hears("You live at Kerkstraat 12.")
    assert anna.hears("You had not finished this yet")
    await anna.taps("Yes, go on")
    assert anna.hears("How many guests?")
    await anna.says("4")
    assert anna.hears("Which song?")


async def test_later_leaves_it_for_later(village: Village, anna: Talker) -> None:
    village.plays(party, street)
    await anna.does("/party", "Tea", "/street", "Kerkstraat", "12", "Not now")
    await anna.says("/party")
    assert anna.hears("How many guests?")


async def test_an_aside_gives_the_floor_back_at_once(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea", "/help")
    assert anna.hears("How many guests?")
    await anna.says("4")
    assert anna.hears("Which song?")


async def test_a_button_of_the_conversation_without_the_floor_takes_the_floor(village: Village, anna: Talker) -> None:
    village.plays(party, street)
    await anna.says("/party")
    message = anna.asked("What will you drink?")
    await anna.does("/street", "Kerkstraat")
    await anna.taps_old(message.id, "Tea")
    assert anna.hears("How many guests?")
    await anna.says("4")
    assert anna.hears("Which song?")
    assert (await village.answers("street")).keys() == {"name"}


async def test_three_deep_the_floor_goes_back_one_by_one(village: Village, anna: Talker) -> None:
    village.plays(party, street)
    await anna.does("/party", "Tea", "/idea", "Green", "/street", "Kerkstraat", "12", "Yes, go on")
    assert anna.hears("what is your idea?")
    await anna.does("More benches", "Skip", "Skip", "Without my name", "Yes, hand it in", "Yes, go on")
    assert anna.hears("How many guests?")


async def test_an_unfinished_conversation_plans_one_nudge(village: Village, anna: Talker) -> None:
    village.plays(party)
    before = {row["name"] for row in await village.rows("due")}
    await anna.does("/party", "Tea", "4")
    talk = (await village.answers("party"))["drink"]["conversation_id"]
    assert {row["name"] for row in await village.rows("due")} - before == {f"nudge:{talk}"}


async def test_a_nudge_offers_to_go_on_and_does_not_take_the_floor(village: Village, anna: Talker) -> None:
    village.plays(party, street)
    await anna.does("/party", "Tea")
    talk = (await village.answers("party"))["drink"]["conversation_id"]
    await anna.says("/street")
    village.clock.passes(days=2)
    await village.unasked(talk, nudge)
    assert anna.hears("You had not finished this yet")
    await anna.says("Kerkstraat")
    assert anna.hears("At which house?")
    await anna.taps("Yes, go on")
    assert anna.hears("How many guests?")


async def test_a_nudge_waits_for_who_is_still_busy_and_says_nothing_when_it_is_done(
    village: Village, anna: Talker
) -> None:
    village.plays(street)
    await anna.does("/street", "Kerkstraat")
    talk = (await village.answers("street"))["name"]["conversation_id"]
    await village.unasked(talk, nudge)
    assert anna.does_not_hear("not finished")
    assert f"nudge:{talk}:again" in {row["name"] for row in await village.rows("due")}
    await anna.says("12")
    village.clock.passes(days=2)
    await village.unasked(talk, nudge)
    assert anna.does_not_hear("not finished")


async def test_who_stopped_gets_no_nudge(village: Village, anna: Talker) -> None:
    village.plays(street)
    await anna.does("/street", "Kerkstraat", "/stop")
    talk = (await village.answers("street"))["name"]["conversation_id"]
    village.clock.passes(days=2)
    await village.unasked(talk, nudge)
    assert anna.does_not_hear("not finished")
