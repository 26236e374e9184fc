"""Removals: somebody asks that what others wrote about them goes."""

import re
from dataclasses import dataclass
from datetime import datetime

# The scripts in which words about somebody are named: nothing of them is kept when they are done.
SCRIPTS = ("aboutme", "remove")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_BESIDE = 30  # characters before the words in an excerpt


@dataclass(frozen=True, slots=True)
class Removal:
    """What somebody asked to have removed; `words` say what it is about and what to look for."""

    id: int
    resident_id: int
    words: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Mention:
    """A text in which words were found: of an idea (its number), or of one answer (conversation and key)."""

    text: str
    author: int | None
    idea: int | None = None
    talk: int | None = None
    key: str = ""

    @property
    def name(self) -> str:
        """By which it is found again."""
        return f"idea:{self.idea}" if self.idea is not None else f"answer:{self.talk}:{self.key}"

    def excerpt(self, words: str, most: int) -> str:
        """A piece of the text, of at most so many characters, in which the words can be seen."""
        found = re.search(re.escape(words), self.text, re.IGNORECASE)
        start = max(0, found.start() - _BESIDE) if found else 0
        piece = " ".join(self.text[start:].split())
        return ("…" if start else "") + (piece if len(piece) < most else f"{piece[: most - 1]}…")


def exactly(text: str, words: str) -> list[str]:
    """The words as they stand in the text, in capitals or not."""
    return list(dict.fromkeys(re.findall(re.escape(words), text, re.IGNORECASE)))


def sentences(text: str, words: str) -> list[str]:
    """The sentences of the text in which the words stand."""
    found = (match[0].strip() for match in _SENTENCE.finditer(text))
    return [sentence for sentence in dict.fromkeys(found) if exactly(sentence, words)]


def blacked_out(text: str, parts: list[str], mark: str) -> str:
    """The text with each of these parts replaced by the mark."""
    for part in parts:
        text = text.replace(part, mark)
    return text
