"""The rows of the dialogue's log as values: who, which conversation, which answers, which prompt."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Resident:
    """Someone who talks with the bot. `floor` is the conversation that their next message answers."""

    id: int
    person: int
    chat: int
    language: str
    created: datetime
    state: str = "active"  # active, blocked, stopped
    agreed: str = ""  # the version of the consent they gave, empty when they did not (yet)
    neighbourhood_id: int | None = None
    floor: int | None = None
    keyboard: bool = False
    skipped: int | None = None  # messages up to this one that were not heard were too many, and are left out
    warned: bool = False  # asked to leave out the private life of others


@dataclass(frozen=True, slots=True)
class Membership:
    """A resident belongs to a neighbourhood in one role; somebody with several roles has several of these."""

    resident_id: int
    neighbourhood_id: int
    role: str
    since: datetime
    called: str = ""  # the name by which the others with a role know them


@dataclass(frozen=True, slots=True)
class Conversation:
    """A running script: which one, about what, and where it stands. Its answers are rows of their own."""

    id: int
    resident_id: int
    script: str
    created: datetime
    touched: datetime
    neighbourhood_id: int | None = None
    subject: int | None = None
    arguments: dict[str, Any] = field(default_factory=dict)
    state: str = "open"  # open, done, cancelled
    after: int | None = None
    channel: str = "chat"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer (or, with kind `once`, one piece of read data) of a conversation.

    `flags` says what a facilitator has to look at in a free text (see `bot.neighbourhood.flags`).
    """

    conversation_id: int
    key: str
    kind: str
    value: Any
    answered: datetime
    state: str = "given"  # given, open, skipped
    on_path: bool = True
    message: int | None = None
    flags: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question as it stands on a screen. `options` are the buttons' keys and words, `controls` among them."""

    id: int
    resident_id: int
    key: str
    options: dict[str, Any]
    created: datetime
    conversation_id: int | None = None
    draft: Any = None
    state: str = "open"  # open, answered, closed; offer: buttons that work for ever; asked: for one press
    message: int | None = None
    shown: int | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A message (or an edit of it, `edited` in seconds since 1970) that was heard: hearing it again changes nothing."""

    chat: int
    message: int
    edited: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due: its kind, its unique name, and what it needs to know."""

    id: int
    kind: str
    name: str
    at: datetime
    payload: dict[str, Any]
    resident_id: int | None = None
    state: str = "waiting"  # waiting, claimed, failed
    attempts: int = 0
