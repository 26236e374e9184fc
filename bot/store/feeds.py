"""The book of calendar feeds: one address for each resident who wants one, that nobody can guess."""

import hashlib
import secrets
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.neighbourhood.meetings.meeting import MAYBE, YES, Meeting
from bot.neighbourhood.meetings.seats import HELD
from bot.store.book import Book, now
from bot.store.meetings import COLUMNS
from bot.store.records import Resident
from bot.store.tables import attendance, feed, meeting, resident, seat

CODE_BYTES = 18  # 144 bits, 24 characters


class Feeds(Book):
    """Addresses of calendar feeds; only their hash is kept, so a copy of the database opens none of them."""

    async def make(self, one: Resident) -> str:
        """A new code for this resident; the one they had does not work any more."""
        code = secrets.token_urlsafe(CODE_BYTES)
        dialect: Any = sqlite if self._unit.dialect == "sqlite" else postgresql
        values = {"code_hash": _hash(code), "created": now()}
        statement = dialect.insert(feed).values(resident_id=one.id, **values)
        kept = statement.on_conflict_do_update(index_elements=["resident_id"], set_=values)
        await (await self._sql()).execute(kept)
        return code

    async def owner(self, code: str) -> tuple[int, str] | None:
        """The resident of this code, and their language."""
        asked = select(resident.c.id, resident.c.language).join(feed).where(feed.c.code_hash == _hash(code))
        found = (await self._read.execute(asked)).first()
        return (found.id, found.language) if found else None

    async def meetings(self, resident_id: int) -> list[Meeting]:
        """The meetings this resident has a seat at, or perhaps comes to; cancelled ones too, so calendars drop them."""
        at = and_(seat.c.meeting_id == meeting.c.id, seat.c.resident_id == resident_id, seat.c.place == 0)
        asked = select(*COLUMNS).join(attendance, attendance.c.meeting_id == meeting.c.id).outerjoin(seat, at)
        comes = or_(attendance.c.answer == MAYBE, and_(attendance.c.answer == YES, seat.c.state == HELD))
        asked = asked.where(attendance.c.resident_id == resident_id, comes).order_by(meeting.c.starts)
        return [Meeting(*row) for row in await self._read.execute(asked)]


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
