"""A date, typed the way people in the Netherlands write it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from bot.language import Text, _
from bot.neighbourhood.inputs import Input, SentOther, Wrote
from bot.neighbourhood.question import Answered, Outcome, Question, Refused, Shade, Value, refuse_other
from bot.neighbourhood.widgets import Typed

MONTHS = (
    ("jan", "januari", "january"),
    ("feb", "februari", "february"),
    ("mrt", "maart", "march", "mar"),
    ("apr", "april"),
    ("mei", "may"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "augustus", "august"),
    ("sep", "september", "sept"),
    ("okt", "oktober", "october", "oct"),
    ("nov", "november"),
    ("dec", "december"),
)
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})", re.IGNORECASE)


@dataclass(frozen=True)
class DateOf(Question):
    """A day from `first` to `last`, both included. The value is an ISO date: `2026-05-31`."""

    first: date | None = None
    last: date | None = None
    hint: Text = ""
    optional: bool = False

    kind: ClassVar[str] = "date"

    def widget(self, draft: Value) -> Typed:
        return Typed(_("For example 31-5-2026"))

    def take(self, given: Input, draft: Value) -> Outcome:
        if isinstance(given, SentOther):
            return refuse_other(given)
        day = typed_date(given.text) if isinstance(given, Wrote) else None
        if day is None:
            return Refused(_("Please type a date: day, month and year. For example 31-5-2026."))
        if not self.fits(day.isoformat()):
            return Refused(self._range())
        return Answered(day.isoformat())

    def _range(self) -> Text:
        if self.first and self.last:
            return _("Please give a date from {first} to {last}.", first=_short(self.first), last=_short(self.last))
        if self.first:
            return _("Please give a date on or after {first}.", first=_short(self.first))
        return _("Please give a date on or before {last}.", last=_short(self.last or date.max))

    def fits(self, value: Value) -> bool:
        try:
            day = date.fromisoformat(value)
        except (TypeError, ValueError):
            return False
        return (self.first or date.min) <= day <= (self.last or date.max)

    def label(self, value: Value) -> Text:
        return _short(date.fromisoformat(value))

    def shades(self, value: Value) -> tuple[Shade, ...]:
        """The day, else the month, else the year."""
        month, year = value[: len("2026-05")], value[: len("2026")]
        return (*super().shades(value), (month, month), (year, year))

    @classmethod
    def define(cls, key: str, text: Text, definition: Mapping[str, Any]) -> "DateOf":
        return cls(
            key,
            text,
            first=_day(definition.get("first")),
            last=_day(definition.get("last")),
            hint=definition.get("hint", ""),
            optional=definition.get("optional", False),
        )


def typed_date(text: str) -> date | None:
    """The date in `31-5-2026`, `31 mei 2026` or `2026-05-31`; None when there is none."""
    if found := _ISO.fullmatch(text.strip()):
        return _existing(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text.strip()):
        return _existing(int(found[3]), int(found[2]), int(found[1]))
    if found := _WORDS.fullmatch(text.strip()):
        month = next((number for number, names in enumerate(MONTHS, 1) if found[2].lower() in names), 0)
        return _existing(int(found[3]), month, int(found[1]))
    return None


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _short(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"
