"""What the simulated Telegram remembers: users, bots, chats, messages, updates, presses and files, each one row."""

from dataclasses import dataclass, field

from bot.simulator.answers import Json


@dataclass(slots=True)
class User:
    """A person with a Telegram account."""

    id: int
    first_name: str
    language_code: str = "nl"
    deactivated: bool = False

    @property
    def key(self) -> str:
        return str(self.id)

    def seen(self) -> Json:
        """The user as a bot sees them."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "language_code": self.language_code,
        }


@dataclass(slots=True)
class Bot:
    """A bot account with the settings it made for itself."""

    id: int
    token: str
    first_name: str
    username: str
    allowed_updates: list[str] = field(default_factory=list)
    webhook: Json = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    menu_button: Json = field(default_factory=lambda: {"type": "default"})

    @property
    def key(self) -> str:
        return str(self.id)

    def seen(self) -> Json:
        """The bot as a sender."""
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}


@dataclass(slots=True)
class Counters:
    """The next numbers a bot gives out; message ids are one sequence over all its private chats."""

    bot_id: int
    update: int = 600_000_001
    message: int = 1
    ticket: int = 4_000_000_000_000_000_000

    @property
    def key(self) -> str:
        return str(self.bot_id)


@dataclass(slots=True)
class Message:
    """One message on the screen: its Bot API object, the chat's version when it last changed, and who may edit it."""

    bot_id: int
    user_id: int
    body: Json
    version: int = 0
    editable: bool = True

    @property
    def id(self) -> int:
        return int(self.body["message_id"])

    @property
    def key(self) -> str:
        return f"{self.bot_id}:{self.user_id}:{self.id}"

    @property
    def by_bot(self) -> bool:
        return bool(self.body["from"]["is_bot"])


@dataclass(slots=True)
class Chat:
    """The private chat of one person with one bot, as it stands on the person's screen."""

    bot_id: int
    user_id: int
    blocked: bool = False
    keyboard: Json | None = None
    toast: Json | None = None
    menu_button: Json | None = None
    version: int = 0

    @property
    def key(self) -> str:
        return f"{self.bot_id}:{self.user_id}"


@dataclass(slots=True)
class Pending:
    """An update that waits for its bot since `at` (seconds since 1970)."""

    bot_id: int
    at: float
    update: Json

    @property
    def id(self) -> int:
        return int(self.update["update_id"])

    @property
    def key(self) -> str:
        return f"{self.bot_id}:{self.id}"


@dataclass(slots=True)
class Press:
    """A press on an inline button; it can be answered once, and only for a short while."""

    id: str
    bot_id: int
    user_id: int
    at: float
    answered: bool = False

    @property
    def key(self) -> str:
        return self.id


@dataclass(slots=True)
class Commands:
    """The command menu of a bot for one scope and one language ("" is every language)."""

    bot_id: int
    scope: str
    language_code: str
    commands: list[Json]

    @property
    def key(self) -> str:
        return f"{self.bot_id}:{self.scope}:{self.language_code}"


@dataclass(slots=True)
class File:
    """A file as one bot may name it; several ids can share one content."""

    id: str
    unique_id: str
    bot_id: int
    folder: str
    name: str
    type: str
    size: int

    @property
    def key(self) -> str:
        return self.id
