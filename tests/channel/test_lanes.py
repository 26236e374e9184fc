import asyncio
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.channel.lanes import Lanes

Run = Callable[..., Any]


def now() -> float:
    return asyncio.get_running_loop().time()


async def slot(lanes: Lanes, chat: int, bulk: bool = False) -> float:
    if not lanes.free(chat):
        await lanes.turn(chat, bulk)
    return now()


async def slots(lanes: Lanes, chats: Any, bulk: bool = False) -> list[float]:
    return await asyncio.gather(*(slot(lanes, chat, bulk) for chat in chats))


@pytest.mark.parametrize("rate", [1, 30, 1000])
def test_in_no_second_more_than_the_rate_goes(in_no_time: Run, rate: int) -> None:
    times = sorted(in_no_time(slots(Lanes(rate), range(rate * 3))))
    assert max(sum(at <= other < at + 1 for other in times) for at in times) <= rate
    assert times[-1] - times[0] <= 3 / 0.97
    gaps = {round(after - before, 6) for before, after in pairwise(times)}
    assert len(gaps) == 1


def test_one_person_hears_three_things_at_once_and_then_one_a_second(in_no_time: Run) -> None:
    times = in_no_time(slots(Lanes(1000), [7] * 6))
    assert [round(at - times[0]) for at in times] == [0, 0, 0, 1, 2, 3]


def test_a_person_who_must_wait_keeps_nobody_waiting(in_no_time: Run) -> None:
    times = in_no_time(slots(Lanes(30), [7] * 10 + [8]))
    assert times[-1] - times[0] < 0.2


def test_a_reply_goes_before_all_bulk(in_no_time: Run) -> None:
    async def both() -> float:
        lanes = Lanes(30)
        bulk = asyncio.create_task(slots(lanes, range(400), bulk=True))
        await asyncio.sleep(1)
        asked = now()
        answered = await slot(lanes, 1000)
        bulk.cancel()
        return answered - asked

    assert in_no_time(both()) < 0.05


def test_what_was_cancelled_takes_no_slot(in_no_time: Run) -> None:
    async def cancelled() -> float:
        lanes = Lanes(10)
        await slot(lanes, 1)
        gone = [asyncio.create_task(slot(lanes, chat)) for chat in range(2, 9)]
        await asyncio.sleep(0)
        for task in gone:
            task.cancel()
        asked = now()
        return await slot(lanes, 10) - asked

    assert in_no_time(cancelled()) < 0.11


def test_a_flood_pauses_that_chat_only(in_no_time: Run) -> None:
    async def flooded() -> tuple[float, float]:
        lanes = Lanes(30)
        lanes.flooded(7, 5)
        began = now()
        late, soon = await slots(lanes, [7, 8])
        return late - began, soon - began

    late, soon = in_no_time(flooded())
    assert late == pytest.approx(5, abs=0.1)
    assert soon < 0.1


def test_floods_in_several_chats_pause_all(in_no_time: Run) -> None:
    async def flooded() -> float:
        lanes = Lanes(30)
        for chat in range(3):
            lanes.flooded(chat, 5)
        began = now()
        return await slot(lanes, 99) - began

    assert in_no_time(flooded()) == pytest.approx(5, abs=0.1)


def test_after_a_flood_the_pace_is_halved_and_creeps_up(in_no_time: Run) -> None:
    async def paces() -> list[int]:
        lanes = Lanes(20)
        lanes.flooded(-1, 1)
        began = now()
        times = await slots(lanes, range(400))
        return [sum(began + second <= at < began + second + 1 for at in times) for second in (0, 5, 12)]

    first, later, last = in_no_time(paces())
    assert first == pytest.approx(10, abs=1)
    assert first < later < last
    assert last == pytest.approx(20, abs=1)


def test_without_a_rate_only_pauses_count(in_no_time: Run) -> None:
    async def unlimited() -> tuple[set[float], float]:
        lanes = Lanes(0)
        at_once = set(await slots(lanes, [7] * 100))
        lanes.flooded(7, 2)
        began = now()
        return at_once, await slot(lanes, 7) - began

    at_once, paused = in_no_time(unlimited())
    assert len(at_once) == 1
    assert paused == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize(("lane", "after"), [("bulk", [8, 7]), ("reply", [7, 8])])
def test_ptb_methods_choose_a_lane(in_no_time: Run, lane: str, after: list[int]) -> None:
    async def through_ptb() -> list[int]:
        lanes, order = Lanes(10), []

        async def send(chat: int) -> bool:
            order.append(chat)
            return True

        async def process(chat: int, lane: str) -> Any:
            return await lanes.process_request(send, (chat,), {}, "sendMessage", {"chat_id": chat}, {"lane": lane})

        await process(1, "reply")
        await asyncio.gather(process(7, lane), process(8, "reply"))
        await lanes.process_request(send, (0,), {}, "getMe", {}, None)
        await lanes.shutdown()
        return order

    assert in_no_time(through_ptb()) == [1, *after, 0]


def test_a_flood_in_a_ptb_method_pauses_and_is_passed_on(in_no_time: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")

    async def refused() -> float:
        lanes = Lanes(10)

        async def send() -> bool:
            raise RetryAfter(4)

        with pytest.raises(RetryAfter):
            await lanes.process_request(send, (), {}, "sendMessage", {"chat_id": 7}, None)
        began = now()
        return await slot(lanes, 7) - began

    assert in_no_time(refused()) == pytest.approx(4, abs=0.01)
