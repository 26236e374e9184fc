"""Conditions and constraints of a survey: the expression language of XLSForm, a small and safe part of XPath.

An answer that was not given is an empty text. Several chosen options are their keys with spaces between,
yes and no are `'yes'` and `'no'`, a date is `'2026-05-31'`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from bot.neighbourhood.expression.functions import FUNCTIONS
from bot.neighbourhood.expression.parser import Parser
from bot.neighbourhood.expression.tokens import NAME, ExpressionError
from bot.neighbourhood.expression.tree import (
    Answer,
    Call,
    Chain,
    Literal,
    Negative,
    Node,
    Own,
    Scope,
    keys_read,
    replaced,
)
from bot.neighbourhood.expression.values import Value, stored, truth


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression; `source` is how it was written. Working it out never raises."""

    tree: Node
    source: str = field(compare=False)

    def value(self, answers: Mapping[str, Any], own: Any = None, today: date | None = None) -> Value:
        """What it comes to: a text, a number or a truth. `own` is the answer at hand, both as they are stored."""
        return self.tree.value(Scope(answers, own, today or datetime.now(UTC).date()))

    def holds(self, answers: Mapping[str, Any], own: Any = None, today: date | None = None) -> bool:
        """Whether it is true for these answers."""
        return truth(self.value(answers, own, today))

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the answers it reads."""
        return frozenset(keys_read(self.tree))

    def __str__(self) -> str:
        return self.tree.written()


def parse(source: str) -> Expression:
    """The expression that is written here. Raises ExpressionError, which says where and why."""
    return Expression(Parser(source).tree(), source)


__all__ = [
    "FUNCTIONS",
    "NAME",
    "Answer",
    "Call",
    "Chain",
    "Expression",
    "ExpressionError",
    "Literal",
    "Negative",
    "Node",
    "Own",
    "Value",
    "parse",
    "replaced",
    "stored",
]
