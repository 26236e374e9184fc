"""The clock: what is due is done once, also when that cannot be written down at first."""

from datetime import UTC, datetime

import pytest

from bot.clock import clock
from bot.clock.clock import Clock
from bot.dialogue.desk import Desk
from bot.dialogue.plugins import load_scripts
from bot.store import LeaseLost, Store
from bot.store.lease import Lease
from bot.store.records import Due

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


class Done:
    """Remembers what was done."""

    def __init__(self) -> None:
        self.names: list[str] = []

    async def __call__(self, due: Due) -> None:
        self.names.append(due.name)


async def planned(store: Store) -> Due:
    """Something that is due now by the clock of the desk, whatever that of the machine says; and claimed."""
    async with store.writing() as books:
        books.dues.plan("nudge", "nudge:1", NOW, {})
    async with store.writing() as books:
        (one,) = await books.dues.claim(1, ["nudge"], NOW)
    return one


def made(store: Store, done: Done) -> Clock:
    return Clock(store, Desk(store, load_scripts(), lambda: NOW), {"nudge": done})


async def left(store: Store) -> bool:
    async with store.reading() as books:
        return await books.dues.any_ready(["nudge"], NOW)


def stumbling(monkeypatch: pytest.MonkeyPatch, *errors: Exception) -> None:
    """The next transactions fail like this."""
    waiting = list(errors)

    async def check(self: Lease, connection: object) -> None:
        if waiting:
            raise waiting.pop(0)

    monkeypatch.setattr(Lease, "check", check)


async def test_what_was_done_and_cannot_be_written_down_is_not_done_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "NOTE_SECONDS", 0)
    done, due = Done(), await planned(store)
    stumbling(monkeypatch, OSError("full"), OSError("full"))
    await made(store, done).carry_out(due)
    assert done.names == ["nudge:1"]
    assert not await left(store)


async def test_when_the_lease_is_lost_it_is_left_to_the_one_that_has_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, due = Done(), await planned(store)
    stumbling(monkeypatch, LeaseLost())
    await made(store, done).carry_out(due)
    assert await left(store)
