"""Everything that is kept about one person, for that person."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, or_, select

from bot.store.audit import Audit
from bot.store.book import Book
from bot.store.people import set_aside_of
from bot.store.records import Resident
from bot.store.tables import (
    answer,
    attempt,
    attendance,
    clearing,
    consent,
    conversation,
    delivery,
    due,
    enquiry,
    feed,
    heard,
    idea,
    invite,
    meeting,
    meeting_table,
    membership,
    note,
    photo,
    prompt,
    removal,
    resident,
    seat,
    set_aside,
    told,
)

_THEIRS = (membership, consent, conversation, idea, prompt, due, removal, attendance, seat, told, enquiry, feed)


class Everything(Book):
    """What a person can ask for with `/mijngegevens`."""

    async def about(self, one: Resident) -> dict[str, list[dict[str, Any]]]:
        """Their rows by table, as JSON can hold them: every column of every row that is about them."""
        talks = select(conversation.c.id).where(conversation.c.resident_id == one.id)
        kept_aside = await set_aside_of(await self._sql(), one)
        others: Mapping[Table, ColumnElement[bool]] = {
            answer: answer.c.conversation_id.in_(talks),
            photo: photo.c.conversation_id.in_(talks),
            clearing: or_(
                clearing.c.resident_id == one.id,
                clearing.c.conversation_id.in_(talks),
                clearing.c.idea_id.in_(select(idea.c.id).where(idea.c.resident_id == one.id)),
            ),
            attempt: attempt.c.who == one.id,
            invite: invite.c.used_by == one.id,
            heard: heard.c.chat == one.chat,
            delivery: delivery.c.chat == one.chat,
            set_aside: set_aside.c.id.in_(kept_aside),
            meeting: meeting.c.organiser_id == one.id,
            meeting_table: meeting_table.c.host_id == one.id,
            note: note.c.conversation_id.in_(talks),
        }
        theirs = {table: table.c.resident_id == one.id for table in _THEIRS}
        found = {resident: resident.c.id == one.id, **theirs, **others}
        rows = {table.name: await self._rows(table, where) for table, where in found.items()}
        return {**rows, "audit": await Audit(self._unit).of(one)}

    async def _rows(self, table: Table, where: ColumnElement[bool]) -> list[dict[str, Any]]:
        rows = await (await self._sql()).execute(select(table).where(where))
        return [{name: _plain(value) for name, value in row.items()} for row in rows.mappings()]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
