"""Personal data in a free text is shown, and left out when the resident wants that."""

import pytest

from bot.dialogue import Chat, Script, conversation
from bot.neighbourhood.kinds import OpenText
from bot.neighbourhood.permissions import TAKE_PART
from tests.talk.talker import Talker
from tests.talk.village import Village

TEXT = "Bel mij op 06-12345678 over de bankjes"


def tells(*, personal: bool = False) -> Script:
    @conversation("tells", action=TAKE_PART, commands=("tells",))
    async def script(chat: Chat) -> None:
        await chat.ask(OpenText("what", "What is it?", personal=personal))
        await chat.say("Thank you.")

    return script


@pytest.mark.parametrize(("button", "kept"), [("Yes, leave it out", False), ("No, keep it", True)])
async def test_a_phone_number_is_shown_and_left_out_on_request(
    village: Village, anna: Talker, button: str, kept: bool
) -> None:
    village.plays(tells())
    await anna.does("/tells", TEXT)
    assert anna.hears("06-12345678")
    assert await village.answers("tells") == {}
    await anna.taps(button)
    assert anna.hears("Thank you.")
    stored = (await village.answers("tells"))["what"]["value"]
    assert ("06-12345678" in stored) is kept
    assert "over de bankjes" in stored


async def test_a_question_that_asks_for_it_does_not_warn(village: Village, anna: Talker) -> None:
    village.plays(tells(personal=True))
    await anna.does("/tells", TEXT)
    assert (await village.answers("tells"))["what"]["value"] == TEXT


async def test_a_text_that_was_typed_before_its_question_is_looked_at_as_well(village: Village, anna: Talker) -> None:
    await anna.says(TEXT)
    await anna.does("Yes, hand it in", "Green")
    assert anna.hears("I see personal data in your text: phone number")
    assert "text" not in await village.answers("idea")
    await anna.does("Yes, leave it out", "Skip", "Skip", "Without my name", "Yes, hand it in")
    (idea,) = await village.rows("idea")
    assert (idea["text"], idea["flags"]) == ("Bel mij op [phone number] over de bankjes", "")
    assert "12345678" not in repr([await village.rows("conversation"), await village.rows("prompt")])


async def test_what_is_kept_all_the_same_is_flagged_for_the_facilitator(village: Village, anna: Talker) -> None:
    await anna.does("/idea", "Green", TEXT, "No, keep it", "Skip", "Skip", "Without my name", "Yes, hand it in")
    assert [row["flags"] for row in await village.rows("idea")] == ["phone"]
    assert (await village.answers("idea"))["text"]["flags"] == "phone"


async def test_a_correction_with_personal_data_is_shown_before_it_counts(village: Village, anna: Talker) -> None:
    village.plays(tells())
    await anna.does("/tells", "Over de bankjes")
    await anna.edits(anna.own("Over de bankjes"), TEXT)
    assert anna.hears("I see personal data in your text")
    assert (await village.answers("tells"))["what"]["value"] == "Over de bankjes"
    await anna.taps("Yes, leave it out")
    assert (await village.answers("tells"))["what"]["value"] == "Bel mij op [phone number] over de bankjes"


async def test_a_correction_about_a_crisis_counts_only_when_the_resident_wishes(village: Village, anna: Talker) -> None:
    village.plays(tells())
    await anna.does("/tells", "Over de bankjes")
    await anna.edits(anna.own("Over de bankjes"), "Ik wil niet meer leven")
    assert anna.hears("0800-0113")
    assert (await village.answers("tells"))["what"]["value"] == "Over de bankjes"
    await anna.taps("Yes, use it")
    assert (await village.answers("tells"))["what"]["flags"] == "crisis"


async def test_before_the_first_words_one_is_asked_to_spare_others_and_never_again(
    village: Village, anna: Talker
) -> None:
    village.plays(tells())
    await anna.says("/tells")
    assert anna.hears("please leave out names, and the health or private life of others")
    assert anna.hears("What is it?")
    await anna.does("Over de bankjes", "/tells")
    assert anna.does_not_hear("please leave out names")


async def test_an_offer_works_for_one_press(village: Village, anna: Talker) -> None:
    village.plays(tells())
    await anna.does("/tells", TEXT)
    message, data = anna.button("I see personal data", "No, keep it")
    await anna.taps("Yes, leave it out")
    await anna.presses(message, data)
    assert anna.hears("You have answered this already.")
    assert "12345678" not in (await village.answers("tells"))["what"]["value"]
