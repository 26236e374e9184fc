"""Reading a screen: the words of a message and the labels of its buttons."""

from collections.abc import Iterator

from bot.simulator.answers import Json
from bot.simulator.rows import Message

Rows = list[list[Json]]
HELD = ("photo", "document", "location", "sticker", "voice", "poll", "contact")


def inline(message: Message) -> Rows:
    """The rows of buttons under a message."""
    rows: Rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def labels(rows: Rows) -> list[str]:
    """The labels, row by row."""
    return [button["text"] for row in rows for button in row]


def find(rows: Rows, label: str) -> tuple[int, int] | None:
    """Row and column of the button with this label, else of the first that contains it."""
    spots = [(button["text"], (down, across)) for down, row in enumerate(rows) for across, button in enumerate(row)]
    exact = [spot for text, spot in spots if text == label]
    return next(iter([*exact, *(spot for text, spot in spots if label in text)]), None)


def words(message: Message) -> str:
    """Text or caption; of other messages, what they hold in brackets."""
    body = message.body
    held = [f"[{key}]" for key in HELD if key in body]
    if "document" in body:
        held = [f"[document {body['document']['file_name']}]"]
    text = str(body.get("text", body.get("caption", "")))
    return " ".join([*held, text]).strip()


def shown(message: Message) -> str:
    """A message with its buttons."""
    return "\n".join([words(message), *brackets(inline(message))])


def brackets(rows: Rows) -> Iterator[str]:
    """Each row of buttons as `  [one] [two]`."""
    return ("  " + " ".join(f"[{button['text']}]" for button in row) for row in rows)
