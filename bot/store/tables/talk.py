"""The dialogue's log: conversations, answers, prompts, and which messages were heard."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, String, Table, UniqueConstraint

from bot.store.tables.base import big_key, metadata, of
from bot.store.types import Json, Moment

conversation = Table(
    "conversation",
    metadata,
    big_key(),
    of("resident"),
    of("neighbourhood", nullable=True),
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
    Column("flags", String(120), nullable=False),
)

prompt = Table(
    "prompt",
    metadata,
    big_key(),
    of("resident"),
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
