"""What may be sent when another instance may be at work."""

from collections.abc import AsyncIterator

import pytest

from bot.channel.client import Telegram
from bot.channel.render import Call
from bot.simulator import TOKEN

SAYING = Call("sendMessage", {"chat_id": 5, "text": "Dag"})


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """A Telegram that cannot be reached, for an instance that may not send."""
    made = Telegram(TOKEN, "http://127.0.0.1:9")
    made.permit = lambda: False
    yield made
    await made.close()


async def test_nothing_is_sent_without_a_permit_and_it_is_tried_again(telegram: Telegram) -> None:
    answer = await telegram.call(SAYING)
    assert (answer.verdict, answer.seconds > 0) == ("wait", True)


async def test_a_crisis_card_goes_without_one(telegram: Telegram) -> None:
    urgent = Call(SAYING.method, SAYING.params, urgent=True)
    assert (await telegram.call(urgent)).verdict == "unsent"


async def test_updates_are_asked_for_without_one(telegram: Telegram) -> None:
    assert (await telegram.updates(0, 0)).verdict == "unsent"
