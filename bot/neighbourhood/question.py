"""What every question kind is: a definition, the widget it compiles to, how an input becomes a value, and its label."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.language import Text, _
from bot.neighbourhood.inputs import Input, SentOther
from bot.neighbourhood.widgets import Widget

Value = Any  # what `json` can hold: the value of an answer as it is stored
Cell = str | float  # the value in a spreadsheet
Shade = tuple[Cell, Text]  # what can be told of a value: for computers, and for people


@dataclass(frozen=True, slots=True)
class Answered:
    """The input answers the question with this value."""

    value: Value


@dataclass(frozen=True, slots=True)
class Partly:
    """The input is one step of several (a toggle, a first photo): this is the draft so far."""

    draft: Value


@dataclass(frozen=True, slots=True)
class Refused:
    """The input is no answer; `reason` says kindly what would be one."""

    reason: Text


Outcome = Answered | Partly | Refused


@dataclass(frozen=True)
class Question(ABC):
    """A question: `key` names its answer within a conversation, `text` is what is asked, `hint` helps.

    Subclasses are the kinds. Each has a `kind` (its name in surveys and in the database) and is found by itself
    when its module stands in `bot/neighbourhood/kinds/`.
    """

    key: str
    text: Text

    kind: ClassVar[str]

    @property
    @abstractmethod
    def hint(self) -> Text:
        """A line of help below the question."""

    @property
    @abstractmethod
    def optional(self) -> bool:
        """Whether the question can be skipped."""

    @abstractmethod
    def widget(self, draft: Value) -> Widget:
        """How it is answered on a screen; `draft` is what was given so far, None at first."""

    @abstractmethod
    def take(self, given: Input, draft: Value) -> Outcome:
        """What an input means for this question. Doing the same input twice leaves the same draft."""

    @abstractmethod
    def fits(self, value: Value) -> bool:
        """Whether a stored value still answers the question as it is now."""

    @abstractmethod
    def label(self, value: Value) -> Text:
        """The value in the reader's words."""

    def plain(self, value: Value) -> str:
        """The value in one spreadsheet cell, in the words of the definition (keys, not labels)."""
        return str(value)

    def cell(self, value: Value) -> Cell:
        """The value for computers: a number for a number, else as `plain` has it."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return value if is_number else self.plain(value)

    def parts(self, value: Value) -> Sequence[Value]:
        """What an anonymised export counts apart: usually the value itself."""
        return (value,)

    def shades(self, value: Value) -> tuple[Shade, ...]:
        """What an anonymised export may say of the value, the most precise first.

        The first one that enough people share is shown, and nothing else of the value; no shades: nothing ever is.
        """
        return ((self.cell(value), self.label(value)),)

    @classmethod
    @abstractmethod
    def define(cls, key: str, text: Text, definition: Mapping[str, Any]) -> "Question":
        """The question of a survey's definition (see `docs/surveys.md`)."""


def refuse_other(given: SentOther) -> Refused:
    """The kind answer to a sticker, a voice message or a poll where an answer was expected."""
    if given.what in ("voice", "audio", "video_note"):
        return Refused(_("I cannot listen yet. Could you type it?"))
    return Refused(_("That is nice, but I cannot read an answer in it. Could you type it or tap a button?"))
