"""Meetings: what they are, who comes, who sits where, what was said, and who was told what."""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.tables.base import big_key, metadata, of
from bot.store.types import Json, Moment


def _meeting() -> Column[int]:
    return Column("meeting_id", Integer, ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False)


def _resident() -> Column[int]:
    return Column("resident_id", BigInteger, ForeignKey("resident.id", ondelete="CASCADE"), nullable=False, index=True)


meeting = Table(
    "meeting",
    metadata,
    Column("id", Integer, primary_key=True),
    of("neighbourhood"),
    Column("organiser_id", BigInteger, ForeignKey("resident.id", ondelete="SET NULL"), index=True),
    Column("conversation_id", BigInteger, ForeignKey("conversation.id", ondelete="SET NULL"), unique=True),
    Column("kind", String(12), nullable=False),
    Column("title", Json, nullable=False),
    Column("text", Json, nullable=False),
    Column("access", Json, nullable=False),
    Column("starts", Moment, nullable=False, index=True),
    Column("ends", Moment, nullable=False),
    Column("address", String(200), nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("capacity", Integer),
    Column("most_guests", Integer, nullable=False),
    # Minutes before the start, as a list.
    Column("reminders", Json, nullable=False),
    Column("survey_id", Integer, ForeignKey("survey.id", ondelete="SET NULL")),
    Column("state", String(10), nullable=False),
    Column("moves", Integer, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("door", String(16), nullable=False),
    Column("walk_ins", Integer, nullable=False),
    Column("organisations", Text, nullable=False),
    Column("decisions", Json, nullable=False),
    Column("outcome", Json, nullable=False),
    Column("created", Moment, nullable=False),
    Column("closed", Moment),
)

meeting_table = Table(
    "meeting_table",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting_id", Integer, ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("theme", Json, nullable=False),
    Column("seats", Integer),
    Column("host_id", BigInteger, ForeignKey("resident.id", ondelete="SET NULL"), index=True),
    Column("host", String(100), nullable=False),
)

attendance = Table(
    "attendance",
    metadata,
    _meeting(),
    _resident(),
    Column("answer", String(6), nullable=False),
    Column("guests", Integer, nullable=False),
    Column("name", String(100), nullable=False),
    Column("helps", Json, nullable=False),
    Column("came", Moment),
    Column("created", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    PrimaryKeyConstraint("meeting_id", "resident_id"),
)

seat = Table(
    "seat",
    metadata,
    _meeting(),
    # 0 is a seat at the meeting, anything else the table of that number.
    Column("place", Integer, nullable=False),
    _resident(),
    Column("state", String(8), nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    PrimaryKeyConstraint("meeting_id", "place", "resident_id"),
)

told = Table(
    "told",
    metadata,
    _meeting(),
    # What was told: `remind:1440:0` is the reminder of a day before, of a meeting that was not moved.
    Column("mark", String(40), nullable=False),
    _resident(),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("meeting_id", "mark", "resident_id"),
)

note = Table(
    "note",
    metadata,
    big_key(),
    Column("meeting_id", Integer, ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("table_id", Integer, ForeignKey("meeting_table.id", ondelete="SET NULL")),
    Column("conversation_id", BigInteger, ForeignKey("conversation.id", ondelete="SET NULL")),
    Column("kind", String(10), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    of("idea", nullable=True),
    Column("created", Moment, nullable=False),
    UniqueConstraint("conversation_id", "kind", "number"),
)

task = Table(
    "task",
    metadata,
    big_key(),
    Column("meeting_id", Integer, ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("text", String(200), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("done", Moment),
)

enquiry = Table(
    "enquiry",
    metadata,
    big_key(),
    Column("meeting_id", Integer, ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True),
    of("resident"),
    Column("conversation_id", BigInteger, ForeignKey("conversation.id", ondelete="SET NULL"), unique=True),
    Column("text", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("asked", Moment, nullable=False),
    Column("answered", Moment),
)

feed = Table(
    "feed",
    metadata,
    Column("resident_id", BigInteger, ForeignKey("resident.id", ondelete="CASCADE"), primary_key=True),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("created", Moment, nullable=False),
)
