"""The book of stamtafels: theme tables of meetings, with their hosts, and what was noted at them."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.neighbourhood.meetings.meeting import Note, Table
from bot.store.book import Book, now
from bot.store.ids import new_id
from bot.store.records import Conversation, Resident
from bot.store.tables import meeting_table, note, photo

_TABLE = tuple(meeting_table.c[field.name] for field in fields(Table))
_NOTE = tuple(note.c[field.name] for field in fields(Note))


class Stamtafels(Book):
    """The tables of meetings."""

    async def of(self, meeting_id: int) -> list[Table]:
        """The tables of a meeting, in the order in which they were added."""
        asked = select(*_TABLE).where(meeting_table.c.meeting_id == meeting_id).order_by(meeting_table.c.id)
        return [Table(*row) for row in await self._read.execute(asked)]

    async def get(self, number: int) -> Table | None:
        """The table with this number."""
        found = (await self._read.execute(select(*_TABLE).where(meeting_table.c.id == number))).first()
        return Table(*found) if found else None

    async def add(self, meeting_id: int, theme: dict[str, str], seats: int | None) -> Table:
        """Add a table."""
        values = {"meeting_id": meeting_id, "theme": theme, "seats": seats, "host": ""}
        made = await (await self._sql()).execute(insert(meeting_table).values(**values).returning(*_TABLE))
        return Table(*made.one())

    async def copy(self, from_meeting: int, to_meeting: int) -> None:
        """The same tables for another meeting; hosts say anew that they come."""
        for one in await self.of(from_meeting):
            await self.add(to_meeting, one.theme, one.seats)

    async def change(self, number: int, **values: Any) -> None:
        """Change a table, such as its theme in more languages or its seats."""
        await (await self._sql()).execute(update(meeting_table).where(meeting_table.c.id == number).values(**values))

    async def host(self, number: int, one: Resident, name: str) -> bool:
        """They host this table, under this name; False when somebody else does already."""
        free = (meeting_table.c.host_id.is_(None)) | (meeting_table.c.host_id == one.id)
        taken = update(meeting_table).where(meeting_table.c.id == number, free).values(host_id=one.id, host=name)
        return (await (await self._sql()).execute(taken.returning(meeting_table.c.id))).first() is not None

    async def remove(self, number: int) -> None:
        """Take a table away; what was noted at it stays with the meeting."""
        await (await self._sql()).execute(delete(meeting_table).where(meeting_table.c.id == number))


class Notes(Book):
    """What was said at the tables."""

    async def write(
        self, talk: Conversation, meeting_id: int, table_id: int | None, kind: str, texts: Sequence[str]
    ) -> None:
        """Store the notes of a conversation; the same conversation again replaces its earlier ones."""
        dialect: Any = sqlite if self._unit.dialect == "sqlite" else postgresql
        connection = await self._sql()
        mine = (note.c.conversation_id == talk.id) & (note.c.kind == kind)
        gone = delete(note).where(mine, note.c.number >= len(texts), note.c.idea_id.is_(None))
        await connection.execute(gone)
        for number, text in enumerate(texts):
            fresh = {"id": new_id(), "meeting_id": meeting_id, "conversation_id": talk.id, "created": now()}
            statement = dialect.insert(note).values(**fresh, table_id=table_id, kind=kind, number=number, text=text)
            keys = ["conversation_id", "kind", "number"]
            await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_={"text": text}))

    async def of(self, meeting_id: int) -> list[Note]:
        """The notes of a meeting, table by table."""
        order = (note.c.table_id, note.c.kind.desc(), note.c.conversation_id, note.c.number)
        asked = select(*_NOTE).where(note.c.meeting_id == meeting_id).order_by(*order)
        return [Note(*row) for row in await self._read.execute(asked)]

    async def get(self, number: int) -> Note | None:
        """The note with this number."""
        found = (await self._read.execute(select(*_NOTE).where(note.c.id == number))).first()
        return Note(*found) if found else None

    async def became(self, number: int, idea_id: int) -> None:
        """This note became an idea."""
        await (await self._sql()).execute(update(note).where(note.c.id == number).values(idea_id=idea_id))

    async def photos(self, meeting_id: int) -> int:
        """How many photos were taken at the tables."""
        talks = select(note.c.conversation_id).where(note.c.meeting_id == meeting_id)
        asked = select(photo.c.id).where(photo.c.conversation_id.in_(talks), photo.c.state != "failed")
        return len((await self._read.execute(asked)).all())
