"""People who talk, for tests, demonstration and torture: they tap only what is on their screen."""

from collections.abc import Callable
from typing import TypeVar

from bot.simulator import contents
from bot.simulator.answers import Json, Upload
from bot.simulator.phone import Phone
from bot.simulator.png import blank
from bot.simulator.reading import brackets, find, inline, labels, shown, words
from bot.simulator.rows import Bot, Message
from bot.simulator.world import World

Done = TypeVar("Done")
PICTURE = blank(800, 600)


class Person:
    """Somebody with a phone; every doing is one Telegram update (a long text or an album, several)."""

    def __init__(self, world: World, name: str = "Anna", language_code: str = "nl", bot: Bot | None = None) -> None:
        self.user = world.add_person(name, language_code)
        self.phone = Phone(world, self.user, bot)
        self._seen = 0
        self._toast_seen = ""

    @property
    def id(self) -> int:
        """The Telegram user id."""
        return self.user.id

    def starts(self, payload: str = "") -> Message:
        """Presses START, perhaps of a link with a payload."""
        return self._does(lambda: self.phone.start(payload))

    def says(self, text: str, reply_to: Message | None = None) -> Message:
        """Sends words."""
        return self._does(lambda: self.phone.say(text, reply_to.id if reply_to else None))

    def taps(self, label: str) -> None:
        """Presses the newest visible button with this in its label, under a message or on the reply keyboard."""
        holder = next((one for one in reversed(self.messages) if find(inline(one), label)), None)
        if holder:
            self.taps_old(holder.id, label)
            return
        spot = find(self._reply_rows(), label)
        if not spot:
            raise AssertionError(f"no button {label!r}; there are {self._all_buttons()}")
        row, column = spot
        self._does(lambda: self.phone.tap_reply(row, column))

    def taps_old(self, message_id: int, label: str) -> None:
        """Presses a button that is still there under an older message."""
        found = [message for message in self.messages if message.id == message_id]
        spot = find(inline(found[0]), label) if found else None
        if not spot:
            raise AssertionError(f"no button {label!r} under message {message_id} on\n{self.screen}")
        row, column = spot
        self._does(lambda: self.phone.tap(message_id, row, column))

    def presses(self, message_id: int, data: str) -> str:
        """A press that crossed an edit or deletion of its message; gives the query's id."""
        return self._does(lambda: self.phone.press(message_id, data))

    def sends_photo(self, content: bytes = PICTURE, caption: str = "") -> Message:
        """Sends one picture."""
        return self._does(lambda: self.phone.photo([_picture(content)], caption)[0])

    def sends_album(self, count: int, caption: str = "") -> list[Message]:
        """Sends so many different pictures as one album."""
        pictures = [_picture(PICTURE + str(number).encode()) for number in range(count)]
        return self._does(lambda: self.phone.photo(pictures, caption))

    def sends_document(self, name: str, content: bytes, mime_type: str = "application/octet-stream") -> Message:
        """Sends a file."""
        return self._does(lambda: self.phone.document(Upload(name, content, mime_type)))

    def shares_location(self, latitude: float, longitude: float, live_period: int | None = None) -> Message:
        """Sends a place in degrees, live for so many seconds if asked."""
        return self._does(lambda: self.phone.location(latitude, longitude, live_period))

    def moves(self, message: Message, latitude: float, longitude: float) -> None:
        """A live location goes on."""
        self._does(lambda: self.phone.move(message.id, latitude, longitude))

    def shares_contact(self) -> Message:
        """Sends the own number."""
        return self._does(lambda: self.phone.send(contents.contact(self.user)))

    def sends_sticker(self, emoji: str = "🏡") -> Message:
        """Sends a sticker."""
        return self._does(lambda: self.phone.send(contents.sticker(self.phone.world.files, self.phone.bot, emoji)))

    def sends_voice(self, seconds: int = 3) -> Message:
        """Sends a voice message."""
        return self._does(lambda: self.phone.send(contents.voice(self.phone.world.files, self.phone.bot, seconds)))

    def sends_poll(self, question: str, *options: str) -> Message:
        """Sends a poll."""
        ticket = self.phone.world.ticket(self.phone.bot)
        return self._does(lambda: self.phone.send(contents.poll(ticket, question, options)))

    def forwards(self, text: str, by: str = "Buurvrouw") -> Message:
        """Passes on somebody else's words."""
        date = int(self.phone.world.clock())
        return self._does(lambda: self.phone.send(contents.forwarded(text, by, date)))

    def edits(self, message: Message, text: str) -> None:
        """Changes own words."""
        self._does(lambda: self.phone.edit(message.id, text))

    def blocks(self) -> None:
        """Stops the bot."""
        self._does(self.phone.block)

    def unblocks(self) -> None:
        """Lets the bot in again."""
        self._does(self.phone.unblock)

    @property
    def messages(self) -> list[Message]:
        """Everything on the screen, oldest first."""
        return self.phone.messages

    @property
    def news(self) -> list[Message]:
        """What the bot sent or edited since this person's last doing."""
        return [message for message in self.messages if message.by_bot and message.version > self._seen]

    def hears(self, text: str) -> bool:
        """True when the news, or a notice on a pressed button, contains the text; else fails with the screen."""
        said = "\n".join([*map(words, self.news), self.last_toast])
        if text not in said:
            raise AssertionError(f"{self.user.first_name} did not hear {text!r} in the news:\n{said}\n{self.screen}")
        return True

    @property
    def screen(self) -> str:
        """The screen as text: `>` stands before what the bot says, buttons stand in brackets."""
        lines = [("> " if one.by_bot else "  ") + shown(one) for one in self.messages]
        return "\n".join([*lines, *brackets(self._reply_rows())])

    @property
    def buttons(self) -> list[str]:
        """Labels under the newest message that has buttons, then those of the reply keyboard."""
        keyboards = [rows for rows in map(inline, reversed(self.messages)) if rows]
        return labels(keyboards[0] if keyboards else []) + labels(self._reply_rows())

    @property
    def last_toast(self) -> str:
        """The notice that came since this person's last doing, or nothing."""
        toast = (self.phone.chat.toast if self.messages else None) or {}
        return str(toast["text"]) if toast and toast["id"] != self._toast_seen else ""

    def _reply_rows(self) -> list[list[Json]]:
        keyboard = self.phone.chat.keyboard if self.messages else None
        return keyboard["keyboard"] if keyboard else []

    def _all_buttons(self) -> list[str]:
        under = [label for message in self.messages for label in labels(inline(message))]
        return under + labels(self._reply_rows())

    def _does(self, doing: Callable[[], Done]) -> Done:
        done = doing()
        self._seen = self.phone.chat.version
        self._toast_seen = (self.phone.chat.toast or {}).get("id", "")
        return done


def _picture(content: bytes) -> Upload:
    return Upload("photo.jpg", content, "image/jpeg")
