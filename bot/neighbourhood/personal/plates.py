"""Dutch licence plates, of all series since 1951."""

import re
from collections.abc import Iterator

from bot.neighbourhood.personal.found import Found, Kind, before, part

_DASHED = re.compile(r"(?<![\w-])(?:[a-z]{1,3}|\d{1,3})(?:-(?:[a-z]{1,3}|\d{1,3})){2}(?![\w-])", re.IGNORECASE)
_PLAIN = re.compile(r"(?<!\w)[a-z0-9]{1,3}[ -]?[a-z0-9]{1,3}[ -]?[a-z0-9]{1,3}(?!\w)", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:kenteken\w{0,7}|nummerbord\w{0,3}|nummerplaat|licen[cs]e plate|plate|plaka)\b[ :=]{0,3}(?:is )?$"
)
# The series: a letter stands for a letter, a nine for a digit.
_SERIES = frozenset(
    (
        "AA-99-99 99-99-AA 99-AA-99 AA-99-AA AA-AA-99 99-AA-AA 99-AAA-9 9-AAA-99 AA-999-A A-999-AA AAA-99-A A-99-AAA"
        " 9-AA-999 999-AA-9"
    ).split()
)
_PLAIN_SERIES = frozenset(series.replace("-", "") for series in _SERIES)


def plates(text: str) -> Iterator[Found]:
    """Plates with their dashes; without dashes only after a word for a plate."""
    for match in _DASHED.finditer(text):
        if _shape(match[0]) in _SERIES:
            yield part(Kind.PLATE, match)
    for match in _PLAIN.finditer(text):
        shape = re.sub("[ -]", "", _shape(match[0]))
        if shape in _PLAIN_SERIES and _NAMED.search(before(text, match.start())):
            yield part(Kind.PLATE, match)


def _shape(plate: str) -> str:
    return re.sub("[A-Za-z]", "A", re.sub("[0-9]", "9", plate))
