"""The story of the example village as data: who lives there, and what they want to say (`villagers.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

STORY = Path(__file__).parent / "villagers.yaml"

# An answer as a person gives it: an option's key or several, a number, words, degrees of latitude and longitude.
# `{first: …, back: …}` goes back at once and answers otherwise; `{first: …, change: …}` does so at the summary.
Plan = Any
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Idea:
    """What somebody hands in; `place` is an address or a point (degrees), `photos` how many there are."""

    theme: str
    text: str
    place: str | Point | None = None
    photos: int = 0
    named: bool = False


@dataclass(frozen=True, slots=True)
class Villager:
    """Somebody with a phone. `age` is adult, child (with a parent's yes) or alone (a child that did not ask yet).

    `surveys` are answers by survey and question: an optional question without one is skipped, and at any other
    the villager puts the phone away.
    """

    name: str
    language: str = "nl"
    age: Literal["adult", "child", "alone"] = "adult"
    ideas: tuple[Idea, ...] = ()
    surveys: Mapping[str, Mapping[str, Plan]] = field(default_factory=dict)


@cache
def villagers() -> tuple[Villager, ...]:
    """Everybody of the village."""
    return tuple(_villager(told) for told in yaml.safe_load(STORY.read_text(encoding="utf-8")))


def _villager(told: dict[str, Any]) -> Villager:
    return Villager(**{**told, "ideas": tuple(Idea(**idea) for idea in told.get("ideas", ()))})
