"""Messages that crossed: kept and offered, never filed by guess and never thrown away."""

import pytest

from bot.channel import parcel
from bot.simulator.faults import Faults
from tests.talk.scripts import party, street
from tests.talk.talker import Talker
from tests.talk.village import Village


async def test_a_text_that_crossed_the_next_question_is_offered_as_its_answer(village: Village, anna: Talker) -> None:
    village.plays(street)
    await anna.says("/street")
    async with village.away():
        await anna.says("Kerkstraat")
        await anna.says("12")
    assert anna.hears("Our messages crossed.")
    assert anna.hears("“12”")
    assert anna.hears("“At which house?”")
    assert (await village.answers("street")).keys() == {"name"}
    await anna.taps("Yes")
    assert anna.hears("You live at Kerkstraat 12.")


async def test_an_offered_text_can_be_refused(village: Village, anna: Talker) -> None:
    village.plays(street)
    await anna.says("/street")
    async with village.away():
        await anna.says("Kerkstraat")
        await anna.says("near the church")
    await anna.taps("No")
    await anna.says("12")
    assert anna.hears("You live at Kerkstraat 12.")


async def test_an_offered_text_for_a_question_answered_meanwhile_is_too_late(village: Village, anna: Talker) -> None:
    village.plays(street)
    await anna.says("/street")
    async with village.away():
        await anna.says("Kerkstraat")
        await anna.says("near the church")
    await anna.says("12")
    await anna.taps("Yes")
    assert anna.hears("That question has been answered in the meantime.")
    assert (await village.answers("street"))["number"]["value"] == "12"


async def test_a_text_that_crossed_and_cannot_be_the_answer_is_not_offered(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.says("/party")
    async with village.away():
        await anna.taps("Tea")
        await anna.says("a few")
    assert anna.hears("How many guests?")
    assert anna.does_not_hear("a few")
    await anna.says("4")
    assert anna.hears("Which song?")


async def test_a_button_of_a_reply_keyboard_tapped_twice_is_not_offered_as_an_answer(
    village: Village, anna: Talker
) -> None:
    await anna.does("/idea", "Green", "More benches", "Skip")
    async with village.away():
        await anna.says("Skip ➡️")
        await anna.says("Skip ➡️")
    assert anna.hears("Shall we put your name with it?")
    assert anna.does_not_hear("crossed")


async def test_a_correction_of_an_offered_text_after_yes_corrects_that_answer(village: Village, anna: Talker) -> None:
    village.plays(street)
    await anna.says("/street")
    async with village.away():
        await anna.says("Kerkstraat")
        await anna.says("12")
    await anna.taps("Yes")
    await anna.edits(anna.own("12"), "13")
    assert (await village.answers("street"))["number"]["value"] == "13"


async def test_a_reply_to_the_question_itself_did_not_cross(village: Village, anna: Talker) -> None:
    village.plays(street)
    await anna.does("/street", "Kerkstraat")
    await anna.says("12", reply_to=anna.asked("At which house?"))
    assert anna.hears("You live at Kerkstraat 12.")


async def test_a_text_for_a_question_that_may_never_have_arrived_is_offered(
    village: Village, anna: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parcel, "DOUBT_SECONDS", 0.01)
    village.plays(street)
    await anna.says("/street")
    village.world.faults = Faults(server_error=1.0, methods=("sendMessage",))
    await anna.says("Kerkstraat")
    village.world.faults = Faults()
    await anna.says("Oosterwijk")
    assert anna.hears("Our messages crossed.")
    assert (await village.answers("street")).keys() == {"name"}
    await anna.taps("No")
    assert anna.hears("At which house?"), "nobody knows whether it was ever seen"


async def test_a_question_that_may_never_have_arrived_comes_again_by_itself(
    village: Village, anna: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parcel, "DOUBT_SECONDS", 0.01)
    village.plays(street)
    await anna.says("/street")
    village.world.faults = Faults(server_error=1.0, methods=("sendMessage",))
    await anna.says("Kerkstraat")
    village.world.faults = Faults()
    assert anna.does_not_hear("At which house?")
    village.clock.passes(minutes=1)
    await village.clock_does("again")
    assert anna.hears("At which house?")
    await anna.says("12")
    assert anna.hears("You live at Kerkstraat 12.")


async def test_after_some_minutes_it_does_not_come_by_itself_any_more(
    village: Village, anna: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parcel, "DOUBT_SECONDS", 0.01)
    village.plays(street)
    await anna.says("/street")
    village.world.faults = Faults(server_error=1.0, methods=("sendMessage",))
    await anna.says("Kerkstraat")
    village.world.faults = Faults()
    village.clock.passes(minutes=6)
    await village.clock_does("again")
    assert anna.does_not_hear("At which house?")


async def test_a_picture_that_crossed_shows_the_open_question_again(village: Village, anna: Talker) -> None:
    village.plays(street)
    await anna.says("/street")
    async with village.away():
        await anna.says("Kerkstraat")
        await anna.sends_photo()
    assert anna.hears("At which house?")
    assert (await village.answers("street")).keys() == {"name"}
    await anna.says("12")
    assert anna.hears("You live at Kerkstraat 12.")


async def test_words_with_nothing_open_are_kept_as_a_possible_idea(village: Village, anna: Talker) -> None:
    await anna.says("There should be more benches")
    assert anna.hears("Is this an idea or a wish for the neighbourhood?")
    await anna.does("Yes, hand it in", "Green")
    assert anna.hears("Do you have a photo with it?"), "the words need not be typed again"
    await anna.does("Skip", "Skip", "Without my name", "Yes, hand it in")
    assert [row["text"] for row in await village.rows("idea")] == ["There should be more benches"]


async def test_thanks_are_no_idea(anna: Talker) -> None:
    await anna.says("Thank you! 👍")
    assert anna.hears("You are welcome!")


async def test_what_is_typed_on_a_reply_keyboard_is_its_control(village: Village, anna: Talker) -> None:
    await anna.does("/idea", "Green", "More benches", "Skip")
    assert anna.hears("Is it about a certain place?")
    await anna.taps("Back")
    assert anna.hears("Do you have a photo with it?")
