"""One writer: who lost the lease commits nothing, who stands by takes over, and no clock decides about it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from bot.neighbourhood.refusal import Refusal
from bot.store import LeaseLost, Store, lease
from bot.store.lease import Lease
from bot.store.running import refuse_while_running
from bot.store.tables import instance, meta
from bot.store.watch import BEAT_SECONDS, GONE_SECONDS, HOLD_SECONDS
from tests.talk.databases import PostgreSQL


class Passing:
    """Time that passes only when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def passing(monkeypatch: pytest.MonkeyPatch) -> Passing:
    made = Passing()
    for module in ("bot.store.watch", "bot.store.lease"):
        monkeypatch.setattr(f"{module}.steady", made)
    return made


@pytest.fixture
async def other(database: str) -> AsyncIterator[Store]:
    """Another program with the same database."""
    opened = await Store.open(database)
    yield opened
    await opened.close()


@pytest.fixture
async def replicas(postgresql: PostgreSQL, tmp_path: Path) -> AsyncIterator[tuple[Store, Store]]:
    """Two programs that can share their work, which takes a PostgreSQL database."""
    with postgresql.copy(tmp_path) as address:
        one, other = await Store.open(address), await Store.open(address)
        yield one, other
        await one.close()
        await other.close()


async def note(store: Store, word: str) -> None:
    async with store.writing() as books:
        await books.unit.connection.execute(meta.insert().values(key=word, value=""))


async def notes(store: Store) -> set[str]:
    async with store.reading() as books:
        return set((await books.unit.connection.execute(select(meta.c.key))).scalars())


async def takes_over(other: Lease, passing: Passing, *, alone: bool = True) -> None:
    """Looks, and looks again when the one before gave no sign of life for long enough."""
    assert not await other.join(alone=alone)
    passing.seconds += GONE_SECONDS + 0.1
    assert await other.join(alone=alone)


async def test_the_second_one_waits_as_long_as_there_are_signs_of_life(
    store: Store, other: Store, passing: Passing
) -> None:
    assert await store.lease.join(alone=True)
    for _ in range(12):
        assert not await other.lease.join(alone=True)
        passing.seconds += BEAT_SECONDS
        await store.lease.beat()
    await note(store, "mine")
    assert "mine" in await notes(other)


async def test_who_was_paused_commits_nothing_after_another_has_taken_over(
    store: Store, other: Store, passing: Passing
) -> None:
    ends: list[bool] = []
    await store.lease.join(alone=True)
    store.lease.on_lost = lambda: ends.append(True)
    await takes_over(other.lease, passing)
    assert (other.lease.number or 0) > (store.lease.number or 0)
    with pytest.raises(LeaseLost):
        await note(store, "too late")
    with pytest.raises(LeaseLost):
        await store.lease.beat()
    await note(other, "in time")
    assert {"too late", "in time"} & await notes(store) == {"in time"}
    assert (ends, store.lease.holds(), other.lease.holds()) == ([True, True], False, True)


async def test_it_sends_nothing_before_it_could_have_lost_the_lease(store: Store, passing: Passing) -> None:
    await store.lease.join(alone=True)
    passing.seconds += HOLD_SECONDS - 0.1
    assert store.lease.holds()
    passing.seconds += 0.2
    assert not store.lease.holds()
    assert not await store.lease.is_surely_lost()
    await store.lease.beat()
    assert store.lease.holds()
    assert HOLD_SECONDS < GONE_SECONDS


async def test_who_leaves_makes_room_at_once(store: Store, other: Store, passing: Passing) -> None:
    await store.lease.join(alone=True)
    assert not await other.lease.join(alone=True)
    await store.lease.leave()
    assert not store.lease.holds()
    assert await other.lease.join(alone=True)
    with pytest.raises(LeaseLost):
        await note(store, "too late")


async def test_whose_process_has_ended_is_gone_at_once(store: Store, other: Store, passing: Passing) -> None:
    await store.lease.join(alone=True)
    async with other.writing() as books:
        ended = instance.c.process + "0"
        await books.unit.connection.execute(update(instance).values(process=ended))
    assert await other.lease.join(alone=True)


