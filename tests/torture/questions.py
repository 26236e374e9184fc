"""The survey of the evening: as many questions as wanted, and the words by which each is recognised on a screen."""

import re
from pathlib import Path
from typing import Any

import yaml

SLUG = "avond"
OPTIONS = "abcd"
TRUTHS = {"yes": ("Ja", "Yes"), "no": ("Nee", "No")}
# Question 4 is whether one has a dog; question 5, its name, is for who has one.
DOG, DOG_NAME = "q04", "q05"
ASKED = re.compile(r"\b(?:Vraag|Question) (\d+) (?:van vanavond|of tonight)")


def kind(number: int) -> str:
    """What kind of question this is: most are answered with one tap."""
    if number in (4, 5):
        return {4: "yes-no", 5: "text"}[number]
    return {0: "choices", 3: "text", 7: "number"}.get(number % 10, "choice")


def key(number: int) -> str:
    """The key of a question."""
    return f"q{number:02}"


def number_of(asked: str) -> int:
    """The number of the question with this key."""
    return int(asked[1:])


def label(number: int, option: str) -> tuple[str, str]:
    """What stands on a button, in Dutch and in English; no other question has it."""
    return f"{number}{option} graag", f"{number}{option} please"


def _question(number: int) -> dict[str, Any]:
    what = kind(number)
    text = {"nl": f"Vraag {number} van vanavond?", "en": f"Question {number} of tonight?"}
    asked: dict[str, Any] = {"key": key(number), "kind": what, "text": text}
    if what in ("choice", "choices"):
        labels = [(one, label(number, one)) for one in OPTIONS]
        asked["options"] = [{"key": one, "label": {"nl": dutch, "en": english}} for one, (dutch, english) in labels]
    elif what == "number":
        asked |= {"low": 0, "high": 1_000_000}
    if key(number) == DOG_NAME:
        asked["relevant"] = f"${{{DOG}}} = 'yes'"
    return asked


def write(directory: Path, count: int) -> Path:
    """The survey as a file that `wijkbot survey add` reads."""
    path = directory / f"{SLUG}.yaml"
    survey = {
        "slug": SLUG,
        "title": {"nl": "De avond", "en": "The evening"},
        "questions": [_question(number) for number in range(1, count + 1)],
    }
    path.write_text(yaml.safe_dump(survey, allow_unicode=True, sort_keys=False), "utf-8")
    return path
