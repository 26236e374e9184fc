"""What is still to be done, and by whom: deliveries to send, rows that become due, updates set aside, instances."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from bot.store.tables.base import big_key, metadata, of
from bot.store.types import Json, Moment

delivery = Table(
    "delivery",
    metadata,
    big_key(),
    Column("chat", BigInteger, nullable=False),
    Column("lane", String(6), nullable=False),
    Column("effects", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("created", Moment, nullable=False),
    # The number of the instance that is to send it. It may be gone; then another one adopts it.
    Column("instance", BigInteger),
    Index("ix_delivery_state_lane", "state", "lane"),
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

instance = Table(
    "instance",
    metadata,
    # The fencing number: the database counts on and gives none twice.
    Column("id", Integer, primary_key=True),
    Column("place", String(300), nullable=False),
    Column("process", String(120), nullable=False),
    Column("alone", Boolean, nullable=False),
    # Since when it has the lease.
    Column("leads", Moment),
    Column("beat", BigInteger, nullable=False),
    Column("started", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    sqlite_autoincrement=True,
)
