"""The functions of the expression language. A new one is one line in the table below."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.neighbourhood.expression.values import Value, number, rounded, text, truth, whole
from bot.neighbourhood.pattern import pattern


@dataclass(frozen=True, slots=True)
class Function:
    """Takes `least` to `most` values; `call` gets them, and today's date first when `dated`."""

    call: Callable[..., Value]
    least: int
    most: int
    dated: bool = False


MANY = 50


def _selected(answer: Value, key: Value) -> bool:
    return text(key) in text(answer).split()


def _selected_at(answer: Value, index: Value) -> str:
    keys = dict(enumerate(text(answer).split()))
    position = number(index)
    return keys.get(int(position), "") if position == whole(position) and abs(position) < MANY else ""


def _coalesce(*values: Value) -> Value:
    return next((value for value in values if text(value) != ""), "")


def _choose(condition: Value, yes: Value, no: Value) -> Value:
    return yes if truth(condition) else no


def _regex(value: Value, expression: Value) -> bool:
    return pattern(text(expression)).matches(text(value))


def _today(today: date) -> str:
    return today.isoformat()


FUNCTIONS = {
    "selected": Function(_selected, 2, 2),
    "selected-at": Function(_selected_at, 2, 2),
    "count-selected": Function(lambda answer: float(len(text(answer).split())), 1, 1),
    "string-length": Function(lambda value: float(len(text(value))), 1, 1),
    "regex": Function(_regex, 2, 2),
    "true": Function(lambda: True, 0, 0),
    "false": Function(lambda: False, 0, 0),
    "not": Function(lambda value: not truth(value), 1, 1),
    "boolean": Function(truth, 1, 1),
    "if": Function(_choose, 3, 3),
    "coalesce": Function(_coalesce, 1, MANY),
    "today": Function(_today, 0, 0, dated=True),
    "date": Function(text, 1, 1),
    "number": Function(number, 1, 1),
    "int": Function(lambda value: whole(number(value)), 1, 1),
    "round": Function(lambda *values: rounded(*map(number, values)), 1, 2),
    "abs": Function(lambda value: abs(number(value)), 1, 1),
    "min": Function(lambda *values: min(map(number, values)), 1, MANY),
    "max": Function(lambda *values: max(map(number, values)), 1, MANY),
    "string": Function(text, 1, 1),
    "concat": Function(lambda *values: "".join(map(text, values)), 1, MANY),
    "contains": Function(lambda value, part: text(part) in text(value), 2, 2),
    "starts-with": Function(lambda value, part: text(value).startswith(text(part)), 2, 2),
    "ends-with": Function(lambda value, part: text(value).endswith(text(part)), 2, 2),
}
