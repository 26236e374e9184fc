"""Titles of groups: never made up, always the words of a resident."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST = 80  # characters
SHORTEST_WORDS = 2
_END = re.compile(r"(?<=[.!?])\s|\n")


def title_of(texts: Sequence[str], words: Any, members: "NDArray[np.int64]") -> str:
    """The beginning of the text that is most like all others of its group, of equals the shortest."""
    rows = words[members]
    middle = np.asarray(rows.sum(axis=0)).ravel()
    central = np.asarray(rows @ middle).ravel()
    lengths = np.array([len(texts[int(at)]) for at in members])
    best = central.max(initial=0.0)
    candidates = np.flatnonzero(central >= 0.95 * best)
    chosen = min(candidates, key=lambda at: (not _short(texts[int(members[at])]), lengths[at], at))
    return shortened(texts[int(members[chosen])])


def shortened(text: str) -> str:
    """The first sentence of a text, cut after a whole word when it is long."""
    first = " ".join(_END.split(text.strip()[: 10 * LONGEST], maxsplit=1)[0].split())
    if len(first) <= LONGEST:
        return first
    return f"{first[:LONGEST].rsplit(' ', 1)[0]} …"


def _short(text: str) -> bool:
    """Whether a text can be a title as it stands."""
    return len(text) <= LONGEST and len(text.split()) >= SHORTEST_WORDS
