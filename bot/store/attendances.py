"""The book of who comes: answers, guests, help, names on the list, and who was there."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.neighbourhood.meetings.meeting import MAYBE, NO, YES, Attendance, Sheet
from bot.neighbourhood.meetings.seats import HELD, OFFERED
from bot.store.book import Book, now
from bot.store.records import Resident
from bot.store.tables import attendance, seat

_COLUMNS = tuple(attendance.c[field.name] for field in fields(Attendance))
_AT_MEETING = and_(
    seat.c.meeting_id == attendance.c.meeting_id, seat.c.resident_id == attendance.c.resident_id, seat.c.place == 0
)


class Attendances(Book):
    """Who said what about coming, one row for each resident and meeting."""

    async def of(self, meeting_id: int, resident_id: int) -> Attendance | None:
        """What this resident said."""
        found = await self._all(_asked(meeting_id).where(attendance.c.resident_id == resident_id))
        return found[0] if found else None

    async def put(self, meeting_id: int, one: Resident, **changes: Any) -> Attendance:
        """Store what they say; the rest of what they said before stays."""
        fresh = {"answer": YES, "guests": 0, "name": "", "helps": [], **changes, "created": now(), "changed": now()}
        dialect: Any = sqlite if self._unit.dialect == "sqlite" else postgresql
        statement = dialect.insert(attendance).values(meeting_id=meeting_id, resident_id=one.id, **fresh)
        kept = statement.on_conflict_do_update(
            index_elements=["meeting_id", "resident_id"], set_={**changes, "changed": now()}
        )
        found = await (await self._sql()).execute(kept.returning(*_COLUMNS))
        return _built(found.one())

    async def coming(self, meeting_id: int) -> list[tuple[Attendance, str]]:
        """Everybody who did not say no, with the state of their seat, in the order in which they answered."""
        asked = select(*_COLUMNS, func.coalesce(seat.c.state, "")).outerjoin(seat, _AT_MEETING)
        asked = asked.where(attendance.c.meeting_id == meeting_id, attendance.c.answer != NO)
        rows = await self._read.execute(asked.order_by(attendance.c.created, attendance.c.resident_id))
        return [(_built(row[:-1]), row[-1]) for row in rows]

    async def check_in(self, meeting_id: int, one: Resident, moment: datetime) -> bool:
        """They are there; False when they were checked in before."""
        known = await self.of(meeting_id, one.id)
        if known is not None and known.came is not None:
            return False
        await self.put(meeting_id, one, came=moment)
        return True

    async def sheet(self, meeting_id: int) -> Sheet:
        """How the meeting stands, in people."""
        party, row = 1 + attendance.c.guests, attendance.c
        seated = seat.c.state.in_((HELD, OFFERED))
        asked = select(
            row.answer,
            func.coalesce(seat.c.state, ""),
            func.count(),
            func.sum(party),
            func.sum(party).filter(row.came.is_not(None)),
            func.sum(party).filter(seated),
        ).outerjoin(seat, _AT_MEETING)
        asked = asked.where(row.meeting_id == meeting_id).group_by(row.answer, seat.c.state)
        groups = (await self._read.execute(asked)).all()
        return Sheet(
            yes=sum(one[3] for one in groups if one[0] == YES and one[1] in (HELD, "")),
            maybe=sum(one[2] for one in groups if one[0] == MAYBE),
            no=sum(one[2] for one in groups if one[0] == NO),
            waiting=sum(one[3] for one in groups if one[1] not in (HELD, OFFERED, "")),
            taken=sum(one[5] or 0 for one in groups),
            came=sum(one[4] or 0 for one in groups),
            helps=await self._helps(meeting_id),
        )

    async def _helps(self, meeting_id: int) -> dict[str, int]:
        found = await self._all(_asked(meeting_id).where(attendance.c.answer != NO))
        counted: dict[str, int] = {}
        for what in (one for each in found for one in each.helps):
            counted[what] = counted.get(what, 0) + 1
        return counted

    async def meetings_of(self, resident_id: int) -> Sequence[int]:
        """The numbers of the meetings they come to, or perhaps come to."""
        asked = select(attendance.c.meeting_id).where(
            attendance.c.resident_id == resident_id, attendance.c.answer != NO
        )
        return (await self._read.execute(asked)).scalars().all()

    async def _all(self, asked: Select[Any]) -> list[Attendance]:
        return [_built(row) for row in await self._read.execute(asked)]


def _asked(meeting_id: int) -> Select[Any]:
    return select(*_COLUMNS).where(attendance.c.meeting_id == meeting_id)


def _built(row: Any) -> Attendance:
    meeting_id, resident_id, answer, guests, name, helps, came = row
    return Attendance(meeting_id, resident_id, answer, guests, name, tuple(helps), came)
