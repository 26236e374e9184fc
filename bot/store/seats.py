"""The book of seats, at a meeting and at its tables: who has one, who waits, and whom one is offered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.neighbourhood.meetings import seats as rules
from bot.neighbourhood.meetings.meeting import PLANNED, Meeting, Table
from bot.neighbourhood.meetings.seats import HELD, LAPSED, OFFERED, WAITING, Claim
from bot.store.book import Book
from bot.store.meetings import Meetings
from bot.store.tables import attendance, resident, seat

AT_MEETING = 0  # the place that is no table


class Called(NamedTuple):
    """Who is to hear of a seat: `last` tells that it is for whoever taps first."""

    resident_id: int
    place: int
    last: bool


class Seats(Book):
    """Seats. Whoever changes them has locked the meeting, so two people never get the last one."""

    async def claims(self, meeting_id: int, place: int = AT_MEETING) -> list[Claim]:
        """All claims on a place, in the order in which they were made."""
        mine = and_(attendance.c.meeting_id == seat.c.meeting_id, attendance.c.resident_id == seat.c.resident_id)
        asked = (
            select(seat.c.resident_id, 1 + attendance.c.guests, seat.c.state, seat.c.since, seat.c.until)
            .add_columns(resident.c.state == "active")
            .join(attendance, mine)
            .join(resident, resident.c.id == seat.c.resident_id)
            .where(seat.c.meeting_id == meeting_id, seat.c.place == place)
            .order_by(seat.c.since, seat.c.resident_id)
        )
        found: Any = await self._read.execute(asked)
        return [
            Claim(who, party, state, since, until, bool(active)) for who, party, state, since, until, active in found
        ]

    async def of(self, meeting_id: int, resident_id: int) -> dict[int, Claim]:
        """The claims of one resident, by place."""
        mine = (seat.c.meeting_id == meeting_id) & (seat.c.resident_id == resident_id)
        asked = select(seat.c.place, seat.c.state, seat.c.since, seat.c.until).where(mine)
        rows = await self._read.execute(asked)
        return {row.place: Claim(resident_id, 1, row.state, row.since, row.until) for row in rows}

    async def take(self, meeting: Meeting, who: int, party: int, moment: datetime, table: Table | None = None) -> str:
        """Claim seats at the meeting or a table: `held` when there are, `waiting` otherwise."""
        place, capacity = (table.id, table.seats) if table else (AT_MEETING, meeting.capacity)
        claims = await self.claims(meeting.id, place)
        mine = next((one for one in claims if one.who == who), None)
        if mine is not None and mine.state in (HELD, OFFERED):
            await self._put(meeting.id, place, who, HELD, mine.since)
            return HELD
        last = rules.is_last_round(meeting.starts, moment)
        others = [one for one in claims if one.who != who]
        state = HELD if rules.admits(others, capacity, party, last_round=last) else WAITING
        kept = mine is not None and mine.state == WAITING
        await self._put(meeting.id, place, who, state, mine.since if mine and kept else moment)
        return state

    async def leave(self, meeting: Meeting, who: int, moment: datetime, place: int | None = None) -> None:
        """Give up a place, or with none given everything at this meeting; what comes free is offered to others."""
        mine = (seat.c.meeting_id == meeting.id) & (seat.c.resident_id == who)
        if place is not None:
            mine &= seat.c.place == place
        gone = await (await self._sql()).execute(delete(seat).where(mine).returning(seat.c.state))
        if {HELD, OFFERED} & set(gone.scalars()):
            Meetings(self._unit).look_at_seats(meeting, moment)

    async def fit(self, meeting: Meeting, who: int, party: int, tables: Sequence[Table]) -> int | None:
        """How many seats there are for this person where they sit already; None when their party fits."""
        places = await self.of(meeting.id, who)
        limits = {AT_MEETING: meeting.capacity, **{table.id: table.seats for table in tables}}
        tightest: int | None = None
        for place, claim in places.items():
            others = [one for one in await self.claims(meeting.id, place) if one.who != who]
            room = rules.room(others, limits.get(place))
            if claim.state in (HELD, OFFERED) and room is not None and room < party:
                tightest = room if tightest is None else min(room, tightest)
        return tightest

    async def settle(self, meeting: Meeting, tables: Sequence[Table], moment: datetime) -> list[Called]:
        """Let offers lapse whose time is over, offer what is free, and plan when to look again."""
        if meeting.state != PLANNED or moment >= meeting.starts:
            return []
        called: list[Called] = []
        for place, capacity in ((AT_MEETING, meeting.capacity), *((table.id, table.seats) for table in tables)):
            called += await self._settle(meeting, place, capacity, moment)
        await self._look_again(meeting, moment)
        return called

    async def _settle(self, meeting: Meeting, place: int, capacity: int | None, moment: datetime) -> list[Called]:
        for one in rules.lapsed(await self.claims(meeting.id, place), moment):
            await self._put(meeting.id, place, one.who, LAPSED, one.since)
        claims = await self.claims(meeting.id, place)
        if rules.is_last_round(meeting.starts, moment):
            return [Called(one.who, place, last=True) for one in rules.to_call(claims, capacity)]
        offered = rules.to_offer(claims, capacity)
        until = rules.offer_until(meeting.starts, moment)
        for one in offered:
            await self._put(meeting.id, place, one.who, OFFERED, one.since, until)
        return [Called(one.who, place, last=False) for one in offered]

    async def _look_again(self, meeting: Meeting, moment: datetime) -> None:
        asked = select(seat.c.state, seat.c.until).where(seat.c.meeting_id == meeting.id, seat.c.state != HELD)
        rows = (await self._read.execute(asked)).all()
        moments = [row.until for row in rows if row.until]
        if rows and not rules.is_last_round(meeting.starts, moment):
            moments.append(meeting.starts - rules.LAST_ROUND)
        if moments:
            Meetings(self._unit).look_at_seats(meeting, min(moments))

    async def _put(
        self, meeting_id: int, place: int, who: int, state: str, since: datetime, until: datetime | None = None
    ) -> None:
        dialect: Any = sqlite if self._unit.dialect == "sqlite" else postgresql
        values = {"state": state, "since": since, "until": until}
        statement = dialect.insert(seat).values(meeting_id=meeting_id, place=place, resident_id=who, **values)
        keys = ["meeting_id", "place", "resident_id"]
        await (await self._sql()).execute(statement.on_conflict_do_update(index_elements=keys, set_=values))

    async def clear(self, meeting: Meeting, place: int) -> None:
        """The table is gone: nobody sits at it."""
        gone = (seat.c.meeting_id == meeting.id) & (seat.c.place == place)
        await (await self._sql()).execute(delete(seat).where(gone))
