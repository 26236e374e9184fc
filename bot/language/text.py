"""Lazy text: a text without a reader yet. It becomes a string when it is rendered for one resident."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Lazy:
    """A source text in English with its placeholders; translated when the reader is known.

    `plural` and `count` are given together: which form is shown depends on the reader's language.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Joined:
    """Several texts put together with a separator; empty parts leave no gap."""

    parts: "tuple[Text, ...]"
    separator: str = "\n"


class PerLanguage(Mapping[str, str]):
    """A text written by people in one or more languages, such as the question of a survey.

    Keys are language codes; the first one given is the fall-back for readers of other languages.
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(tuple(self._texts.items()))

    def __repr__(self) -> str:
        return f"PerLanguage({self._texts!r})"

    def read(self, language: str) -> str:
        """The text in this language, else in the first language it was written in."""
        return self._texts.get(language) or next(iter(self._texts.values()), "")


@dataclass(frozen=True, slots=True)
class When:
    """A moment on the clock on the wall, in the reader's words: the `day` (Thursday 28 May) or the `time` (19:30)."""

    moment: datetime
    form: Literal["day", "time"]


Text = str | Lazy | Joined | PerLanguage | When


def _(message: str, **values: object) -> Lazy:
    """Mark an English source text for translation; `{name}` placeholders are filled from `values`."""
    return Lazy(message, values)


def _n(singular: str, plural: str, count: int, **values: object) -> Lazy:
    """A text that depends on a number; `{count}` is filled in by itself."""
    return Lazy(singular, {"count": count, **values}, plural, count)


def lines(*parts: Text) -> Joined:
    """Texts under each other."""
    return Joined(parts, "\n")


def paragraphs(*parts: Text) -> Joined:
    """Texts under each other with a blank line between."""
    return Joined(parts, "\n\n")
