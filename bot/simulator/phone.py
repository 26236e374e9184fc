"""A person's phone: everything one can do in a private chat with a bot, and nothing that one cannot."""

from bot.simulator import contents
from bot.simulator.answers import Json, Upload
from bot.simulator.rows import Bot, Chat, Message, Press, User
from bot.simulator.wording import said
from bot.simulator.world import World

FORGET_PRESSES = 3600


class Impossible(Exception):
    """What the Telegram app would not let a person do."""


class Phone:
    """Puts a person's doings on their screen and into the bot's queue of updates."""

    def __init__(self, world: World, user: User, bot: Bot | None = None) -> None:
        self.world = world
        self.user = user
        self.bot = bot or world.bot

    @property
    def chat(self) -> Chat:
        """The chat, opened at the first look."""
        known = self.world.memory.chats.get((self.bot.id, self.user.id))
        if known is None:
            raise Impossible("this person has not started the bot")
        return known

    @property
    def messages(self) -> list[Message]:
        """What is on the screen, oldest first; nothing before the bot is started."""
        return list(self.world.memory.messages.get((self.bot.id, self.user.id), {}).values())

    def start(self, payload: str = "") -> Message:
        """Press START, or follow a link with a payload; it also lifts a block."""
        chat = self.world.memory.chats.get((self.bot.id, self.user.id))
        if chat and chat.blocked:
            self.unblock()
        return self.say(f"/start {payload}".strip())

    def say(self, text: str, reply_to: int | None = None) -> Message:
        """Send words; a text of more than 4096 UTF-16 units becomes several messages, the first is given back."""
        if not text.strip():
            raise Impossible("an empty text cannot be sent")
        sent = [self.send(said(piece), reply_to) for piece in contents.pieces(text)]
        return sent[0]

    def send(self, content: Json, reply_to: int | None = None) -> Message:
        """Send a message with this content."""
        chat = self.world.memory.open_chat(self.bot, self.user)
        if chat.blocked:
            raise Impossible("this person has blocked the bot")
        body = {**self.world.header(chat, self.user.seen()), **content}
        if reply_to is not None:
            original = self._find(reply_to).body
            body["reply_to_message"] = {key: value for key, value in original.items() if key != "reply_to_message"}
        message = Message(self.bot.id, self.user.id, body)
        self.world.memory.touch(chat, message)
        self._tell("message", body)
        return message

    def photo(self, uploads: list[Upload], caption: str = "") -> list[Message]:
        """Send one picture, or several as an album; the caption stands with the first."""
        if not uploads:
            raise Impossible("no picture was chosen")
        album: Json = {"media_group_id": self.world.ticket(self.bot)} if len(uploads) > 1 else {}
        sent = []
        for number, upload in enumerate(uploads):
            words = contents.captioned(caption) if caption and number == 0 else {}
            sizes = self.world.files.sizes(self.bot, upload)
            sent.append(self.send({**album, "photo": sizes, **words}))
        return sent

    def document(self, upload: Upload, caption: str = "") -> Message:
        """Send a file."""
        words = contents.captioned(caption)
        return self.send({"document": self.world.files.document(self.bot, upload), **words})

    def location(self, latitude: float, longitude: float, live_period: int | None = None) -> Message:
        """Send a place, in degrees; live for so many seconds if asked."""
        live = {} if live_period is None else {"live_period": live_period}
        return self.send({"location": {"latitude": latitude, "longitude": longitude, **live}})

    def move(self, message_id: int, latitude: float, longitude: float) -> None:
        """A live location moves on."""
        message = self._own(message_id)
        if "live_period" not in message.body.get("location", {}):
            raise Impossible("that is not a live location")
        place = {**message.body["location"], "latitude": latitude, "longitude": longitude}
        self._change(message, {**message.body, "location": place})

    def edit(self, message_id: int, text: str) -> None:
        """Change one's own words."""
        message = self._own(message_id)
        if "text" not in message.body:
            raise Impossible("only a text can be edited")
        if not text.strip() or text == message.body["text"]:
            raise Impossible("an edit needs another text")
        left = {key: value for key, value in message.body.items() if key not in ("text", "entities")}
        self._change(message, {**left, **said(text)})

    def tap(self, message_id: int, row: int, column: int) -> str | None:
        """Press an inline button; gives the address when it opens one."""
        markup = self._find(message_id).body.get("reply_markup", {})
        button = _at(markup.get("inline_keyboard", []), row, column)
        if "callback_data" in button:
            self.press(message_id, button["callback_data"])
            return None
        address: str | None = button.get("url") or button.get("web_app", {}).get("url")
        return address

    def press(self, message_id: int, data: str) -> str:
        """The press itself, also one that crossed an edit or a deletion of its message; gives the query's id."""
        self._forget_presses()
        shown = self.world.memory.screen(self.chat).get(message_id)
        gone = {"chat": self.world.place(self.chat), "message_id": message_id, "date": 0}
        press = Press(self.world.ticket(self.bot), self.bot.id, self.user.id, self.world.clock())
        self.world.memory.presses[press.id] = press
        self.world.memory.save(press)
        query = {"id": press.id, "from": self.user.seen(), "message": shown.body if shown else gone}
        self._tell("callback_query", {**query, "chat_instance": str(-self.chat.user_id), "data": data})
        return press.id

    def tap_reply(self, row: int, column: int, latitude: float = 52.09, longitude: float = 5.12) -> Message:
        """Press a button of the reply keyboard: it sends its text, the place given, or the person's number."""
        keyboard = self.chat.keyboard or {}
        button = _at(keyboard.get("keyboard", []), row, column)
        if keyboard.get("one_time_keyboard"):
            self.chat.keyboard = None
        if button.get("request_location"):
            return self.location(latitude, longitude)
        return self.send(contents.contact(self.user)) if button.get("request_contact") else self.say(button["text"])

    def block(self) -> None:
        """Stop the bot."""
        self._member("member", "kicked")

    def unblock(self) -> None:
        """Let the bot in again."""
        self._member("kicked", "member")

    def _member(self, old: str, new: str) -> None:
        if self.chat.blocked == (new == "kicked"):
            raise Impossible(f"the bot is {new} already")
        self.chat.blocked = new == "kicked"
        self.world.memory.touch(self.chat)
        states = [
            {"user": self.bot.seen(), "status": status, **({"until_date": 0} if status == "kicked" else {})}
            for status in (old, new)
        ]
        head = {"chat": self.world.place(self.chat), "from": self.user.seen(), "date": int(self.world.clock())}
        self._tell("my_chat_member", {**head, "old_chat_member": states[0], "new_chat_member": states[1]})

    def _change(self, message: Message, body: Json) -> None:
        message.body = {**body, "edit_date": int(self.world.clock())}
        self.world.memory.touch(self.chat, message)
        self._tell("edited_message", message.body)

    def _tell(self, kind: str, payload: Json) -> None:
        for _ in range(2 if self.world.faults.twice() else 1):
            self.world.queue.add(self.bot, kind, payload)
        self.world.memory.keep.flush()

    def _find(self, message_id: int) -> Message:
        found = self.world.memory.screen(self.chat).get(message_id)
        if found is None:
            raise Impossible(f"message {message_id} is not on the screen")
        return found

    def _own(self, message_id: int) -> Message:
        found = self._find(message_id)
        if found.by_bot:
            raise Impossible("that is the bot's message")
        return found

    def _forget_presses(self) -> None:
        presses, now = self.world.memory.presses, self.world.clock()
        while presses and now - (oldest := next(iter(presses.values()))).at > FORGET_PRESSES:
            self.world.memory.keep.drop(presses.pop(oldest.id))


def _at(rows: list[list[Json]], row: int, column: int) -> Json:
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        raise Impossible("that button is not on the screen")
    return rows[row][column]
