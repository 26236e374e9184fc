"""A scale with words at its ends, such as 1 (not at all) to 5 (very much)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.language import Joined, Text, _
from bot.neighbourhood.inputs import Input, SentOther, Tapped, Wrote
from bot.neighbourhood.question import Answered, Outcome, Question, Refused, Value, refuse_other
from bot.neighbourhood.widgets import Buttons, Option

WIDEST_ROW = 6


@dataclass(frozen=True)
class Scale(Question):
    """A whole number from `low` to `high`, both included, tapped or typed. The value is the number."""

    low: int = 1
    high: int = 5
    low_label: Text = ""
    high_label: Text = ""
    help: Text = ""
    optional: bool = False

    kind: ClassVar[str] = "scale"

    @property
    def hint(self) -> Text:
        ends = Joined((self._end(self.low, self.low_label), self._end(self.high, self.high_label)), " · ")
        return Joined((self.help, ends), "\n")

    def _end(self, number: int, label: Text) -> Text:
        return Joined((str(number), label), " = ") if label else ""

    def widget(self, draft: Value) -> Buttons:
        count = self.high - self.low + 1
        options = tuple(Option(str(number), str(number)) for number in range(self.low, self.high + 1))
        return Buttons(options, columns=count if count <= WIDEST_ROW else -(-count // 2))

    def take(self, given: Input, draft: Value) -> Outcome:
        if isinstance(given, SentOther):
            return refuse_other(given)
        typed = given.key if isinstance(given, Tapped) else given.text if isinstance(given, Wrote) else ""
        # isdecimal would let digits of other scripts pass, and int() reads them too: both are welcome here.
        number = int(typed) if typed.strip().lstrip("-").isdecimal() else None
        if number is not None and self.fits(number):
            return Answered(number)
        return Refused(_("Please tap a number from {low} to {high}.", low=self.low, high=self.high))

    def fits(self, value: Value) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high

    def label(self, value: Value) -> Text:
        word = {self.low: self.low_label, self.high: self.high_label}.get(value, "")
        return _("{number} ({word})", number=value, word=word) if word else str(value)

    @classmethod
    def define(cls, key: str, text: Text, definition: Mapping[str, Any]) -> "Scale":
        return cls(
            key,
            text,
            low=definition.get("low", 1),
            high=definition.get("high", 5),
            low_label=definition.get("low-label", ""),
            high_label=definition.get("high-label", ""),
            help=definition.get("hint", ""),
            optional=definition.get("optional", False),
        )
