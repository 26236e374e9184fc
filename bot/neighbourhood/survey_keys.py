"""The keys of a question in a survey and what each may hold; where one is wrong, a sentence says how it should be."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from bot.language import Text, _
from bot.neighbourhood.expression import NAME, parse
from bot.neighbourhood.kinds import kinds
from bot.neighbourhood.pattern import pattern
from bot.neighbourhood.refusal import Refusal

Path = tuple[str | int, ...]
Fault = tuple[Path, Text]  # where it is, below the place that was checked, and what is wrong
Check = Callable[[str, Any], Iterator[Fault]]

NOTE = "note"
WITH_OPTIONS = ("choice", "choices", "ranking")
MOST_OPTIONS = 50  # more buttons than this cannot be overseen on a telephone
LONGEST_TEXT = 3000  # a message holds 4096 characters; hint, progress and buttons need room as well
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
QUESTION_KEY = re.compile(rf"(?=.{{1,64}}$){NAME}")
OPTION_KEY = re.compile(r"[\w.-]{1,64}")
REFERENCE = re.compile(rf"\$\{{\s*({NAME})\s*\}}")


def check_texts(key: str, value: Any) -> Iterator[Fault]:
    """A text for each language: `{nl: …, en: …}`."""
    if not isinstance(value, Mapping) or not value:
        yield (), _("“{key}” must be a text, or a text for each language", key=key)
        return
    for language, text in value.items():
        if not (isinstance(language, str) and LANGUAGE.fullmatch(language)):
            yield (language,), _("“{language}” is not the code of a language, like nl or en", language=language)
        elif not isinstance(text, str) or not text.strip():
            yield (language,), _("“{key}” has no text in {language}", key=key, language=language)
        elif len(text) > LONGEST_TEXT:
            yield (language,), _("“{key}” is longer than {most} characters", key=key, most=LONGEST_TEXT)


def check_options(key: str, value: Any) -> Iterator[Fault]:
    """A list of `{key, label}`, every key once and without spaces."""
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_OPTIONS:
        yield (), _("“{key}” must be a list of 1 to {most} options", key=key, most=MOST_OPTIONS)
        return
    seen: set[str] = set()
    for index, option in enumerate(value):
        for path, text in _option_faults(option, index + 1, seen):
            yield (index, *path), text


def _option_faults(option: Any, number: int, seen: set[str]) -> Iterator[Fault]:
    if not isinstance(option, Mapping) or set(option) != {"key", "label"}:
        yield (), _("option {number} needs a key and a label, and nothing else", number=number)
        return
    key = option["key"]
    if not (isinstance(key, str) and OPTION_KEY.fullmatch(key)):
        yield ("key",), _("the key of option {number} must be letters and digits, without spaces", number=number)
    elif key in seen:
        yield ("key",), _("the option “{key}” stands in the list twice", key=key)
    else:
        seen.add(key)
    yield from ((("label", *path), text) for path, text in check_texts("label", option["label"]))
    if any(REFERENCE.search(str(text)) for text in _values(option["label"])):
        yield ("label",), _("the label of option {number} cannot hold the answer to another question", number=number)


def _values(texts: Any) -> list[Any]:
    return list(texts.values()) if isinstance(texts, Mapping) else []


def check_expression(key: str, value: Any) -> Iterator[Fault]:
    """An expression that can be read."""
    if not isinstance(value, str):
        yield (), _("“{key}” must be an expression between quotes", key=key)
        return
    try:
        parse(value)
    except Refusal as refusal:
        yield (), _("“{key}” cannot be read: {reason}", key=key, reason=refusal.text)


def _check_pattern(key: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield (), _("“{key}” must be a regular expression between quotes", key=key)
        return
    try:
        pattern(value)
    except Refusal as refusal:
        yield (), refusal.text


def _check_truth(key: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield (), _("“{key}” must be true or false", key=key)


def _check_number(key: str, value: Any) -> Iterator[Fault]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield (), _("“{key}” must be a number", key=key)


def _check_count(key: str, value: Any) -> Iterator[Fault]:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LONGEST_TEXT:
        yield (), _("“{key}” must be a whole number from 0 to {most}", key=key, most=LONGEST_TEXT)


def _check_columns(key: str, value: Any) -> Iterator[Fault]:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 8:
        yield (), _("“{key}” must be a whole number from 1 to 8", key=key)


def _check_day(key: str, value: Any) -> Iterator[Fault]:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        yield (), _("“{key}” must be a date like 2026-05-31", key=key)


CHECKS: dict[str, Check] = {
    "hint": check_texts,
    "optional": _check_truth,
    "options": check_options,
    "columns": _check_columns,
    "least": _check_count,
    "most": _check_count,
    "low": _check_number,
    "high": _check_number,
    "decimals": _check_truth,
    "low-label": check_texts,
    "high-label": check_texts,
    "pattern": _check_pattern,
    "pattern-message": check_texts,
    "first": _check_day,
    "last": _check_day,
}
FOR_ALL: dict[str, Check] = {"text": check_texts, "relevant": check_expression}
FOR_QUESTIONS: dict[str, Check] = {
    "constraint": check_expression,
    "constraint-message": check_texts,
    "sensitive": _check_truth,
}
PER_LANGUAGE = frozenset(key for key, check in {**CHECKS, **FOR_ALL, **FOR_QUESTIONS}.items() if check is check_texts)


def known_kinds() -> list[str]:
    """What can stand in a survey: every kind of question, and the note."""
    return sorted([*kinds(), NOTE])


def checks_of(kind: str) -> dict[str, Check]:
    """The keys that a question of this kind can have beside `key` and `kind`, with their checks."""
    if kind == NOTE:
        return FOR_ALL
    names = {field.name.replace("_", "-") for field in fields(kinds()[kind])} | {"hint"}
    own = {key: check for key, check in CHECKS.items() if key in names}
    return {**FOR_ALL, **own, **FOR_QUESTIONS}
