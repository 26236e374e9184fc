"""Telegram's HTML, strictly: a text with tags in, plain text and entities out."""

import re
from html import unescape

from bot.simulator.answers import Json, bad

TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "tg-spoiler": "spoiler", "span": "spoiler", "blockquote": "blockquote",
}  # fmt: skip
TAG = re.compile(r"<(/?)([a-zA-Z0-9-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
ATTRIBUTE = re.compile(r"""\s*([a-zA-Z-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
CHARACTER = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|lt|gt|amp|quot);")


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class _Reader:
    """Reads one text from left to right with the tags that are open."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = ""
        self.entities: list[Json] = []
        self._open: list[tuple[str, Json]] = []

    def read(self) -> None:
        at = 0
        while (less := self.source.find("<", at)) >= 0:
            self._say(self.source[at:less])
            tag = TAG.match(self.source, less)
            if tag is None:
                raise _cannot("Unclosed start tag", self._offset(less))
            (self._close if tag[1] else self._start)(tag)
            at = tag.end()
        self._say(self.source[at:])
        if self._open:
            raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{self._open[-1][0]}\"")

    def _say(self, text: str) -> None:
        self.text += CHARACTER.sub(lambda found: unescape(found[0]), text)

    def _offset(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def _start(self, tag: re.Match[str]) -> None:
        name = tag[2].lower()
        marks = {key.lower(): unescape(value.strip("\"'")) for key, value in ATTRIBUTE.findall(tag[3])}
        if name not in TYPES or (name == "span" and marks.get("class") != "tg-spoiler"):
            raise _cannot(f'Unsupported start tag "{name}"', self._offset(tag.start()))
        entity: Json = {"type": TYPES[name], "offset": units(self.text), "length": 0, **_extra(name, marks)}
        self._open.append((name, entity))

    def _close(self, tag: re.Match[str]) -> None:
        name = tag[2].lower()
        if not self._open:
            raise _cannot("Unexpected end tag", self._offset(tag.start()))
        opened, entity = self._open.pop()
        if name and name != opened:
            said = f', expected "</{opened}>", found "</{name}>"'
            raise _cannot("Unmatched end tag", self._offset(tag.start()), said)
        entity["length"] = units(self.text) - entity["offset"]
        if entity["length"] and (entity["type"] != "text_link" or entity["url"]):
            self.entities.append(entity)


def parse(source: str) -> tuple[str, list[Json]]:
    """Plain text and its entities, outermost first; a broken tag is refused in Telegram's words."""
    reader = _Reader(source)
    reader.read()
    return reader.text, sorted(reader.entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _extra(name: str, marks: dict[str, str]) -> Json:
    if name == "a":
        return {"url": marks.get("href", "")}
    if name == "code" and marks.get("class", "").startswith("language-"):
        return {"language": marks["class"].removeprefix("language-")}
    if name == "blockquote" and "expandable" in marks:
        return {"type": "expandable_blockquote"}
    return {}


def _cannot(what: str, offset: int, more: str = "") -> Exception:
    return bad(f"can't parse entities: {what} at byte offset {offset}{more}")
