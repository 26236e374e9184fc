"""One of several: tapped, or typed as it stands on the button."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.language import PerLanguage, Text, _
from bot.neighbourhood.inputs import Input, SentOther, Tapped, Wrote
from bot.neighbourhood.question import Answered, Outcome, Question, Refused, Value, refuse_other
from bot.neighbourhood.widgets import Buttons, Option


@dataclass(frozen=True)
class Choice(Question):
    """One option of a list. The value is the key of the option."""

    options: tuple[Option, ...]
    hint: Text = ""
    optional: bool = False
    columns: int = 1

    kind: ClassVar[str] = "choice"

    def widget(self, draft: Value) -> Buttons:
        return Buttons(self.options, self.columns)

    def take(self, given: Input, draft: Value) -> Outcome:
        if isinstance(given, Tapped) and self.fits(given.key):
            return Answered(given.key)
        if isinstance(given, Wrote) and (found := typed_option(self.options, given.text)):
            return Answered(found.key)
        if isinstance(given, SentOther):
            return refuse_other(given)
        return Refused(_("Please tap one of the buttons."))

    def fits(self, value: Value) -> bool:
        return value in [option.key for option in self.options]

    def label(self, value: Value) -> Text:
        return label_of(self.options, value)

    @classmethod
    def define(cls, key: str, text: Text, definition: Mapping[str, Any]) -> "Choice":
        return cls(
            key,
            text,
            defined_options(definition),
            hint=definition.get("hint", ""),
            optional=definition.get("optional", False),
            columns=definition.get("columns", 1),
        )


def defined_options(definition: Mapping[str, Any]) -> tuple[Option, ...]:
    """The options of a survey's definition: a list of `{key, label}`."""
    return tuple(Option(option["key"], option["label"]) for option in definition["options"])


def label_of(options: tuple[Option, ...], key: str) -> Text:
    """The words on the button with this key; the key itself when the button is gone."""
    return next((option.label for option in options if option.key == key), key)


def typed_option(options: tuple[Option, ...], text: str) -> Option | None:
    """The one option whose words (in any language) or key were typed out."""
    wanted = text.casefold().strip(" .!")
    found = [option for option in options if wanted in {word.casefold() for word in _spellings(option)}]
    return found[0] if len(found) == 1 else None


def _spellings(option: Option) -> set[str]:
    if isinstance(option.label, PerLanguage):
        return {option.key, *option.label.values()}
    return {option.key, option.label} if isinstance(option.label, str) else {option.key}
