"""The simulated Telegram: pure and synchronous. One call in, one reply out; nothing here knows of HTTP."""

import time
from collections.abc import Callable
from typing import Any

from bot.simulator.answers import Json, Refused, Reply, Upload, bad, granted
from bot.simulator.faults import Faults
from bot.simulator.files import Files
from bot.simulator.keep import MemoryOnly
from bot.simulator.limits import Limits
from bot.simulator.memory import Memory
from bot.simulator.methods.method import Call, Method
from bot.simulator.methods.table import METHODS
from bot.simulator.rows import Bot, Chat, Message, User
from bot.simulator.updates import Queue

TOKEN = "6100000001:simulator-speaks-no-secrets-to-anyone"  # noqa: S105 - it opens nothing but this simulator
LOWER = {name.lower(): name for name in METHODS}

Watcher = Callable[[Chat, str, Message | None], None]


class World:
    """Everybody's chats with every bot.

    `clock` gives seconds since 1970, `keep` where the chats survive a restart, `limits` and `faults` how unkind
    this Telegram is, and `query_seconds` how long a press can be answered.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.time,
        keep: MemoryOnly | None = None,
        limits: Limits | None = None,
        faults: Faults | None = None,
        query_seconds: float = 15.0,
    ) -> None:
        self.clock = clock
        self.limits = limits or Limits()
        self.faults = faults or Faults()
        self.query_seconds = query_seconds
        self.memory = Memory(keep or MemoryOnly())
        self.queue = Queue(self.memory, clock)
        self.files = Files(self.memory, clock)
        self._watchers: list[Watcher] = []
        self._bot: Bot | None = None

    def add_bot(self, token: str = TOKEN, first_name: str = "Wijkbot", username: str = "wijkbot_bot") -> Bot:
        """The bot of this token; made when it is new."""
        bot = self.memory.add_bot(token, first_name, username)
        self.memory.keep.flush()
        self._bot = self._bot or bot
        return bot

    @property
    def bot(self) -> Bot:
        """The bot that people talk with unless told otherwise: the first one added since the start."""
        if self._bot is None:
            raise LookupError("no bot was added to this world")
        return self._bot

    def add_person(self, first_name: str, language_code: str = "nl") -> User:
        """A new person with a Telegram account."""
        user = self.memory.add_person(first_name, language_code)
        self.memory.keep.flush()
        return user

    def on_bot_action(self, watcher: Watcher) -> None:
        """Call `watcher(chat, what, message)` after each "send", "edit", "delete", "answer" and "menu" of a bot."""
        self._watchers.append(watcher)

    def tell_of(self, chat: Chat, action: str, message: Message | None = None) -> None:
        """Tell the watchers what a bot did."""
        for watcher in self._watchers:
            watcher(chat, action, message)

    def call(
        self, token: str, method: str, params: Json | None = None, files: dict[str, Upload] | None = None
    ) -> Reply:
        """Do what a bot asks. Never raises for bad input: the reply says what was wrong."""
        fault = self.faults.draw(method) if self.faults.on else None
        instead = self.faults.instead(fault)
        if instead is not None:
            return instead
        try:
            reply = granted(self._do(token, method, params or {}, files or {}))
        except Refused as refused:
            reply = refused.reply()
        self.memory.keep.flush()
        return self.faults.spoilt(fault, reply)

    def _do(self, token: str, name: str, params: Json, files: dict[str, Upload]) -> Any:
        bot = self.memory.tokens.get(token)
        if bot is None:
            raise Refused(401, "Unauthorized")
        method = METHODS.get(name) or METHODS.get(LOWER.get(name.lower(), ""))
        if method is None:
            raise Refused(404, "Not Found: method not found")
        return self._act(method, Call(self, bot, method.read(params, files), files))

    def _act(self, method: Method, call: Call) -> Any:
        if method.floods and self.limits.on:
            self.limits.check(call.bot.id, call.args.get("chat_id"), self.clock())
        return method.act(call)

    def find_chat(self, bot: Bot, chat_id: int | str) -> Chat:
        """The chat of a person who started the bot; others are refused as Telegram does."""
        chat = self.memory.chats.get((bot.id, chat_id)) if isinstance(chat_id, int) else None
        if chat is None:
            if chat_id in self.memory.users:
                raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
            raise bad("chat not found")
        return chat

    def place(self, chat: Chat) -> Json:
        """The chat as bots see it."""
        return {"id": chat.user_id, "type": "private", "first_name": self.memory.users[chat.user_id].first_name}

    def header(self, chat: Chat, sender: Json) -> Json:
        """The head of a new message: its id, its sender, its chat and the time."""
        number = self.memory.next_message_id(chat.bot_id)
        return {"message_id": number, "from": sender, "chat": self.place(chat), "date": int(self.clock())}

    def show(self, chat: Chat, message: Message) -> Json:
        """Put a bot's message on the screen."""
        self.memory.touch(chat, message)
        self.tell_of(chat, "send", message)
        return message.body

    def ticket(self, bot: Bot) -> str:
        """A new id for a press or for the messages of one album."""
        counters = self.memory.counters[bot.id]
        counters.ticket += 1
        self.memory.save(counters)
        return str(counters.ticket)

    def download(self, token: str, path: str) -> bytes | None:
        """The content of a file that `getFile` gave a path for."""
        bot = self.memory.tokens.get(token)
        return self.files.download(bot, path) if bot else None
