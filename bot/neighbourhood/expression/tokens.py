"""The words of an expression, with where each stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language import Text, _
from bot.neighbourhood.refusal import Refusal

LONGEST = 4000
NAME = r"[^\W\d][\w.-]*"
_TOKEN = re.compile(
    rf"""
      (?P<space>[ \t\r\n\u00a0]+)
    | \$\{{\s*(?P<answer>{NAME})\s*\}}
    | (?P<number>[0-9]{{1,15}}(?:\.[0-9]{{0,15}})?(?![0-9]) | \.[0-9]{{1,15}}(?![0-9]))
    | '(?P<single>[^']*)'
    | "(?P<double>[^"]*)"
    | (?P<name>{NAME}(?::{NAME})?)
    | (?P<sign>!=|<=|>=|[=<>+*(),.-])
    """,
    re.VERBOSE,
)


class ExpressionError(Refusal):
    """An expression that cannot be read: `reason` says why, `position` where (the first character is 1)."""

    def __init__(self, source: str, position: int, reason: Text) -> None:
        super().__init__(
            _("“{source}”, character {position}: {reason}", source=_short(source), position=position, reason=reason)
        )
        self.position = position
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `what` it is (answer, number, text, name, sign, end), what it says and its first character."""

    what: str
    text: str
    position: int


def tokens(source: str) -> Iterator[Token]:
    """The words of the source, `end` last. Raises ExpressionError at the first character that begins no word."""
    if len(source) > LONGEST:
        raise ExpressionError(source, LONGEST, _("it is too long"))
    at = 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        if not found:
            raise ExpressionError(source, at + 1, _("“{sign}” is not expected here", sign=source[at]))
        what = found.lastgroup or ""
        if what != "space":
            yield Token("text" if what in ("single", "double") else what, found[what], at + 1)
        at = found.end()
    yield Token("end", "", len(source) + 1)


def _short(source: str) -> str:
    return source if len(source) <= 120 else source[:119] + "…"
