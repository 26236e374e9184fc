"""Moments as the clock on the wall of the neighbourhood shows them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_TO_THE_HOUR = len("2026-05-31T12")
_TO_THE_SECOND = len("2026-05-31T12:34:56")


class WallClock:
    """Writes moments in a time zone, as ISO 8601 with the offset and to the second: `2026-05-31T14:34:56+02:00`."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        # Moments of one hour differ in minutes and seconds only: what stands around those is worked out once an hour.
        self._hours: dict[str, tuple[str, str] | None] = {}
        self._months: dict[str, str] = {}

    def __call__(self, moment: str) -> str:
        """The moment, which is ISO 8601 text in UTC, on this clock."""
        hour = moment[:_TO_THE_HOUR]
        around = self._hours.get(hour) or self._around(hour)
        if around is None:
            return self._local(datetime.fromisoformat(moment)).isoformat(timespec="seconds")
        return around[0] + moment[_TO_THE_HOUR:_TO_THE_SECOND] + around[1]

    def month(self, moment: str) -> str:
        """The beginning of the month that the hour of the moment begins in: `2026-05-01T00:00:00+02:00`."""
        hour = moment[:_TO_THE_HOUR]
        found = self._months.get(hour)
        if found is None:
            start = self._local(datetime.fromisoformat(f"{hour}:00+00:00"))
            first = datetime(start.year, start.month, 1, tzinfo=self._zone)
            found = self._months[hour] = first.isoformat(timespec="seconds")
        return found

    def _around(self, hour: str) -> tuple[str, str] | None:
        """The hour and the offset on the wall; None where minutes differ too, or the clock changes half-way."""
        if hour not in self._hours:
            start = datetime.fromisoformat(f"{hour}:00+00:00")
            first, last = self._local(start), self._local(start + timedelta(minutes=59))
            written = first.isoformat()
            plain = first.utcoffset() == last.utcoffset() and first.minute == first.second == 0
            self._hours[hour] = (written[:_TO_THE_HOUR], written[_TO_THE_SECOND:]) if plain else None
        return self._hours[hour]

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)
