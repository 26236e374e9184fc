"""A text in one's own words, with a length and, where needed, a pattern."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.language import Text, _, _n
from bot.neighbourhood.inputs import Input, Photographed, SentOther, Wrote
from bot.neighbourhood.pattern import pattern as compiled
from bot.neighbourhood.question import Answered, Outcome, Question, Refused, Shade, Value, refuse_other
from bot.neighbourhood.widgets import Typed

_LETTER_OR_DIGIT = re.compile(r"\w")


@dataclass(frozen=True)
class OpenText(Question):
    """A text of `least` to `most` characters, matching `pattern` (a whole regular expression) when there is one."""

    least: int = 1
    most: int = 1000
    pattern: str = ""
    pattern_message: Text = ""
    hint: Text = ""
    optional: bool = False
    # Whether it asks for personal data, such as a name: then there is nothing to warn of.
    personal: bool = False

    kind: ClassVar[str] = "text"

    def widget(self, draft: Value) -> Typed:
        return Typed()

    def take(self, given: Input, draft: Value) -> Outcome:
        if isinstance(given, SentOther):
            return refuse_other(given)
        if isinstance(given, Photographed) and given.caption:
            return self._judge(given.caption)
        if not isinstance(given, Wrote):
            return Refused(_("Could you type it in words?"))
        return self._judge(given.text)

    def _judge(self, text: str) -> Outcome:
        if len(text) > self.most:
            return Refused(self._too_long(len(text)))
        if not _LETTER_OR_DIGIT.search(text):
            return Refused(_("I see no words in that. Could you type it in words?"))
        if len(text) < self.least:
            return Refused(_("That is very short. Could you tell a little more?"))
        if self.pattern and not compiled(self.pattern).matches(text):
            return Refused(self.pattern_message or _("That does not look right. Could you type it again?"))
        return Answered(text)

    def _too_long(self, length: int) -> Text:
        return _n(
            "That is {length} characters; at most {count} fits. Could you make it shorter?",
            "That is {length} characters; at most {count} fit. Could you make it shorter?",
            self.most,
            length=length,
        )

    def fits(self, value: Value) -> bool:
        return isinstance(value, str) and isinstance(self._judge(value), Answered)

    def label(self, value: Value) -> Text:
        return str(value)

    def shades(self, value: Value) -> tuple[Shade, ...]:
        return ()

    @classmethod
    def define(cls, key: str, text: Text, definition: Mapping[str, Any]) -> "OpenText":
        return cls(
            key,
            text,
            least=definition.get("least", 1),
            most=definition.get("most", 1000),
            pattern=definition.get("pattern", ""),
            pattern_message=definition.get("pattern-message", ""),
            hint=definition.get("hint", ""),
            optional=definition.get("optional", False),
        )
