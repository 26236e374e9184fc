"""Several of a list: toggles and *done*, with a least and a most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.language import Joined, Text, _, _n
from bot.neighbourhood.inputs import Finished, Input, SentOther, Tapped
from bot.neighbourhood.kinds.choice import defined_options, label_of
from bot.neighbourhood.question import Answered, Outcome, Partly, Question, Refused, Value, refuse_other
from bot.neighbourhood.widgets import Option, Toggles


@dataclass(frozen=True)
class Choices(Question):
    """Between `least` and `most` options of a list. The value is the list of keys, in the order of the options."""

    options: tuple[Option, ...]
    least: int = 1
    most: int | None = None
    hint: Text = ""
    optional: bool = False

    kind: ClassVar[str] = "choices"
    ordered: ClassVar[bool] = False

    def widget(self, draft: Value) -> Toggles:
        chosen = tuple(key for key in draft or () if self._has(key))
        return Toggles(self.options, chosen, self.ordered, ready=len(chosen) >= self.least)

    def take(self, given: Input, draft: Value) -> Outcome:
        chosen = [key for key in draft or () if self._has(key)]
        if isinstance(given, Tapped) and self._has(given.key):
            return self._toggle(given, chosen)
        if isinstance(given, Finished):
            return self._finish(chosen)
        if isinstance(given, SentOther):
            return refuse_other(given)
        return Refused(_("Please tap one or more buttons, and then “Done”."))

    def _toggle(self, given: Tapped, chosen: list[str]) -> Outcome:
        rest = [key for key in chosen if key != given.key]
        if not given.on:
            return Partly(rest)
        if given.key in chosen:
            return Partly(chosen)
        if self.most is not None and len(rest) >= self.most:
            return Refused(_n("You can choose at most {count}.", "You can choose at most {count}.", self.most))
        return Partly([*rest, given.key])

    def _finish(self, chosen: list[str]) -> Outcome:
        if len(chosen) < self.least:
            return Refused(_n("Please choose at least {count}.", "Please choose at least {count}.", self.least))
        return Answered(self._arranged(chosen))

    def _arranged(self, chosen: list[str]) -> list[str]:
        return [option.key for option in self.options if option.key in chosen]

    def _has(self, key: object) -> bool:
        return any(option.key == key for option in self.options)

    def fits(self, value: Value) -> bool:
        keys_known = isinstance(value, list) and all(self._has(key) for key in value)
        return keys_known and self.least <= len(value) <= (self.most or len(self.options))

    def label(self, value: Value) -> Text:
        return Joined(tuple(label_of(self.options, key) for key in value), ", ") if value else _("none")

    def plain(self, value: Value) -> str:
        # Space between keys, as XLSForm's select_multiple does.
        return " ".join(value)

    def parts(self, value: Value) -> Sequence[Value]:
        # Who chose which options together is soon only one person: each option is counted for itself.
        return [[key] for key in value] or [[]]

    @classmethod
    def define(cls, key: str, text: Text, definition: Mapping[str, Any]) -> "Choices":
        optional = definition.get("optional", False)
        return cls(
            key,
            text,
            defined_options(definition),
            least=definition.get("least", 1),
            most=definition.get("most"),
            hint=definition.get("hint", ""),
            optional=optional,
        )
