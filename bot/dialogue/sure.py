"""Two steps before something that concerns people: each shows how many they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.language import Text, _, _n, paragraphs
from bot.neighbourhood.inputs import Input, Tapped, Wrote
from bot.neighbourhood.kinds.yes_no import NO
from bot.neighbourhood.question import Answered, Outcome, Question, Refused, Value
from bot.neighbourhood.widgets import Buttons, Option


@dataclass(frozen=True)
class Sure(Question):
    """One of the steps. The value tells whether it was a yes, and how many people it was said of.

    A yes that was said of another number of people counts no more, unless it is `done`: then nothing is asked again.
    """

    people: int
    yes: Text
    done: bool = False
    hint: Text = ""
    optional: bool = False

    kind: ClassVar[str] = "sure"

    def widget(self, draft: Value) -> Buttons:
        return Buttons((Option("no", _("No, stop")), Option(self._yes, self.yes)))

    @property
    def _yes(self) -> str:
        return f"yes {self.people}"  # a button of when they were more or fewer is another button

    def take(self, given: Input, draft: Value) -> Outcome:
        if isinstance(given, Tapped) and given.key == self._yes:
            return Answered({"sure": True, "people": self.people})
        word = given.key if isinstance(given, Tapped) else given.text if isinstance(given, Wrote) else ""
        if word.casefold().strip(" .!") in NO:
            return Answered({"sure": False, "people": self.people})
        return Refused(_("Please tap one of the buttons."))

    def fits(self, value: Value) -> bool:
        known = isinstance(value, dict) and value.keys() == {"sure", "people"}
        return known and (self.done or not value["sure"] or value["people"] == self.people)

    def label(self, value: Value) -> Text:
        return self.yes if value["sure"] else _("No, stop")

    @classmethod
    def define(cls, key: str, text: Text, definition: Mapping[str, Any]) -> "Sure":
        raise TypeError("a survey concerns nobody but who fills it in")


def steps(what: Text, people: int, yes: Text, *, done: bool) -> tuple[Sure, Sure]:
    """The two steps before doing `what`; `yes` is the button that does it."""
    told = _n("This concerns {count} person.", "This concerns {count} people.", people)
    return (
        Sure("sure", paragraphs(what, told), people, _("Yes, go on"), done),
        Sure("really", paragraphs(_("Are you sure?"), what, told), people, yes, done),
    )
