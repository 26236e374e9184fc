"""What is done every night: at the local time, also when the clock changes, and also when a night fails."""

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.clock.nightly import Nightly, next_night
from bot.store import Store
from bot.store.records import Due
from bot.store.tables import due

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TONIGHT = Due(1, "backup", "backup:now", datetime(2026, 1, 1, tzinfo=UTC), {})


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        ("2026-05-04 01:29", "2026-05-04 01:30"),
        ("2026-05-04 01:30", "2026-05-05 01:30"),
        ("2026-03-28 12:00", "2026-03-29 01:30"),  # two o'clock becomes three
        ("2026-10-24 12:00", "2026-10-25 02:30"),  # three o'clock becomes two
        ("2026-10-25 02:30", "2026-10-26 02:30"),
    ],
)
def test_half_past_three_is_local_time(moment: str, night: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    found = next_night(now, time(3, 30), AMSTERDAM)
    assert found.strftime("%Y-%m-%d %H:%M") == night
    assert found.astimezone(AMSTERDAM).time() == time(3, 30)


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_a_time_that_the_clock_skips_or_repeats_comes_once(day: str) -> None:
    nights, moment = [], datetime.fromisoformat(f"{day} 00:00").replace(tzinfo=AMSTERDAM).astimezone(UTC)
    for _night in range(3):
        moment = next_night(moment, time(2, 30), AMSTERDAM)
        nights.append(moment.astimezone(AMSTERDAM).date())
    assert len(set(nights)) == 3


async def planned(store: Store) -> list[tuple[str, str]]:
    async with store.reading() as books:
        found = await books.unit.connection.execute(due.select().order_by(due.c.at))
        return [(row.name, row.state) for row in found]


async def test_a_night_is_planned_once_and_an_overdue_one_is_kept(store: Store) -> None:
    nightly = Nightly(store, "backup", time(3, 30), AMSTERDAM, _nothing)
    await nightly.begin()
    once = await planned(store)
    await nightly.begin()
    assert await planned(store) == once
    assert [state for _name, state in once] == ["waiting"]


async def test_a_night_that_fails_leaves_the_next_one_planned(store: Store) -> None:
    nightly = Nightly(store, "backup", time(3, 30), AMSTERDAM, _fails)
    with pytest.raises(OSError, match="full"):
        await nightly(TONIGHT)
    with pytest.raises(OSError, match="full"):
        await nightly(TONIGHT)
    assert len(await planned(store)) == 1


async def test_a_clock_that_was_set_back_does_not_end_it(store: Store) -> None:
    nightly = Nightly(store, "backup", time(3, 30), AMSTERDAM, _nothing)
    await nightly.begin()
    ((tonight, _state),) = await planned(store)
    await nightly(replace(TONIGHT, name=tonight))
    assert len(await planned(store)) == 2


async def _nothing() -> None:
    """Nothing to do."""


async def _fails() -> None:
    raise OSError("the disk is full")
