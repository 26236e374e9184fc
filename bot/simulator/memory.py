"""Everything the simulated Telegram knows, by key, loaded from and written to its keep."""

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from bot.simulator.answers import bad
from bot.simulator.keep import MemoryOnly, Row
from bot.simulator.rows import Bot, Chat, Commands, Counters, File, Message, Pending, Press, User

FIRST_PERSON = 7_100_000_001  # beyond 32 bits, as real accounts are
Kind = TypeVar("Kind", bound=Row)


class Memory:
    """Rows by key. Whoever changes a row calls `save`; `keep.flush` makes it durable."""

    def __init__(self, keep: MemoryOnly) -> None:
        self.keep = keep
        self._bells: list[Callable[[Chat], None]] = []
        self.users = {row.id: row for row in _all(keep, User)}
        self.bots = {row.id: row for row in _all(keep, Bot)}
        self.tokens = {bot.token: bot for bot in self.bots.values()}
        self.counters = {row.bot_id: row for row in _all(keep, Counters)}
        self.presses = {row.id: row for row in _all(keep, Press)}
        self.commands = {row.key: row for row in _all(keep, Commands)}
        self.files = {row.id: row for row in _all(keep, File)}
        self.chats = {(row.bot_id, row.user_id): row for row in _all(keep, Chat)}
        self.messages: dict[tuple[int, int], dict[int, Message]] = {place: {} for place in self.chats}
        for message in _all(keep, Message):
            self.messages[message.bot_id, message.user_id][message.id] = message
        self.updates: dict[int, deque[Pending]] = {id: deque() for id in self.bots}
        for pending in _all(keep, Pending):
            self.updates[pending.bot_id].append(pending)

    def on_change(self, bell: Callable[[Chat], None]) -> None:
        """Call `bell(chat)` whenever something on a person's screen changes."""
        self._bells.append(bell)

    def save(self, row: Row) -> None:
        """Write the row at the next flush."""
        self.keep.put(row)

    def add_bot(self, token: str, first_name: str, username: str) -> Bot:
        """A bot for this token, the known one if it was here before."""
        if token not in self.tokens:
            bot = Bot(int(token.partition(":")[0]), token, first_name, username)
            self.bots[bot.id] = self.tokens[token] = bot
            self.counters[bot.id] = Counters(bot.id)
            self.updates[bot.id] = deque()
            self.save(bot)
            self.save(self.counters[bot.id])
        return self.tokens[token]

    def add_person(self, first_name: str, language_code: str) -> User:
        """A new Telegram account."""
        user = User(FIRST_PERSON + len(self.users), first_name, language_code)
        self.users[user.id] = user
        self.save(user)
        return user

    def open_chat(self, bot: Bot, user: User) -> Chat:
        """The chat of a person with a bot, opened by the person if it was not yet."""
        place = (bot.id, user.id)
        if place not in self.chats:
            self.chats[place] = Chat(*place)
            self.messages[place] = {}
            self.save(self.chats[place])
        return self.chats[place]

    def screen(self, chat: Chat) -> dict[int, Message]:
        """The chat's messages by id, oldest first."""
        return self.messages[chat.bot_id, chat.user_id]

    def message(self, chat: Chat, message_id: int, purpose: str) -> Message:
        """A message on this chat's screen, for a purpose named in the refusal when it is not there."""
        found = self.screen(chat).get(message_id)
        if found is None:
            raise bad(f"message {purpose} not found")
        return found

    def next_message_id(self, bot_id: int) -> int:
        """One more than the bot's newest message id."""
        counters = self.counters[bot_id]
        number = counters.message
        counters.message += 1
        self.save(counters)
        return number

    def touch(self, chat: Chat, message: Message | None = None) -> None:
        """The chat (and a message in it) changed: what is on the screen is newer than before."""
        chat.version += 1
        self.save(chat)
        if message is not None:
            message.version = chat.version
            self.screen(chat)[message.id] = message
            self.save(message)
        for bell in self._bells:
            bell(chat)

    def erase(self, chat: Chat, message: Message) -> None:
        """Take a message off the screen."""
        del self.screen(chat)[message.id]
        self.keep.drop(message)
        self.touch(chat)


def _all(keep: MemoryOnly, kind: type[Kind]) -> list[Kind]:
    return [kind(**row) for row in keep.rows(kind)]
