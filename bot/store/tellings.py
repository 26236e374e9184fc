"""The book of what people are told by itself: who is still to hear it. Nobody hears the same thing twice."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, insert, or_, select

from bot.neighbourhood.meetings import telling
from bot.neighbourhood.meetings.meeting import MAYBE, YES, Meeting
from bot.neighbourhood.meetings.seats import HELD
from bot.neighbourhood.roles import ADMIN, ORGANISER
from bot.store.book import Book, now
from bot.store.records import Due, Resident
from bot.store.tables import attendance, due, membership, resident, seat, told

Told = dict[str, Any]


class Tellings(Book):
    """Who is told what of a meeting."""

    async def holds(self, one: Due) -> bool:
        """Whether this claim still holds: the row was not planned anew, done, or claimed by somebody else."""
        mine = (due.c.id == one.id) & (due.c.state == "claimed") & (due.c.attempts == one.attempts)
        asked = select(due.c.id).where(mine)
        if self._unit.dialect == "postgresql":
            asked = asked.with_for_update()
        return (await (await self._sql()).execute(asked)).first() is not None

    async def use_up(self, one: Due) -> bool:
        """Take the row away with what it brings about, in one transaction; False when the claim does not hold."""
        if not await self.holds(one):
            return False
        await (await self._sql()).execute(delete(due).where(due.c.id == one.id))
        return True

    async def claim(self, meeting: Meeting, payload: Told, most: int) -> list[Resident]:
        """The next people who are to hear this, at most so many; they count as told from here on."""
        mark = payload["mark"]
        heard = exists().where(
            told.c.meeting_id == meeting.id, told.c.mark == mark, told.c.resident_id == resident.c.id
        )
        audience = telling.TELLINGS[payload["what"]].audience
        wanted = and_(resident.c.agreed != "", ~heard, await self._among(audience, meeting, payload))
        numbers = select(resident.c.id).where(wanted).order_by(resident.c.id).limit(most)
        found = list((await (await self._sql()).execute(numbers)).scalars())
        if not found:
            return []
        rows = [{"meeting_id": meeting.id, "mark": mark, "resident_id": one, "at": now()} for one in found]
        await (await self._sql()).execute(insert(told), rows)
        return await self.people(found)

    async def people(self, numbers: Collection[int]) -> list[Resident]:
        """These residents."""
        return await self._unit.residents.load(self._read, resident.c.id.in_(numbers))

    async def _among(self, audience: str, meeting: Meeting, payload: Told) -> ColumnElement[bool]:
        active = resident.c.state == "active"
        if audience == telling.ONE:  # what somebody asked for themselves comes even when they stopped
            return and_(resident.c.id == payload["resident"], resident.c.state != "blocked")
        if audience == telling.ORGANISERS:
            return and_(active, await self._organisers(meeting))
        mine = and_(attendance.c.meeting_id == meeting.id, attendance.c.resident_id == resident.c.id)
        if audience == telling.EVERYBODY:
            return and_(active, exists().where(mine))
        if audience == telling.ANSWERED:
            return and_(active, exists().where(mine, attendance.c.answer.in_((YES, MAYBE))))
        seated = exists().where(
            seat.c.meeting_id == attendance.c.meeting_id,
            seat.c.place == 0,
            seat.c.resident_id == attendance.c.resident_id,
            seat.c.state == HELD,
        )
        comes = or_(attendance.c.answer == MAYBE, and_(attendance.c.answer == YES, seated))
        return and_(active, exists().where(mine, comes))

    async def _organisers(self, meeting: Meeting) -> ColumnElement[bool]:
        """Who made it, if they still organise and can be reached; all organisers of the neighbourhood otherwise."""
        organises = exists().where(
            membership.c.resident_id == resident.c.id,
            membership.c.neighbourhood_id == meeting.neighbourhood_id,
            membership.c.role.in_((ORGANISER, ADMIN)),
        )
        maker = select(resident.c.id).where(
            resident.c.id == meeting.organiser_id, resident.c.state == "active", organises
        )
        if (await (await self._sql()).execute(maker)).first() is not None:
            return resident.c.id == meeting.organiser_id
        return organises
