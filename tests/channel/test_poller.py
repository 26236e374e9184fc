import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.channel.client import BadToken
from bot.channel.outbox import Outbox
from bot.channel.outcomes import Answer
from bot.channel.poller import Poller, Trouble
from bot.dialogue.events import Gave
from bot.neighbourhood.inputs import Wrote

Run = Callable[..., Any]

PERSON = {"id": 5, "is_bot": False, "first_name": "Anna"}


def update(number: int, text: str = "hoi") -> dict[str, Any]:
    chat = {"id": 5, "type": "private"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1_760_000_000, "from": PERSON, "chat": chat, "text": text},
    }


class Source:
    """Keeps updates until they are confirmed, as Telegram does; `troubles` come first."""

    def __init__(self, *updates: Any) -> None:
        self.waiting = list(updates)
        self.troubles: list[Answer] = []
        self.offsets: list[int] = []

    async def updates(self, offset: int, wait: int) -> Answer:
        self.offsets.append(offset)
        self.waiting = [one for one in self.waiting if one["update_id"] >= offset]
        if self.troubles:
            return self.troubles.pop(0)
        if not self.waiting:
            await asyncio.sleep(wait)
        return Answer("sent", self.waiting[:100])


@pytest.fixture
def poll(in_no_time: Run, telegram: Any, desk: Any) -> Run:
    """Polls a source for so many seconds, then stops; gives the seconds it took to stop."""

    async def work(source: Source, seconds: float) -> float:
        loop = asyncio.get_running_loop()
        outbox = Outbox(telegram, desk)
        poller = Poller(source, desk, outbox)
        running = asyncio.create_task(poller.run())
        await asyncio.wait([running], timeout=seconds)
        stopped = loop.time()
        poller.stop()
        await running
        await outbox.drain()
        return loop.time() - stopped

    return lambda source, seconds=1000: in_no_time(work(source, seconds))


def texts(desk: Any) -> list[list[str]]:
    return [[event.given.text for event in batch if isinstance(event, Gave) and isinstance(event.given, Wrote)]
            for batch in desk.batches]  # fmt: skip


def test_a_batch_is_taken_answered_and_then_confirmed(poll: Run, desk: Any, telegram: Any, says: Run) -> None:
    desk.replies = [says(1, 5, "dag")]
    source = Source(update(10, "een"), update(11, "twee"))
    poll(source)
    assert texts(desk) == [["een", "twee"]]
    assert source.offsets[:2] == [0, 12]
    assert telegram.texts(5) == ["dag"]


def test_nothing_is_confirmed_before_it_is_committed(poll: Run, desk: Any) -> None:
    desk.troubles = [OSError("disk full")] * 3
    source = Source(update(10))
    poll(source)
    assert source.offsets[:5] == [0, 0, 0, 0, 11]
    assert texts(desk) == [["hoi"]]


def test_an_unreadable_update_is_set_aside_and_delays_nobody(poll: Run, desk: Any) -> None:
    broken = {"update_id": 11, "message": {"chat": {"type": "private"}, "text": "\ud800"}}
    poll(Source(update(10, "een"), broken, update(12, "twee")))
    assert texts(desk) == [["een", "twee"]]
    assert [json.loads(raw) for raw, _ in desk.aside] == [broken]


def test_many_unreadable_updates_are_set_aside_at_once(poll: Run, desk: Any) -> None:
    poll(Source(*({"update_id": number, "message": "?"} for number in range(10, 60)), update(60)))
    assert len(desk.aside) == 50
    assert desk.settings_aside == 1


def test_numbers_may_start_lower_after_a_quiet_week(poll: Run, desk: Any) -> None:
    source = Source(update(900))
    source.troubles = [Answer("sent", [update(900)]), Answer("sent", []), Answer("sent", [update(3, "later")])]
    poll(source)
    assert source.offsets[:4] == [0, 901, 0, 4]
    assert texts(desk) == [["hoi"], ["later"]]


@pytest.mark.parametrize(
    "trouble",
    [
        Answer("unknown", reason="status 502"),
        Answer("unsent", reason="no connection"),
        Answer("conflict", reason="terminated by other getUpdates request"),
        Answer("wait", seconds=7),
        Answer("sent", {"not": "a list"}),
    ],
)
def test_trouble_is_waited_out(poll: Run, desk: Any, trouble: Answer) -> None:
    source = Source(update(10))
    source.troubles = [trouble] * 3
    poll(source)
    assert texts(desk) == [["hoi"]]
    assert len(source.offsets) < 30


def test_a_conflict_is_named(in_no_time: Run, telegram: Any, desk: Any) -> None:
    async def once() -> int:
        source = Source()
        source.troubles = [Answer("conflict", reason="terminated")]
        return await Poller(source, desk, Outbox(telegram, desk)).once()

    with pytest.raises(Trouble, match="another program"):
        in_no_time(once())


def test_a_token_that_is_refused_ends_it(poll: Run) -> None:
    source = Source()
    source.troubles = [Answer("refused")]
    with pytest.raises(BadToken):
        poll(source)


def test_updates_without_a_number_are_no_endless_loop(poll: Run, desk: Any) -> None:
    source = Source()
    source.troubles = [Answer("sent", ["nonsense"])] * 3
    poll(source, 100)
    assert len(source.offsets) < 10
    assert desk.aside[0] == ('"nonsense"', "not an object")


def test_stopping_does_not_wait_for_the_long_poll(poll: Run) -> None:
    assert poll(Source(), 120) < 0.1
