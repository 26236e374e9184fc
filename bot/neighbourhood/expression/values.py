"""What an expression calculates with: texts, numbers and truths, turned into each other as XPath does."""

import math
import re
from datetime import date
from decimal import Decimal
from typing import Any

Value = str | float | bool

_NUMBER = re.compile(r"\s*-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EPOCH = date(1970, 1, 1).toordinal()


def stored(value: Any) -> str:
    """A stored answer as an expression sees it: keys with spaces between, yes or no, nothing as empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(stored(part) for part in value)
    if isinstance(value, dict):
        return str(value.get("address") or value.get("unique") or _place(value))
    return text(float(value)) if isinstance(value, int | float) else str(value)


def _place(value: dict[str, Any]) -> str:
    return f"{value.get('latitude', '')} {value.get('longitude', '')}".strip()


def text(value: Value) -> str:
    """The value in writing: 3 and not 3.0, true and false in English."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return str(int(value)) if value == int(value) else f"{Decimal(repr(value)):f}"


def number(value: Value) -> float:
    """The value as a number; a date counts its days since 1970, anything else is not a number (NaN)."""
    if isinstance(value, str):
        return float(value) if _NUMBER.fullmatch(value) else _days(value)
    return float(value)


def _days(value: str) -> float:
    try:
        return float(date.fromisoformat(value).toordinal() - _EPOCH) if _DAY.fullmatch(value) else math.nan
    except ValueError:
        return math.nan


def truth(value: Value) -> bool:
    """Whether the value counts as true: a text that is not empty, a number that is not zero."""
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def equal(one: Value, other: Value) -> bool:
    """Equality as XPath has it: as truths if either is one, else as numbers, else as texts."""
    if isinstance(one, bool) or isinstance(other, bool):
        return truth(one) == truth(other)
    if isinstance(one, float) or isinstance(other, float):
        return number(one) == number(other)
    return one == other


def divided(one: float, other: float) -> float:
    """The quotient; by zero it is infinite, and 0 by 0 is not a number."""
    if other == 0:
        return math.nan if one == 0 or math.isnan(one) else math.copysign(math.inf, one)
    return one / other


def remainder(one: float, other: float) -> float:
    """What is left after dividing, with the sign of the first; not a number when there is no such thing."""
    return math.nan if other == 0 or math.isinf(one) or math.isnan(one) else math.fmod(one, other)


def rounded(one: float, places: float = 0.0) -> float:
    """Rounded half up to a number of decimals (at most 15)."""
    if not (math.isfinite(one) and math.isfinite(places)):
        return one
    scale = 10.0 ** max(-15, min(15, int(places)))
    scaled = one * scale
    return math.floor(scaled + 0.5) / scale if math.isfinite(scaled) else one


def whole(one: float) -> float:
    """The number without its decimals."""
    return float(math.trunc(one)) if math.isfinite(one) else one
