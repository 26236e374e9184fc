"""Questions that only conversations about meetings ask: a day, a time, and points one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar

from bot.language import Joined, Text, When, _, _n
from bot.neighbourhood.inputs import Finished, Input, SentOther, Tapped, Wrote
from bot.neighbourhood.meetings.times import typed_day, typed_time
from bot.neighbourhood.question import Answered, Outcome, Partly, Question, Refused, Value, refuse_other
from bot.neighbourhood.widgets import Buttons, Option, Typed


class Own(Question):
    """A question of a conversation, not of a survey."""

    @classmethod
    def define(cls, key: str, text: Text, definition: Mapping[str, Any]) -> "Own":
        raise TypeError("a survey has no questions of this kind")


@dataclass(frozen=True)
class Day(Own):
    """A day from `today` on, typed as people say it. The value is an ISO date."""

    today: date
    hint: Text = _("For example: 12 June, or Thursday.")
    optional: bool = False

    kind: ClassVar[str] = "day"

    def widget(self, draft: Value) -> Typed:
        return Typed()

    def take(self, given: Input, draft: Value) -> Outcome:
        if isinstance(given, SentOther):
            return refuse_other(given)
        found = typed_day(given.text, self.today) if isinstance(given, Wrote) else None
        if found is None:
            return Refused(_("I do not know that day. Type it like 12 June, or 12-6-2026."))
        return Answered(found.isoformat())

    def fits(self, value: Value) -> bool:
        return isinstance(value, str) and len(value) == len("2026-05-31")

    def label(self, value: Value) -> Text:
        return When(datetime.combine(date.fromisoformat(value), time()), "day")


@dataclass(frozen=True)
class Hour(Own):
    """A time on the clock on the wall: one of the usual ones to tap, or another one typed. The value is `19:30`."""

    usual: tuple[str, ...]
    hint: Text = _("Another time? Type it, for example 19:15.")
    optional: bool = False

    kind: ClassVar[str] = "hour"

    def widget(self, draft: Value) -> Buttons:
        return Buttons(tuple(Option(one, one) for one in self.usual), columns=4)

    def take(self, given: Input, draft: Value) -> Outcome:
        if isinstance(given, SentOther):
            return refuse_other(given)
        words = given.key if isinstance(given, Tapped) else given.text if isinstance(given, Wrote) else ""
        found = typed_time(words)
        if found is None:
            return Refused(_("I do not know that time. Type it like 19:30."))
        return Answered(found.isoformat("minutes"))

    def fits(self, value: Value) -> bool:
        return isinstance(value, str) and typed_time(value) is not None

    def label(self, value: Value) -> Text:
        return str(value)


@dataclass(frozen=True)
class Points(Own):
    """Points that are sent one by one, or line by line, and then *done*. The value is the list of texts."""

    hint: Text = ""
    optional: bool = False
    most: int = 50
    longest: int = 500  # characters

    kind: ClassVar[str] = "points"

    def widget(self, draft: Value) -> Typed:
        return Typed(noted=len(draft or ()))

    def take(self, given: Input, draft: Value) -> Outcome:
        so_far = list(draft or ())
        if isinstance(given, SentOther):
            return refuse_other(given)
        if isinstance(given, Finished) and so_far:
            return Answered(so_far)
        if not isinstance(given, Wrote):
            return Refused(_("Type a point in a few words, and send it."))
        fresh = [line for line in map(_bare, given.text.splitlines()) if line and line not in so_far]
        if any(len(line) > self.longest for line in fresh):
            return Refused(_n("A point has at most {count} character.", "A point has at most {count} characters.", 500))
        if len(so_far) + len(fresh) > self.most:
            return Refused(_n("At most {count} point fits.", "At most {count} points fit.", self.most))
        return Partly([*so_far, *fresh])

    def fits(self, value: Value) -> bool:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)

    def label(self, value: Value) -> Text:
        return Joined(tuple(f"• {one}" for one in value), "\n")


def _bare(line: str) -> str:
    """A line without the dash or dot that people put before a point."""
    return line.strip().lstrip("-•*– ").strip()
