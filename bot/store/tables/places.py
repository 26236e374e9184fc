"""Places and people: who talks with the bot, where they belong, and what they agreed to."""

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Integer, String, Table, Text

from bot.store.tables.base import big_key, metadata, of
from bot.store.types import Json, Moment

meta = Table("meta", metadata, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))

neighbourhood = Table(
    "neighbourhood",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(40), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("languages", Json, nullable=False),
    # The last day of the project: a year later what was collected goes.
    Column("ends", Date),
    Column("created", Moment, nullable=False),
)

resident = Table(
    "resident",
    metadata,
    big_key(),
    Column("person", BigInteger, nullable=False, unique=True),
    Column("chat", BigInteger, nullable=False, index=True),
    Column("language", String(8), nullable=False),
    Column("state", String(10), nullable=False),
    Column("agreed", String(20), nullable=False),
    of("neighbourhood", nullable=True),
    Column("floor", BigInteger),
    Column("keyboard", Boolean, nullable=False),
    Column("skipped", BigInteger),
    # Whether they were asked to leave out the private life of others: once, before their first words.
    Column("warned", Boolean, nullable=False),
    Column("created", Moment, nullable=False),
)

membership = Table(
    "membership",
    metadata,
    Column("resident_id", BigInteger, ForeignKey("resident.id", ondelete="CASCADE"), primary_key=True),
    Column("neighbourhood_id", Integer, ForeignKey("neighbourhood.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(12), primary_key=True),
    Column("since", Moment, nullable=False),
    # By what name the others with a role know them; empty when nobody gave one.
    Column("called", String(60), nullable=False, server_default=""),
)

consent = Table(
    "consent",
    metadata,
    big_key(),
    of("resident"),
    Column("version", String(20), nullable=False),
    Column("language", String(8), nullable=False),
    Column("age", String(12), nullable=False),
    Column("given", Moment, nullable=False),
    Column("withdrawn", Moment),
)

# Somebody asks that words about them go; the row goes when a facilitator has looked.
removal = Table(
    "removal",
    metadata,
    # The number of the conversation in which it was asked.
    big_key(),
    of("resident"),
    of("neighbourhood"),
    Column("words", Text, nullable=False),
    Column("created", Moment, nullable=False),
)

invite = Table(
    "invite",
    metadata,
    big_key(),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("role", String(12), nullable=False),
    of("neighbourhood"),
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used", Moment),
    Column("used_by", BigInteger, ForeignKey("resident.id", ondelete="SET NULL")),
    # Who made it, in the chat; nobody when it was made on the command line.
    Column("made_by", BigInteger, ForeignKey("resident.id", ondelete="SET NULL")),
    Column("called", String(60), nullable=False, server_default=""),
)

# Wrong codes: of one person (`resident.id`), and of everybody together (0).
attempt = Table(
    "attempt",
    metadata,
    Column("who", BigInteger, primary_key=True, autoincrement=False),
    Column("wrong", Integer, nullable=False),
    Column("last", Moment, nullable=False),
)
