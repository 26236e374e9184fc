"""What is still to be done: deliveries to send, rows that become due, updates set aside."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from bot.store.tables.base import big_key, metadata, of
from bot.store.types import Json, Moment

delivery = Table(
    "delivery",
    metadata,
    big_key(),
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
    big_key(),
    Column("kind", String(20), nullable=False),
    Column("name", String(120), nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("payload", Json, nullable=False),
    of("resident", nullable=True),
    Column("state", String(10), nullable=False),
    Column("claimed", Moment),
    Column("attempts", Integer, nullable=False),
    Index("ix_due_state_at", "state", "at"),
)

set_aside = Table(
    "set_aside",
    metadata,
    big_key(),
    Column("update", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)
