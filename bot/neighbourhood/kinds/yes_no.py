"""Yes or no."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.language import Text, _
from bot.neighbourhood.inputs import Input, SentOther, Tapped, Wrote
from bot.neighbourhood.question import Answered, Outcome, Question, Refused, Value, refuse_other
from bot.neighbourhood.widgets import Buttons, Option

# Typed words are understood in every language the bot speaks: people answer in the language they think in.
YES = {
    *("ja hoor", "ja graag", "ja dat klopt", "dat klopt", "klopt helemaal", "yes please", "that is right"),
    *"yes y yep sure ja j jawel jazeker klopt goed prima akkoord ok oké oke evet tak так نعم".split(),
}
NO = set("no n nope nee neen nein hayır hayir nie ні لا".split())


@dataclass(frozen=True)
class YesNo(Question):
    """Yes or no. The value is true or false."""

    yes: Text = _("Yes")
    no: Text = _("No")
    hint: Text = ""
    optional: bool = False

    kind: ClassVar[str] = "yes-no"

    def widget(self, draft: Value) -> Buttons:
        return Buttons((Option("yes", self.yes), Option("no", self.no)), columns=2)

    def take(self, given: Input, draft: Value) -> Outcome:
        if isinstance(given, SentOther):
            return refuse_other(given)
        word = given.key if isinstance(given, Tapped) else given.text if isinstance(given, Wrote) else ""
        word = word.casefold().replace(",", "").strip(" .!")
        if word in YES | NO:
            return Answered(word in YES)
        return Refused(_("Please tap “Yes” or “No”."))

    def fits(self, value: Value) -> bool:
        return isinstance(value, bool)

    def label(self, value: Value) -> Text:
        return self.yes if value else self.no

    def plain(self, value: Value) -> str:
        return "yes" if value else "no"

    @classmethod
    def define(cls, key: str, text: Text, definition: Mapping[str, Any]) -> "YesNo":
        return cls(key, text, hint=definition.get("hint", ""), optional=definition.get("optional", False))
