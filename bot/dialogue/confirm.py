"""The last question of a conversation: is this right? From here every answer can be changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.language import Text, _
from bot.neighbourhood.inputs import Input, Tapped, Wrote
from bot.neighbourhood.kinds.yes_no import YES
from bot.neighbourhood.question import Answered, Outcome, Question, Refused, Value
from bot.neighbourhood.widgets import Buttons, Option


@dataclass(frozen=True)
class Confirm(Question):
    """Shows `body`, and asks for a yes; the engine adds the button that changes an answer. The value is true."""

    body: Text
    yes: Text
    hint: Text = ""
    optional: bool = False

    kind: ClassVar[str] = "confirm"

    def widget(self, draft: Value) -> Buttons:
        return Buttons((Option("yes", self.yes),))

    def take(self, given: Input, draft: Value) -> Outcome:
        word = given.key if isinstance(given, Tapped) else given.text if isinstance(given, Wrote) else ""
        if word == "yes" or word.casefold().replace(",", "").strip(" .!") in YES:
            return Answered(True)
        return Refused(_("Please tap “Yes” or “Change something”."))

    def fits(self, value: Value) -> bool:
        return value is True

    def label(self, value: Value) -> Text:
        return _("Yes")

    @classmethod
    def define(cls, key: str, text: Text, definition: Mapping[str, Any]) -> "Confirm":
        raise TypeError("a survey gets its summary by itself")
