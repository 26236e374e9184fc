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
