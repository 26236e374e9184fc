"""A number with a range."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.language import Text, _
from bot.neighbourhood.inputs import Input, SentOther, Wrote
from bot.neighbourhood.question import Answered, Outcome, Question, Refused, Shade, Value, refuse_other
from bot.neighbourhood.widgets import Typed

LARGEST = 10**12
WIDTHS = (5, 10)


@dataclass(frozen=True)
class Number(Question):
    """A typed number from `low` to `high`, both included; whole unless `decimals`. A comma is a decimal point."""

    low: float | None = None
    high: float | None = None
    decimals: bool = False
    hint: Text = ""
    optional: bool = False

    kind: ClassVar[str] = "number"

    def widget(self, draft: Value) -> Typed:
        return Typed(_("For example {number}", number="2,5" if self.decimals else "3"))

    def take(self, given: Input, draft: Value) -> Outcome:
        if isinstance(given, SentOther):
            return refuse_other(given)
        value = self._read(given.text) if isinstance(given, Wrote) else None
        if value is None:
            return Refused(_("Please type a number.") if self.decimals else _("Please type a whole number, like 3."))
        return Answered(value) if self.fits(value) else Refused(self._range())

    def _read(self, text: str) -> float | int | None:
        try:
            number = float(text.strip().replace(",", "."))
        except ValueError:
            return None
        if not abs(number) <= LARGEST or not (self.decimals or number.is_integer()):
            return None
        return number if self.decimals else int(number)

    def _range(self) -> Text:
        if self.low is None:
            return _("That is too high. It can be {high} at most.", high=_short(self.high))
        if self.high is None:
            return _("That is too low. It should be {low} or more.", low=_short(self.low))
        return _("Please type a number from {low} to {high}.", low=_short(self.low), high=_short(self.high))

    def fits(self, value: Value) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        above = self.low is None or value >= self.low
        return above and (self.high is None or value <= self.high)

    def label(self, value: Value) -> Text:
        return _short(value)

    def shades(self, value: Value) -> tuple[Shade, ...]:
        """The number, else the five or the ten it is in: 30..34 or 30..39 for 34."""
        return (*super().shades(value), *(self._among(value, width) for width in WIDTHS))

    def _among(self, value: float, width: int) -> Shade:
        low = int(value // width) * width
        high = low + width - (not self.decimals)
        return f"{low}..{high}", _("{low} to {high}", low=low, high=high)

    @classmethod
    def define(cls, key: str, text: Text, definition: Mapping[str, Any]) -> "Number":
        return cls(
            key,
            text,
            low=definition.get("low"),
            high=definition.get("high"),
            decimals=definition.get("decimals", False),
            hint=definition.get("hint", ""),
            optional=definition.get("optional", False),
        )


def _short(number: float | None) -> str:
    return "" if number is None else f"{number:g}" if abs(number) < 10**6 else f"{number:.15g}"
