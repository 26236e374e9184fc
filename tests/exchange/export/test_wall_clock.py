"""The clock on the wall: the same as Python's own, in every zone and at every change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exchange.wall_clock import WallClock

ZONES = ["Europe/Amsterdam", "America/Kralendijk", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]
CLOCKS = {zone: WallClock(ZoneInfo(zone)) for zone in ZONES}


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2026-05-31T12:34:56.000789+00:00", "2026-05-31T14:34:56+02:00"),
        ("2026-05-31T12:34:56+00:00", "2026-05-31T14:34:56+02:00"),
        ("2026-12-31T23:30:00+00:00", "2027-01-01T00:30:00+01:00"),
        ("2026-10-25T00:59:59+00:00", "2026-10-25T02:59:59+02:00"),
        ("2026-10-25T01:00:00+00:00", "2026-10-25T02:00:00+01:00"),
    ],
)
def test_amsterdam(moment: str, shown: str) -> None:
    assert CLOCKS["Europe/Amsterdam"](moment) == shown


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(1971, 1, 1), datetime(2070, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is UTC
)
def test_any_moment_in_any_zone(zone: str, moment: datetime) -> None:
    expected = moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
    assert CLOCKS[zone](moment.isoformat(timespec="microseconds")) == expected


@pytest.mark.parametrize("zone", ZONES)
def test_every_minute_around_a_change_of_the_clock(zone: str) -> None:
    starts = (datetime(2026, month, day, tzinfo=UTC) for month, day in ((3, 28), (4, 4), (10, 3), (10, 24)))
    moments = [start + timedelta(minutes=minutes) for start in starts for minutes in range(0, 2880, 10)]
    shown = [CLOCKS[zone](moment.isoformat()) for moment in moments]
    assert shown == [moment.astimezone(ZoneInfo(zone)).isoformat() for moment in moments]
