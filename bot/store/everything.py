"""Everything that is kept about one person, for that person."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, select

from bot.store.audit import Audit
from bot.store.book import Book
from bot.store.records import Resident
from bot.store.tables import answer, consent, conversation, idea, membership, photo, prompt, resident


class Everything(Book):
    """What a person can ask for with `/mijngegevens`."""

    async def about(self, one: Resident) -> dict[str, list[dict[str, Any]]]:
        """Their rows by table, as JSON can hold them: every column of every row that is about them."""
        talks = select(conversation.c.id).where(conversation.c.resident_id == one.id)
        of_talks: Mapping[Table, ColumnElement[bool]] = {
            answer: answer.c.conversation_id.in_(talks),
            photo: photo.c.conversation_id.in_(talks),
        }
        theirs = {table: table.c.resident_id == one.id for table in (membership, consent, conversation, idea, prompt)}
        found = {resident: resident.c.id == one.id, **theirs, **of_talks}
        rows = {table.name: await self._rows(table, where) for table, where in found.items()}
        return {**rows, "audit": await Audit(self._unit).of(one)}

    async def _rows(self, table: Table, where: ColumnElement[bool]) -> list[dict[str, Any]]:
        rows = await (await self._sql()).execute(select(table).where(where))
        return [{name: _plain(value) for name, value in row.items()} for row in rows.mappings()]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
