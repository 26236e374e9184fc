"""The book of meetings: what they are, and what has to happen around them by itself."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import Select, insert, select, update

from bot.neighbourhood.meetings.meeting import CANCELLED, PLANNED, Brief, Meeting
from bot.neighbourhood.meetings.reminders import CLOSING_DAYS, before
from bot.store.book import Book, now
from bot.store.dues import Dues
from bot.store.records import Conversation, Resident
from bot.store.tables import meeting, task

COLUMNS = tuple(meeting.c[name] for name in Meeting.__dataclass_fields__)
_FRESH: dict[str, Any] = {
    "state": PLANNED, "moves": 0, "calls": 0, "walk_ins": 0, "organisations": "", "decisions": [], "outcome": {}
}  # fmt: skip
LONG_PAST = timedelta(days=60)


class Meetings(Book):
    """The meetings of the neighbourhoods."""

    async def make(
        self, one: Resident, talk: Conversation, brief: Brief, zone: tzinfo | None, moment: datetime
    ) -> Meeting:
        """Store the meeting of a conversation and plan what goes with it; the same conversation makes one meeting."""
        values = {**asdict(brief), "reminders": list(brief.reminders)}
        for known in await self._all(select(*COLUMNS).where(meeting.c.conversation_id == talk.id)):
            return known
        fresh = {"neighbourhood_id": talk.neighbourhood_id, "organiser_id": one.id, "conversation_id": talk.id}
        stored = insert(meeting).values(**values, **fresh, **_FRESH, door=secrets.token_hex(6), created=now())
        made = Meeting(*(await (await self._sql()).execute(stored.returning(*COLUMNS))).one())
        await self.plan(made, zone, moment)
        return made

    async def get(self, number: int) -> Meeting | None:
        """The meeting with this number."""
        key = ("meeting", number)
        if key not in self._unit.memo:
            found = (await self._read.execute(select(*COLUMNS).where(meeting.c.id == number))).first()
            self._unit.memo[key] = Meeting(*found) if found else None
        return self._unit.memo[key]  # type: ignore[no-any-return]

    async def ahead(self, neighbourhood_id: int, moment: datetime) -> list[Meeting]:
        """What is still to come or going on, the first one first."""
        here = select(*COLUMNS).where(meeting.c.neighbourhood_id == neighbourhood_id, meeting.c.state == PLANNED)
        return await self._all(here.where(meeting.c.ends > moment).order_by(meeting.c.starts, meeting.c.id))

    async def behind(self, neighbourhood_id: int, moment: datetime) -> list[Meeting]:
        """What was held in the last two months, the newest first."""
        here = select(*COLUMNS).where(meeting.c.neighbourhood_id == neighbourhood_id, meeting.c.state != CANCELLED)
        lately = here.where(meeting.c.ends <= moment, meeting.c.ends > moment - LONG_PAST)
        return await self._all(lately.order_by(meeting.c.starts.desc()))

    async def all(self, neighbourhood_id: int) -> list[Meeting]:
        """Every meeting there ever was, in the order in which they were made."""
        here = select(*COLUMNS).where(meeting.c.neighbourhood_id == neighbourhood_id)
        return await self._all(here.order_by(meeting.c.id))

    async def newest(self, neighbourhood_id: int) -> Meeting | None:
        """The meeting that was made last: the one that is copied."""
        here = select(*COLUMNS).where(meeting.c.neighbourhood_id == neighbourhood_id)
        return next(iter(await self._all(here.order_by(meeting.c.id.desc()).limit(1))), None)

    async def _all(self, asked: Select[Any]) -> list[Meeting]:
        return [Meeting(*row) for row in await self._read.execute(asked)]

    async def lock(self, number: int) -> Meeting | None:
        """The meeting as it is now, with nobody else changing its seats until this transaction ends."""
        self._unit.memo.pop(("meeting", number), None)
        if self._unit.dialect == "postgresql":
            held = select(meeting.c.id).where(meeting.c.id == number).with_for_update(key_share=True)
            await (await self._sql()).execute(held)
        return await self.get(number)

    async def change(self, one: Meeting, **values: Any) -> Meeting:
        """The meeting with these fields changed."""
        stored = update(meeting).where(meeting.c.id == one.id).values(**values).returning(*COLUMNS)
        changed = Meeting(*(await (await self._sql()).execute(stored)).one())
        self._unit.memo[("meeting", one.id)] = changed
        return changed

    async def move(
        self, one: Meeting, starts: datetime, ends: datetime, zone: tzinfo | None, moment: datetime
    ) -> Meeting:
        """Give it another time: everybody who said yes is told, and what was planned moves along."""
        moved = await self.change(one, starts=starts, ends=ends, moves=one.moves + 1)
        await self.plan(moved, zone, moment)
        self.tell(moved, "moved", f"moved:{moved.moves}", moment, moves=moved.moves)
        self.look_at_seats(moved, moment)
        return moved

    async def cancel(self, one: Meeting, moment: datetime, *, reason: str = "") -> None:
        """It does not take place: everybody who said yes is told, and nothing else is."""
        gone = await self.change(one, state=CANCELLED)
        for name in await self._names(gone):
            await Dues(self._unit).cancel(name)
        self.tell(gone, "cancelled", "cancelled", moment, reason=reason)

    async def set_reminders(self, one: Meeting, minutes: Sequence[int], zone: tzinfo | None, moment: datetime) -> None:
        """Remind people at other times."""
        for gone in set(one.reminders) - set(minutes):
            await Dues(self._unit).cancel(_named(one, f"remind:{gone}"))
        await self.plan(await self.change(one, reminders=sorted(minutes, reverse=True)), zone, moment)

    def tell(self, one: Meeting, what: str, mark: str, at: datetime, *, name: str = "", **told: Any) -> None:
        """Have this told to its audience at that moment (see `bot.neighbourhood.meetings.telling`).

        Nobody is told twice under one `mark`. Planning the same `name` (the mark, when not given) again moves it.
        """
        payload = {"what": what, "meeting": one.id, "mark": mark, "starts": one.starts.isoformat(), **told}
        Dues(self._unit).plan("tell", _named(one, name or mark), at, payload)

    def look_at_seats(self, one: Meeting, moment: datetime) -> None:
        """Have the clock see whether seats can be offered."""
        Dues(self._unit).plan("seats", f"seats:{one.id}", moment, {"meeting": one.id})

    async def plan(self, one: Meeting, zone: tzinfo | None, moment: datetime) -> None:
        """Plan its reminders, its checklist and the reminders to close it; what was planned before moves along."""
        for minutes in one.reminders:
            at = before(one.starts, minutes, zone)
            if at > moment:
                told = {"minutes": minutes, "moves": one.moves}
                self.tell(one, "remind", f"remind:{minutes}:{one.moves}", at, name=f"remind:{minutes}", **told)
            else:
                await Dues(self._unit).cancel(_named(one, f"remind:{minutes}"))
        for days in CLOSING_DAYS:
            self.tell(one, "close", f"close:{days}", one.ends + timedelta(days=days), days=days)
        for number, minutes in await self._tasks(one):
            self.tell(one, "task", f"task:{number}", max(before(one.starts, minutes, zone), moment), task=number)

    async def _tasks(self, one: Meeting) -> list[tuple[int, int]]:
        asked = select(task.c.id, task.c.minutes).where(task.c.meeting_id == one.id, task.c.done.is_(None))
        return [(row.id, row.minutes) for row in await self._read.execute(asked)]

    async def closed(self, one: Meeting, moment: datetime, **report: Any) -> None:
        """It was held and its report is there: whoever answered is told what came of it."""
        shut = await self.change(one, closed=moment, state="closed", **report)
        for name in await self._names(shut):
            await Dues(self._unit).cancel(name)
        self.tell(shut, "thanks", "thanks", moment)

    async def _names(self, one: Meeting) -> list[str]:
        marks = [f"remind:{minutes}" for minutes in one.reminders] + [f"close:{days}" for days in CLOSING_DAYS]
        marks += [f"task:{number}" for number, _minutes in await self._tasks(one)]
        return [_named(one, mark) for mark in marks] + [f"seats:{one.id}"]


def _named(one: Meeting, mark: str) -> str:
    return f"meeting:{one.id}:{mark}"
