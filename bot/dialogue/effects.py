"""What a turn wants to do to the outside world: values, carried out by the channel after the commit.

Texts are rendered strings here: the turn knows its reader. The channel adds the messenger's markup.
"""

from dataclasses import dataclass

from bot.neighbourhood.widgets import Widget


@dataclass(frozen=True, slots=True)
class Words:
    """The parts of one message, plain text each; empty parts are left out.

    `echo` repeats the answer just given, `reason` says why an input was none, `progress` says "3 of 6", `title` is
    shown bold, `hint` less loudly.
    """

    title: str = ""
    body: str = ""
    hint: str = ""
    progress: str = ""
    echo: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """A button of the dialogue itself below a question: `back`, `skip`, `keep` or `change`, with its words."""

    verb: str
    label: str


@dataclass(frozen=True, slots=True)
class Show:
    """Show a message. With a `prompt` its buttons answer to that prompt; with `replace` that message is edited.

    A `photo` (a file on disk) makes it a picture with a caption. With `clear` a reply keyboard that is still on the
    screen is taken away first.
    """

    words: Words
    widget: Widget | None = None
    controls: tuple[Control, ...] = ()
    prompt: int | None = None
    replace: int | None = None
    photo: str = ""
    clear: bool = False


@dataclass(frozen=True, slots=True)
class Toast:
    """Answer a press: a short text that fades, or with `alert` one that waits. An empty text only stops the clock."""

    query: str
    text: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Settle:
    """Take the buttons away from an earlier message: its question is answered."""

    message: int


@dataclass(frozen=True, slots=True)
class SendFile:
    """Send a document: `path` on disk, `name` as the reader sees it."""

    path: str
    name: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """Show a place on the map: degrees (WGS 84), what is there, and its address."""

    latitude: float
    longitude: float
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Commands:
    """The commands menu of this chat: pairs of a command's name and its description, in the reader's language."""

    entries: tuple[tuple[str, str], ...]


Effect = Show | Toast | Settle | SendFile | Pin | Commands


@dataclass(frozen=True, slots=True)
class Delivery:
    """The effects of one turn for one chat, in order. `number` is its row; `bulk` goes behind all replies.

    `after` are deliveries of other replicas that must have been sent before it. An `urgent` one goes whatever else
    fails, also when nobody can tell whether this instance still has the lease.
    """

    number: int
    chat: int
    effects: tuple[Effect, ...]
    bulk: bool = False
    after: tuple[int, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A prompt arrived as `message`, at `at` (the messenger's clock, whole seconds since 1970)."""

    prompt: int
    message: int
    at: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a delivery: `sent`, `blocked`, `failed` or `unknown`, which prompts arrived, and why not."""

    delivery: int
    chat: int
    outcome: str
    shown: tuple[Shown, ...] = ()
    reason: str = ""
