"""Clearing: a facilitator reads a free text and says whether it may be shown outside. Nothing in it is changed."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal, NamedTuple

SHOWN = "shown"
PRIVATE = "private"
LATER = "later"
Verdict = Literal["shown", "private", "later"]

IDEA, ANSWER = "idea", "answer"


class Spot(NamedTuple):
    """Where a free text stands: the idea with this number, or the answer with this key in this conversation."""

    sort: str
    number: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class FreeText:
    """A free text. `about` is the theme of an idea, or the number of the survey; `given` when it got these words.

    `flags` is what was seen in it then (see `bot.neighbourhood.flags`).
    """

    spot: Spot
    about: str
    text: str
    given: datetime
    flags: str = ""

    @property
    def words(self) -> str:
        """A print of these very words."""
        return words_of(self.text)


def words_of(text: str) -> str:
    """A print (SHA-256) of the words of a text: the same for the same words only."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
