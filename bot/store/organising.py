"""The books of organising: the checklist of a meeting, and questions to its organiser."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.book import Book, now
from bot.store.ids import new_id
from bot.store.records import Conversation, Resident
from bot.store.tables import enquiry, task


@dataclass(frozen=True, slots=True)
class Task:
    """Something the organiser wants to remember: due so many minutes before the start of the meeting."""

    id: int
    meeting_id: int
    text: str
    minutes: int
    done: datetime | None


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A question of a resident to the organiser of a meeting, and the answer."""

    id: int
    meeting_id: int
    resident_id: int
    text: str
    answer: str


_TASK = tuple(task.c[field.name] for field in fields(Task))
_ENQUIRY = tuple(enquiry.c[field.name] for field in fields(Enquiry))


class Checklists(Book):
    """The organiser's own checklist."""

    async def of(self, meeting_id: int) -> list[Task]:
        """The tasks of a meeting, the first one due first."""
        asked = select(*_TASK).where(task.c.meeting_id == meeting_id).order_by(task.c.minutes.desc(), task.c.id)
        return [Task(*row) for row in await self._read.execute(asked)]

    async def get(self, number: int) -> Task | None:
        """The task with this number."""
        found = (await self._read.execute(select(*_TASK).where(task.c.id == number))).first()
        return Task(*found) if found else None

    async def add(self, meeting_id: int, text: str, minutes: int) -> Task:
        """Add a task."""
        values = {"id": new_id(), "meeting_id": meeting_id, "text": text, "minutes": minutes}
        return Task(*(await (await self._sql()).execute(insert(task).values(**values).returning(*_TASK))).one())

    async def copy(self, from_meeting: int, to_meeting: int) -> None:
        """The same tasks for another meeting, none of them done."""
        for one in await self.of(from_meeting):
            await self.add(to_meeting, one.text, one.minutes)

    async def tick(self, number: int, moment: datetime) -> None:
        """It is done."""
        await (await self._sql()).execute(update(task).where(task.c.id == number).values(done=moment))

    async def remove(self, number: int) -> None:
        """It is no longer wanted."""
        await (await self._sql()).execute(delete(task).where(task.c.id == number))


class Enquiries(Book):
    """Questions to the organiser of a meeting."""

    async def ask(self, one: Resident, talk: Conversation, meeting_id: int, text: str) -> int:
        """Store the question of a conversation; the same conversation again changes it."""
        dialect: Any = sqlite if self._unit.dialect == "sqlite" else postgresql
        values = {"id": new_id(), "meeting_id": meeting_id, "resident_id": one.id, "answer": "", "asked": now()}
        statement = dialect.insert(enquiry).values(**values, conversation_id=talk.id, text=text)
        stored = statement.on_conflict_do_update(index_elements=["conversation_id"], set_={"text": text})
        return int((await (await self._sql()).execute(stored.returning(enquiry.c.id))).scalar_one())

    async def get(self, number: int) -> Enquiry | None:
        """The question with this number."""
        found = (await self._read.execute(select(*_ENQUIRY).where(enquiry.c.id == number))).first()
        return Enquiry(*found) if found else None

    async def answer(self, number: int, text: str) -> None:
        """Store the answer."""
        await (await self._sql()).execute(
            update(enquiry).where(enquiry.c.id == number).values(answer=text, answered=now())
        )