async def test_a_clock_that_jumps_changes_nothing(store: Store, other: Store) -> None:
    with time_machine.travel(datetime(2026, 3, 29, 0, 59, tzinfo=UTC)) as clock:
        await store.lease.join(alone=True)
        for day in (1, 400, -400):
            clock.shift(86_400 * day)
            assert not await other.lease.join(alone=True)
            assert store.lease.holds()
            await note(store, f"day {day}")
    assert await other.lease.join(alone=True) is False
    await store.lease.beat()


async def test_commands_write_beside_the_bot(store: Store, other: Store) -> None:
    await store.lease.join(alone=True)
    await note(other, "survey")
    await store.lease.beat()
    assert "survey" in await notes(store)


async def test_what_needs_the_database_alone_is_refused_while_it_runs(store: Store, passing: Passing) -> None:
    refuse_while_running(store.url)
    await store.lease.join(alone=True)
    with pytest.raises(Refusal, match="Stop it first"):
        refuse_while_running(store.url)
    await store.lease.leave()
    refuse_while_running(store.url)


async def test_who_takes_over_sends_what_waits_and_leaves_alone_what_may_have_arrived(
    store: Store, other: Store, passing: Passing
) -> None:
    await store.lease.join(alone=True)
    async with store.writing() as books:
        lanes = {1: "reply", 2: "bulk", 3: "bulk"}
        await books.deliveries.add([{"id": n, "chat": 5, "lane": lane, "effects": "[]"} for n, lane in lanes.items()])
        await books.deliveries.sending([3])
        assert await books.deliveries.adopt() == []
    await takes_over(other.lease, passing)
    async with other.writing() as books:
        assert await books.deliveries.adopt() == [(1, 5, "reply", "[]"), (2, 5, "bulk", "[]")]
        assert await books.deliveries.adopt() == []
        assert await books.deliveries.tally() == {"pending": 2, "unknown": 1}


async def test_replicas_work_together_and_one_of_them_leads(replicas: tuple[Store, Store], passing: Passing) -> None:
    first, second = replicas
    for one in replicas:
        assert await one.lease.join(alone=False)
        await note(one, f"of {one.lease.number}")
    assert (first.lease.leads, second.lease.leads) == (True, False)
    await second.lease.beat()
    assert (second.lease.leads, second.lease.count) == (False, 2)
    passing.seconds += GONE_SECONDS + 0.1
    await second.lease.beat()
    assert (second.lease.leads, second.lease.count) == (True, 1)
    with pytest.raises(LeaseLost):
        await note(first, "too late")


async def test_a_replica_waits_for_who_works_alone(replicas: tuple[Store, Store], passing: Passing) -> None:
    one, other = replicas
    await one.lease.join(alone=True)
    await takes_over(other.lease, passing, alone=False)


async def test_the_replies_of_one_person_wait_for_those_of_another_replica(replicas: tuple[Store, Store]) -> None:
    server, other = replicas
    for one in replicas:
        await one.lease.join(alone=False)
    row = {"chat": 5, "lane": "reply", "effects": "[]"}
    async with server.writing(5) as books:
        assert await books.deliveries.ahead([5]) == {}
        await books.deliveries.add([{"id": 1, **row}])
        assert await books.deliveries.ahead([5]) == {}
    async with other.writing(5) as books:
        assert await books.deliveries.ahead([5, 6]) == {5: (1,)}
        assert await books.deliveries.wait([1])
    async with server.writing() as books:
        await books.deliveries.settle([(1, "sent", "")])
    async with other.writing() as books:
        assert not await books.deliveries.wait([1])
        assert await books.deliveries.ahead([5]) == {}


async def test_a_transaction_that_was_paused_holds_up_nobody_for_long(
    replicas: tuple[Store, Store], passing: Passing, monkeypatch: pytest.MonkeyPatch
) -> None:
    sooner = text(str(lease._STAYS_THERE).replace("'4000'", "'100'"))
    monkeypatch.setattr("bot.store.lease._STAYS_THERE", sooner)
    one, other = replicas
    await one.lease.join(alone=True)

    async def pauses() -> None:
        async with one.writing() as books:
            await books.unit.connection.execute(meta.insert().values(key="too late", value=""))
            await takes_over(other.lease, passing)

    with pytest.raises(DBAPIError):
        await pauses()
    assert "too late" not in await notes(other)
