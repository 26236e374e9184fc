"""The audit log: who did what with authority, in a chain of hashes, and without a word of content."""

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from bot.store.tables.base import metadata
from bot.store.types import Moment

audit = Table(
    "audit",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    # person, command-line or forgotten (somebody did it of whom nothing is kept)
    Column("by", String(12), nullable=False),
    Column("what", String(30), nullable=False),
    Column("about", String(80), nullable=False),
    # No foreign keys: what was done stays done when the place or the person is gone.
    Column("neighbourhood", Integer),
    Column("people", Integer, nullable=False),
    # Residents' numbers with their salts: emptied when they want to be forgotten. The chain holds the seals only.
    Column("who", BigInteger, index=True),
    Column("who_salt", String(32), nullable=False),
    Column("who_seal", String(64), nullable=False),
    Column("whom", BigInteger, index=True),
    Column("whom_salt", String(32), nullable=False),
    Column("whom_seal", String(64), nullable=False),
    # Why, in their own words, where that is asked. Under a seal as well: it goes with the person.
    Column("reason", Text, nullable=False),
    Column("reason_salt", String(32), nullable=False),
    Column("reason_seal", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

# Where the chain begins and ends: one row of each. What was kept long enough is taken away before the first.
audit_end = Table(
    "audit_end",
    metadata,
    Column("which", String(5), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
)
