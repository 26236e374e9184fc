"""What is collected: surveys in versions, ideas, photos."""

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from bot.store.tables.base import big_key, metadata, of
from bot.store.types import Json, Moment

survey = Table(
    "survey",
    metadata,
    Column("id", Integer, primary_key=True),
    of("neighbourhood"),
    Column("slug", String(60), nullable=False),
    Column("closed", Moment),
    Column("created", Moment, nullable=False),
    UniqueConstraint("neighbourhood_id", "slug"),
)

survey_version = Table(
    "survey_version",
    metadata,
    Column("id", Integer, primary_key=True),
    of("survey"),
    Column("number", Integer, nullable=False),
    Column("definition", Json, nullable=False),
    Column("created", Moment, nullable=False),
    UniqueConstraint("survey_id", "number"),
)

idea = Table(
    "idea",
    metadata,
    Column("id", Integer, primary_key=True),
    of("neighbourhood"),
    of("resident", nullable=True),
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
    Column("flags", String(120), nullable=False),
    Column("created", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
)

# What is left of a project a year after its end: how many people answered what, never fewer than five.
total = Table(
    "total",
    metadata,
    big_key(),
    of("neighbourhood"),
    # The slug of a survey and the key of a question; `idea` and `theme` for ideas.
    Column("survey", String(60), nullable=False),
    Column("question", String(120), nullable=False),
    # What was chosen; empty for how many people answered at all.
    Column("value", String(200), nullable=False),
    Column("people", Integer, nullable=False),
    UniqueConstraint("neighbourhood_id", "survey", "question", "value"),
)

photo = Table(
    "photo",
    metadata,
    big_key(),
    Column("conversation_id", BigInteger, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("key", String(120), nullable=False),
    Column("unique", String(64), nullable=False),
    Column("file", String(255), nullable=False),
    # A random name below the data directory's `photos`; empty until it was fetched.
    Column("stored", String(80), nullable=False),
    Column("state", String(10), nullable=False),
    Column("size", BigInteger, nullable=False, server_default="0"),  # bytes, as the messenger said
    Column("created", Moment, nullable=False),
    UniqueConstraint("conversation_id", "key", "unique"),
)

# A facilitator's word on a free text: an idea's, or one answer's. It holds for exactly the words that were read.
clearing = Table(
    "clearing",
    metadata,
    big_key(),
    Column("idea_id", Integer, ForeignKey("idea.id", ondelete="CASCADE"), unique=True),
    Column("conversation_id", BigInteger, ForeignKey("conversation.id", ondelete="CASCADE")),
    Column("key", String(120), nullable=False),
    Column("verdict", String(8), nullable=False),
    Column("words", String(64), nullable=False),
    # When they were given.
    Column("given", Moment, nullable=False),
    of("resident", nullable=True),
    UniqueConstraint("conversation_id", "key"),
)
