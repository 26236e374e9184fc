"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The moment it is in a test, for the bot and for the simulator."""

    def __init__(self) -> None:
        self._now = datetime(2026, 5, 4, 19, 30, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment (UTC)."""
        return self._now

    def seconds(self) -> float:
        """The moment in seconds since 1970."""
        return self._now.timestamp()

    def passes(self, **time: float) -> None:
        """Let time pass: `days=3`, `hours=1`, `seconds=2`."""
        self._now += timedelta(**time)
