"""What is done every night: a due row for each night, at a time of the local clock."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.store import Store
from bot.store.dues import Dues
from bot.store.records import Due


class Nightly:
    """Carries out due rows of one kind every night `at` this local time; a night that was missed is made up for."""

    def __init__(self, store: Store, kind: str, at: time, zone: ZoneInfo, work: Callable[[], Awaitable[None]]) -> None:
        self.kind = kind
        self._store = store
        self._at = at
        self._zone = zone
        self._work = work

    async def begin(self) -> None:
        """Plan the first night, unless one is planned or overdue."""
        async with self._store.writing() as books:
            if not await books.dues.waits(self.kind):
                self._plan(books.dues)

    async def __call__(self, due: Due) -> None:
        """Plan the next night before tonight's work: that may fail."""
        async with self._store.writing() as books:
            self._plan(books.dues, tonight=due.name)
        await self._work()

    def _plan(self, dues: Dues, tonight: str = "") -> None:
        at = next_night(datetime.now(UTC), self._at, self._zone)
        if self._name(at) == tonight:  # a clock that was set back would plan the row that is being carried out
            at = next_night(at, self._at, self._zone)
        dues.plan(self.kind, self._name(at), at, {})

    def _name(self, at: datetime) -> str:
        return f"{self.kind}:{at.astimezone(self._zone).date()}"


def next_night(moment: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The first moment after this one (UTC) when the local clock says `at`.

    Where the clock change skips or repeats that time, it is the first moment that could be meant.
    """
    today = moment.astimezone(zone).date()
    nights = (datetime.combine(today + timedelta(days), at, zone).astimezone(UTC) for days in range(3))
    return next(night for night in nights if night > moment)
