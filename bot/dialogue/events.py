"""What happens: one event in for each turn. The channel makes events of updates; nothing here knows the messenger."""

from dataclasses import dataclass
from datetime import datetime

from bot.neighbourhood.inputs import Input


@dataclass(frozen=True, slots=True)
class Sender:
    """Who it came from. `person` is the messenger's number of the person, `chat` of the private chat with the bot."""

    person: int
    chat: int
    language: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Gave:
    """A message: text, place, photo or something else. `at` is the messenger's own time (UTC, whole seconds).

    `edited` corrects the answer that message gave earlier; `reply_to` is the message it answers to, when said so.
    `live` marks a moving location, which is no correction.
    """

    sender: Sender
    message: int
    at: datetime
    given: Input
    edited: bool = False
    reply_to: int | None = None
    forwarded: bool = False
    live: bool = False


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command such as `/start oosterwijk`: the name without the slash, in lower case, and what stood behind it."""

    sender: Sender
    message: int
    at: datetime
    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press on a button: which prompt, what (see `Press`), and the press's own number to answer it with.

    `message` is the message the button stands under. `prompt` is None when the data is not ours or is forged.
    """

    sender: Sender
    query: str
    message: int
    prompt: int | None
    press: "Press | None"


@dataclass(frozen=True, slots=True)
class Press:
    """What was pressed: a control (`back`, `skip`, `keep`, `done`, `change`), or an option by its index.

    `verb` is `option`, `on`, `off` or a control; `index` points into the prompt's snapshot of options.
    """

    verb: str
    index: int = 0


@dataclass(frozen=True, slots=True)
class Came:
    """The person blocked the bot (`inside` false) or came back (`inside` true)."""

    sender: Sender
    inside: bool


Event = Gave | Commanded | Pressed | Came
