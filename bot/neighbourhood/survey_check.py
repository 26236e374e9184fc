"""What is wrong with the definition of a survey: every problem with its place, so that a reader of files can point."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from bot.language import Text, _
from bot.neighbourhood.expression import parse
from bot.neighbourhood.places import SLUG
from bot.neighbourhood.refusal import Refusal
from bot.neighbourhood.survey_keys import (
    PER_LANGUAGE,
    QUESTION_KEY,
    REFERENCE,
    WITH_OPTIONS,
    Fault,
    Path,
    check_texts,
    checks_of,
    known_kinds,
)

SURVEY_KEYS = ("slug", "title", "description", "opens", "closes", "questions")
MOST_QUESTIONS = 200
WIDEST_SCALE = 20
_RANGES = (("least", "most"), ("low", "high"), ("first", "last"))


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (`text`) and where: the keys and indexes that lead there. `question` is its key, if any."""

    where: Path
    text: Text
    question: str = ""

    def sentence(self) -> Text:
        """The problem with the question it is in."""
        return _("question “{key}”: {problem}", key=self.question, problem=self.text) if self.question else self.text


def problems(data: Any) -> Iterator[Problem]:
    """Every problem of a survey's canonical data; none when it can be asked."""
    if not isinstance(data, Mapping):
        yield Problem((), _("a survey needs a title and questions"))
        return
    for path, text in _survey_faults(data):
        yield Problem(path, text)
    questions = data.get("questions")
    if not isinstance(questions, list) or not 1 <= len(questions) <= MOST_QUESTIONS:
        yield Problem(("questions",), _("“questions” must be a list of 1 to {most} questions", most=MOST_QUESTIONS))
        return
    before: dict[str, str] = {}
    for index, item in enumerate(questions):
        key = str(item.get("key") or index + 1) if isinstance(item, Mapping) else str(index + 1)
        for path, text in _item_faults(item, before):
            yield Problem(("questions", index, *path), text, key)
        if isinstance(item, Mapping):
            before[key] = str(item.get("kind"))


def _survey_faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _unknown(data, SURVEY_KEYS)
    if not SLUG.fullmatch(str(data.get("slug", ""))):
        yield ("slug",), _("“slug” must be 1 to 40 small letters, digits and hyphens")
    yield from _below("title", check_texts("title", data.get("title")))
    if "description" in data:
        yield from _below("description", check_texts("description", data["description"]))
    yield from _time_faults(data)


def _time_faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    times = []
    for key in ("opens", "closes"):
        try:
            times.append(datetime.fromisoformat(data[key]).replace(tzinfo=None) if key in data else None)
        except (TypeError, ValueError):
            yield (key,), _("“{key}” must be a time like 2026-05-31 or 2026-05-31T20:00", key=key)
            return
    opens, closes = times
    if opens and closes and closes < opens:
        yield ("closes",), _("“closes” must be after “opens”")


def _item_faults(item: Any, before: Mapping[str, str]) -> Iterator[Fault]:
    if not isinstance(item, Mapping):
        yield (), _("it needs at least a key, a kind and a text")
        return
    key, kind = item.get("key"), item.get("kind")
    if not (isinstance(key, str) and QUESTION_KEY.fullmatch(key)):
        yield ("key",), _("“key” must be a word of letters and digits that begins with a letter")
    elif key in before:
        yield ("key",), _("another question has this key as well")
    if kind not in known_kinds():
        yield ("kind",), _("“kind” must be one of: {kinds}", kinds=", ".join(known_kinds()))
        return
    yield from _key_faults(item, str(kind))
    yield from _reference_faults(item, before)


def _key_faults(item: Mapping[str, Any], kind: str) -> Iterator[Fault]:
    checks = checks_of(kind)
    yield from _unknown(item, ("key", "kind", *checks))
    needed = ("text", "options") if kind in WITH_OPTIONS else ("text",)
    for key in needed:
        if key not in item:
            yield (), _("“{key}” is missing", key=key)
    wrong = False
    for key in (key for key in item if key in checks):
        for path, text in checks[key](key, item[key]):
            wrong = True
            yield (key, *path), text
    if not wrong:
        yield from _range_faults(item, kind)


def _range_faults(item: Mapping[str, Any], kind: str) -> Iterator[Fault]:
    for low, high in _RANGES:
        if low in item and high in item and item[low] > item[high]:
            yield (high,), _("“{high}” must not be below “{low}”", high=high, low=low)
    if kind == "scale":
        low_end, high_end = item.get("low", 1), item.get("high", 5)
        whole = isinstance(low_end, int) and isinstance(high_end, int)
        if not whole or not 1 <= high_end - low_end <= WIDEST_SCALE:
            yield (), _("a scale runs over whole numbers, at most {most} steps", most=WIDEST_SCALE)
    if kind in WITH_OPTIONS and item.get("least", 0) > len(item.get("options", ())):
        yield ("least",), _("“least” asks for more options than there are")


def _reference_faults(item: Mapping[str, Any], before: Mapping[str, str]) -> Iterator[Fault]:
    known = {key for key, kind in before.items() if kind != "note"}
    for place, keys in _references(item):
        own = {str(item.get("key"))} if place == "constraint" else set()
        for key in sorted(keys - known - own):
            yield (place,), _("“{place}” uses “{key}”, which is not a question before this one", place=place, key=key)


def _references(item: Mapping[str, Any]) -> Iterator[tuple[str, set[str]]]:
    for place in ("relevant", "constraint"):
        try:
            yield place, set(parse(item[place]).keys) if isinstance(item.get(place), str) else set()
        except Refusal:
            continue
    for place in PER_LANGUAGE & item.keys():
        texts = item[place].values() if isinstance(item[place], Mapping) else ()
        yield place, {key for text in texts for key in REFERENCE.findall(str(text))}


def _unknown(data: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[Fault]:
    for key in (key for key in data if key not in known):
        near = get_close_matches(str(key), known, 1)
        if near:
            yield (key,), _("“{key}” is not known here; did you mean “{near}”?", key=key, near=near[0])
        else:
            yield (key,), _("“{key}” is not known here; known are: {known}", key=key, known=", ".join(known))


def _below(key: str, faults: Iterator[Fault]) -> Iterator[Fault]:
    return (((key, *path), text) for path, text in faults)
