"""The book of what is due: rows that the clock claims and carries out. Promises are rows, never timers.

Only the instance with the lease claims. So what was claimed and is not in its own hands was in those of one that is
gone, and is free at once.
"""

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from bot.store.book import Book
from bot.store.ids import new_id
from bot.store.records import Due
from bot.store.tables import due

ATTEMPTS = 5


_COLUMNS = tuple(due.c[field.name] for field in fields(Due))


class Dues(Book):
    """Rows that become due."""

    def plan(self, kind: str, name: str, at: datetime, payload: dict[str, Any], resident_id: int | None = None) -> None:
        """Plan something under a name; planning the same name again moves it and makes it waiting again."""
        self._unit.dues.put(Due(new_id(), kind, name, at, payload, resident_id))

    async def cancel(self, name: str) -> None:
        """It is no longer needed."""
        await (await self._sql()).execute(delete(due).where(due.c.name == name))
        self._unit.dues.remove(lambda one: one.name == name)

    async def waits(self, kind: str) -> bool:
        """Whether anything of this kind is planned, or is being carried out."""
        asked = select(due.c.id).where(due.c.kind == kind, due.c.state != "failed").limit(1)
        return (await (await self._sql()).execute(asked)).first() is not None

    async def any_ready(self, kinds: Sequence[str], moment: datetime, busy: Collection[int] = ()) -> bool:
        """Whether there is anything to claim at this moment; a look that takes no lock."""
        ready = select(due.c.id).where(_free(moment, kinds, busy)).limit(1)
        return (await self._read.execute(ready)).first() is not None

    async def claim(self, most: int, kinds: Sequence[str], moment: datetime, busy: Collection[int] = ()) -> list[Due]:
        """Claim what is due at this moment, the oldest first, but for what one is `busy` with already."""
        ready = select(due.c.id).where(_free(moment, kinds, busy)).order_by(due.c.at).limit(most)
        claimed = update(due).where(due.c.id.in_(ready.scalar_subquery()))
        claimed = claimed.values(state="claimed", attempts=due.c.attempts + 1)
        found = await (await self._sql()).execute(claimed.returning(*_COLUMNS))
        return sorted((Due(*row) for row in found), key=lambda one: one.at)

    async def done(self, one: Due) -> None:
        """It was carried out; what was planned anew under its name meanwhile stays."""
        await (await self._sql()).execute(delete(due).where(_as_claimed(one)))

    async def again(self, one: Due, reason: str, moment: datetime) -> bool:
        """It failed at this moment: later again, with growing pauses; False when that was the last attempt."""
        given_up = one.attempts >= ATTEMPTS
        later = moment + timedelta(seconds=5 * 4 ** (one.attempts - 1))
        values: dict[str, Any] = {"state": "failed", "payload": {**one.payload, "reason": reason}}
        if not given_up:
            values = {"state": "waiting", "at": later}
        await (await self._sql()).execute(update(due).where(_as_claimed(one)).values(values))
        return not given_up


def _as_claimed(one: Due) -> ColumnElement[bool]:
    """The row as it was claimed: not one that was planned anew under its name meanwhile."""
    return (due.c.id == one.id) & (due.c.attempts == one.attempts)


def _free(moment: datetime, kinds: Sequence[str], busy: Collection[int]) -> ColumnElement[bool]:
    ready = due.c.state.in_(("waiting", "claimed")) & (due.c.at <= moment) & due.c.kind.in_(kinds)
    return ready & due.c.id.not_in(busy) if busy else ready
