"""Surveys: questions as data, with conditions and constraints. The definition is described in `docs/surveys.md`."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, time, tzinfo
from functools import cached_property
from typing import Any

from bot.language import PerLanguage, Text, _, lines, translator
from bot.neighbourhood.expression import Expression, parse
from bot.neighbourhood.kinds import define
from bot.neighbourhood.question import Question, Value
from bot.neighbourhood.refusal import Refusal
from bot.neighbourhood.survey_check import problems
from bot.neighbourhood.survey_keys import NOTE, PER_LANGUAGE, REFERENCE

_NOT_HERE = _("This answer does not fit here. Could you give another one?")


@dataclass(frozen=True, slots=True)
class Note:
    """A text between the questions that asks nothing."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """A question or a note, the condition under which it is asked, and what its answer must meet.

    `refers` tells whether its texts name earlier answers (`${key}`).
    """

    question: Question | Note
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Text = ""
    refers: bool = False

    @property
    def key(self) -> str:
        """The key of the question or note."""
        return self.question.key

    def check(self, value: Value, answers: Mapping[str, Value], today: date | None = None) -> Text | None:
        """Why this value cannot be the answer, given the other answers; None when it can, or when it is skipped."""
        if self.constraint is None or value in (None, "", []):
            return None
        if self.constraint.holds({**answers, self.key: value}, value, today):
            return None
        return self.constraint_message or _NOT_HERE


@dataclass(frozen=True)
class Survey:
    """A survey that can be asked. Two surveys are equal when their definitions are.

    `opens` and `closes` are moments with a zone; a day without a time opens at its beginning, closes at its end.
    """

    slug: str = field(compare=False)
    title: PerLanguage = field(compare=False)
    description: Text = field(compare=False)
    questions: tuple[Item, ...] = field(compare=False)
    opens: datetime | None = field(compare=False)
    closes: datetime | None = field(compare=False)
    definition: Mapping[str, Any] = field(repr=False, hash=False)

    @classmethod
    def from_data(cls, data: Mapping[str, Any], zone: tzinfo = UTC) -> "Survey":
        """The survey of canonical data; times without an offset are in `zone`. Refusal names every problem."""
        if found := list(problems(data)):
            raise Refusal(lines(*(problem.sentence() for problem in found)))
        return cls(
            data["slug"],
            PerLanguage(data["title"]),
            PerLanguage(data["description"]) if "description" in data else "",
            tuple(_item(item) for item in data["questions"]),
            _moment(data.get("opens"), zone, time.min),
            _moment(data.get("closes"), zone, time.max),
            deepcopy(dict(data)),
        )

    def to_data(self) -> dict[str, Any]:
        """The canonical data it was made of, fit for JSON."""
        return deepcopy(dict(self.definition))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in: those of the title first, the one all others fall back on at the front."""
        texts = [self.title, *(item.question.text for item in self.questions)]
        return tuple(dict.fromkeys(language for text in texts if isinstance(text, PerLanguage) for language in text))

    @cached_property
    def _straight(self) -> bool:
        """Whether all answers lead along the same path."""
        return not any(item.relevant or item.refers for item in self.questions)

    def is_open(self, now: datetime) -> bool:
        """Whether it takes answers at this moment."""
        return (self.opens is None or self.opens <= now) and (self.closes is None or now <= self.closes)

    def relevant(self, answers: Mapping[str, Value], today: date | None = None) -> Sequence[Item]:
        """The items on the path of these answers, in order, with `${key}` in their texts filled in.

        An answer off the path counts as not given. The items after an open question are those that would follow
        if it stayed empty.
        """
        if self._straight:
            return self.questions
        path: list[Item] = []
        live: dict[str, Value] = {}
        for item in self.questions:
            if item.relevant is not None and not item.relevant.holds(live, None, today):
                continue
            path.append(_filled(item, _labels(path, live)) if item.refers else item)
            given = answers.get(item.key)
            if given is not None and not isinstance(item.question, Note):
                live[item.key] = given
        return path

    def steps(self, answers: Mapping[str, Value], today: date | None = None) -> int:
        """How many questions are on the path of these answers; notes do not count."""
        return questions_on(self.relevant(answers, today))


def questions_on(path: Sequence[Item]) -> int:
    """How many of these items are questions; notes do not count."""
    return sum(not isinstance(item.question, Note) for item in path)


def _item(data: Mapping[str, Any]) -> Item:
    definition = {key: PerLanguage(value) if key in PER_LANGUAGE else value for key, value in data.items()}
    if "options" in data:
        options = data["options"]
        definition["options"] = [{"key": one["key"], "label": PerLanguage(one["label"])} for one in options]
    key, kind, text = data["key"], data["kind"], definition["text"]
    question = Note(key, text) if kind == NOTE else define(kind, key, text, definition)
    message = definition.get("constraint-message", "")
    return Item(
        question,
        parse(data["relevant"]) if "relevant" in data else None,
        parse(data["constraint"]) if "constraint" in data else None,
        message,
        any(map(_refers, (*_texts(question).values(), message))),
    )


def _moment(written: str | None, zone: tzinfo, without_time: time) -> datetime | None:
    if written is None:
        return None
    if len(written) <= len("2026-05-31"):
        return datetime.combine(date.fromisoformat(written), without_time, zone)
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _labels(path: Sequence[Item], live: Mapping[str, Value]) -> dict[str, Text]:
    """What was answered so far, in words; nothing where the answer no longer fits."""
    return {
        item.key: item.question.label(live[item.key]) if item.question.fits(live[item.key]) else ""
        for item in path
        if not isinstance(item.question, Note) and item.key in live
    }


def _filled(item: Item, labels: Mapping[str, Text]) -> Item:
    changed: dict[str, Any] = {
        name: _fill(text, labels) for name, text in _texts(item.question).items() if _refers(text)
    }
    message = _fill(item.constraint_message, labels)
    return replace(item, question=replace(item.question, **changed), constraint_message=message)


def _texts(question: Question | Note) -> dict[str, Any]:
    return {one.name: getattr(question, one.name) for one in fields(question)}


def _refers(text: object) -> bool:
    return isinstance(text, PerLanguage) and any(REFERENCE.search(words) for words in text.values())


def _fill(text: Text, labels: Mapping[str, Text]) -> Text:
    if not isinstance(text, PerLanguage):
        return text
    return PerLanguage({language: _written(words, language, labels) for language, words in text.items()})


def _written(words: str, language: str, labels: Mapping[str, Text]) -> str:
    return REFERENCE.sub(lambda found: translator(language)(labels.get(found[1], "")), words)
