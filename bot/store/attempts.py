"""The book of attempts: how often a code was tried in vain, so that trying gets slower and slower."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.book import Book, now
from bot.store.records import Resident
from bot.store.tables import attempt

EVERYBODY = 0


class Limit(NamedTuple):
    """How many wrong codes are `free`, and how long one waits after the next one; twice as long after each more."""

    free: int
    first: timedelta
    longest: timedelta

    def pause(self, count: int) -> timedelta:
        """How long to wait after this many wrong codes."""
        if count <= self.free:
            return timedelta(0)
        return min(self.first * (1 << min(count - self.free - 1, 20)), self.longest)


ONE = Limit(5, timedelta(minutes=1), timedelta(hours=12))
# Somebody with many accounts holds everybody up as short as this; no code can be guessed meanwhile (144 bits).
ALL = Limit(100, timedelta(seconds=5), timedelta(minutes=5))
FORGIVEN = timedelta(days=1)


class Attempts(Book):
    """Wrong codes of one person, and of everybody together. They are forgiven after a day without any."""

    async def wait_until(self, one: Resident) -> datetime | None:
        """Until when this person may not try a code; None when they may."""
        found = await self._read.execute(select(attempt).where(attempt.c.who.in_((one.id, EVERYBODY))))
        ends = [row.last + (ALL if row.who == EVERYBODY else ONE).pause(row.wrong) for row in found]
        latest = max(ends, default=now())
        return latest if latest > now() else None

    async def wrong(self, one: Resident) -> None:
        """They tried a code that does not work."""
        for who in (one.id, EVERYBODY):
            await self._count(who)

    async def right(self, one: Resident) -> None:
        """They tried one that works: what went wrong before is forgiven."""
        await (await self._sql()).execute(delete(attempt).where(attempt.c.who == one.id))

    async def _count(self, who: int) -> None:
        connection, moment = await self._sql(), now()
        old = delete(attempt).where(attempt.c.who == who, attempt.c.last < moment - FORGIVEN)
        await connection.execute(old)
        dialect: Any = sqlite if self._unit.dialect == "sqlite" else postgresql
        first = dialect.insert(attempt).values(who=who, wrong=1, last=moment)
        more = {"wrong": attempt.c.wrong + 1, "last": moment}
        await connection.execute(first.on_conflict_do_update(index_elements=["who"], set_=more))
