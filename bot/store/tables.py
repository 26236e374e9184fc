"""The tables. Their names are the glossary's; a change here needs a migration (see `docs/architecture.md`)."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.types import Json, Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of(table: str, **options: bool) -> Column[int]:
    kind = Integer if table in ("neighbourhood", "survey", "survey_version", "idea") else BigInteger
    nullable = options.get("nullable", False)
    gone = "SET NULL" if nullable else "CASCADE"
    return Column(f"{table}_id", kind, ForeignKey(f"{table}.id", ondelete=gone), nullable=nullable, index=True)


def _big_key() -> Column[int]:
    return Column("id", BigInteger, primary_key=True, autoincrement=False)


meta = Table("meta", metadata, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))

neighbourhood = Table(
    "neighbourhood",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(40), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("languages", Json, nullable=False),
    Column("created", Moment, nullable=False),
)

resident = Table(
    "resident",
    metadata,
    _big_key(),
    Column("person", BigInteger, nullable=False, unique=True),
    Column("chat", BigInteger, nullable=False, index=True),
    Column("language", String(8), nullable=False),
    Column("state", String(10), nullable=False),
    Column("agreed", String(20), nullable=False),
    _of("neighbourhood", nullable=True),
    Column("floor", BigInteger),
    Column("keyboard", Boolean, nullable=False),
    Column("created", Moment, nullable=False),
)

membership = Table(
    "membership",
    metadata,
    Column("resident_id", BigInteger, ForeignKey("resident.id", ondelete="CASCADE"), primary_key=True),
    Column("neighbourhood_id", Integer, ForeignKey("neighbourhood.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(12), primary_key=True),
    Column("since", Moment, nullable=False),
)

consent = Table(
    "consent",
    metadata,
    _big_key(),
    _of("resident"),
    Column("version", String(20), nullable=False),
    Column("language", String(8), nullable=False),
    Column("age", String(12), nullable=False),
    Column("given", Moment, nullable=False),
    Column("withdrawn", Moment),
)

invite = Table(
    "invite",
    metadata,
    _big_key(),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("role", String(12), nullable=False),
    _of("neighbourhood"),
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used", Moment),
    Column("used_by", BigInteger, ForeignKey("resident.id", ondelete="SET NULL")),
)

survey = Table(
    "survey",
    metadata,
    Column("id", Integer, primary_key=True),
    _of("neighbourhood"),
    Column("slug", String(60), nullable=False),
    Column("closed", Moment),
    Column("created", Moment, nullable=False),
    UniqueConstraint("neighbourhood_id", "slug"),
)

survey_version = Table(
    "survey_version",
    metadata,
    Column("id", Integer, primary_key=True),
    _of("survey"),
    Column("number", Integer, nullable=False),
    Column("definition", Json, nullable=False),
    Column("created", Moment, nullable=False),
    UniqueConstraint("survey_id", "number"),
)

conversation = Table(
    "conversation",
    metadata,
    _big_key(),
    _of("resident"),
    _of("neighbourhood", nullable=True),
    Column("script", String(60), nullable=False),
    # What it is about: the id of a survey, say. One person has one conversation about one subject, for ever.
    Column("subject", BigInteger),
    Column("arguments", Json, nullable=False),
    Column("state", String(10), nullable=False),
    # The conversation that had the floor when this one took it; it gets the floor back.
    Column("after", BigInteger),
    Column("channel", String(10), nullable=False),
    Column("created", Moment, nullable=False),
    Column("touched", Moment, nullable=False),
    UniqueConstraint("resident_id", "script", "subject"),
    Index("ix_conversation_script_subject", "script", "subject"),
)

answer = Table(
    "answer",
    metadata,
    Column("conversation_id", BigInteger, ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String(120), primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("value", Json, nullable=False),
    # given, open (asked again; the value is what it was) or skipped; `once` rows are read data, not answers.
    Column("state", String(8), nullable=False),
    Column("on_path", Boolean, nullable=False),
    Column("message", BigInteger),
    Column("answered", Moment, nullable=False),
)

prompt = Table(
    "prompt",
    metadata,
    _big_key(),
    _of("resident"),
    Column("conversation_id", BigInteger, ForeignKey("conversation.id", ondelete="CASCADE"), index=True),
    Column("key", String(120), nullable=False),
    # Keys and words of its buttons as they were shown, so that a live edit cannot move a press to another option.
    Column("options", Json, nullable=False),
    Column("draft", Json),
    Column("state", String(10), nullable=False),
    Column("message", BigInteger),
    Column("shown", BigInteger),
    Column("created", Moment, nullable=False),
    Index("ix_prompt_resident_id_state", "resident_id", "state"),
)

heard = Table(
    "heard",
    metadata,
    Column("chat", BigInteger, primary_key=True),
    Column("message", BigInteger, primary_key=True),
    Column("edited", BigInteger, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
)

delivery = Table(
    "delivery",
    metadata,
    _big_key(),
    Column("chat", BigInteger, nullable=False),
    Column("lane", String(6), nullable=False),
    Column("effects", Text, nullable=False),
    Column("state", String(10), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("created", Moment, nullable=False),
)

due = Table(
    "due",
    metadata,
    _big_key(),
    Column("kind", String(20), nullable=False),
    Column("name", String(120), nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("payload", Json, nullable=False),
    _of("resident", nullable=True),
    Column("state", String(10), nullable=False),
    Column("claimed", Moment),
    Column("attempts", Integer, nullable=False),
    Index("ix_due_state_at", "state", "at"),
)

idea = Table(
    "idea",
    metadata,
    Column("id", Integer, primary_key=True),
    _of("neighbourhood"),
    _of("resident", nullable=True),
    Column("conversation_id", BigInteger, ForeignKey("conversation.id", ondelete="SET NULL"), unique=True),
    Column("channel", String(10), nullable=False),
    Column("theme", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("name", String(100), nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("address", String(200), nullable=False),
    Column("state", String(12), nullable=False),
    Column("supporters", Integer, nullable=False),
    Column("photos", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
)

photo = Table(
    "photo",
    metadata,
    _big_key(),
    Column("conversation_id", BigInteger, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("key", String(120), nullable=False),
    Column("unique", String(64), nullable=False),
    Column("file", String(255), nullable=False),
    # A random name below the data directory's `photos`; empty until it was fetched.
    Column("stored", String(80), nullable=False),
    Column("state", String(10), nullable=False),
    Column("created", Moment, nullable=False),
    UniqueConstraint("conversation_id", "key", "unique"),
)

set_aside = Table(
    "set_aside",
    metadata,
    _big_key(),
    Column("update", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)
