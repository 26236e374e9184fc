"""What people have to say, and what stands in the exports when none of it was lost or misfiled."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from bot.neighbourhood.themes import THEMES
from tests.torture import questions
from tests.torture.habits import Habits

IDEA = "idea"


@dataclass
class Plan:
    """One conversation: what is meant to each question, and what is said to some of them first by mistake.

    A mistake is taken back by *back* at the question after it, or from the summary. At `leaves` somebody walks away
    for good. `given` is what was said last to each question, `heard` what the screen has shown to be taken in.
    """

    script: str
    meant: dict[str, Any]
    mistakes: dict[str, Any] = field(default_factory=dict)
    backs: frozenset[str] = frozenset()
    leaves: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    heard: dict[str, Any] = field(default_factory=dict)
    finished: bool = False

    def asks(self, key: str) -> bool:
        """Whether this question stands on the path of what was said."""
        if key == questions.DOG_NAME:
            return self.given.get(questions.DOG) == "yes"
        return key != "idea-name" or self.given.get("idea-named") == "with"

    def regretted(self) -> list[str]:
        """Questions on the path that were last answered with something else than was meant."""
        return [key for key, value in self.given.items() if self.asks(key) and value != self.meant[key]]

    def answers(self) -> dict[str, str]:
        """What was taken in, as it stands in the export of answers, by question."""
        return {key: plain(self.heard[key]) for key in self.taken_in()}

    def taken_in(self) -> list[str]:
        """The questions to which the screen showed that an answer was taken in."""
        return [key for key, value in self.heard.items() if value is not None and self.asks(key)]

    def row(self) -> dict[str, str]:
        """An idea as it stands in the export of ideas."""
        place, photos = self.meant["idea-place"], self.meant["idea-photos"]
        spot = place if isinstance(place, tuple) else ("", "")
        return {
            "theme": self.meant["idea-theme"],
            "text": self.meant["idea-text"],
            "place-lat": str(spot[0]),
            "place-lon": str(spot[1]),
            "photos": str(len(photos)),
            "address": place if isinstance(place, str) else "",
            "name": self.meant["idea-name"] if self.meant["idea-named"] == "with" else "",
            "channel": "chat",
            "state": "received",
        }


def plain(value: Any) -> str:
    """A value as it stands in a cell of an export."""
    return " ".join(value) if isinstance(value, list) else str(value)


def survey(number: int, chance: Random, count: int, habits: Habits) -> Plan:
    """A survey with answers that nobody else gives, perhaps a mistake taken back and others changed in the end."""
    meant = {questions.key(at): _meant(at, number, chance) for at in range(1, count + 1)}
    tapped = [questions.key(at) for at in range(1, count) if questions.kind(at) == "choice"]
    wrong = {}
    if chance.random() < habits.mistaken:
        for key in chance.sample(tapped, min(2, len(tapped))):
            wrong[key] = chance.choice([one for one in questions.OPTIONS if one != meant[key]])
        wrong[questions.DOG] = "no" if meant[questions.DOG] == "yes" else "yes"
    leaves = questions.key(chance.randint(2, count)) if chance.random() < habits.leaving else ""
    return Plan(questions.SLUG, meant, wrong, frozenset(list(wrong)[:1]), leaves)


def _meant(at: int, number: int, chance: Random) -> Any:
    match questions.kind(at):
        case "text":
            return f"woord {at} van {number}"
        case "number":
            return number
        case "yes-no":
            return chance.choice(("yes", "no"))
        case "choices":
            return [one for one in questions.OPTIONS if chance.random() < 0.4] or ["d"]
        case _:
            return chance.choice(questions.OPTIONS)


def idea(number: int, turn: int, chance: Random) -> Plan:
    """An idea that nobody else has, sometimes with another text at first."""
    name = f"idee {turn} van {number}"
    spot = (round(52 + number / 100_000, 6), round(5 + turn / 100, 6))
    meant = {
        "idea-theme": chance.choice(THEMES).key,
        "idea-text": f"Mijn {name}",
        "idea-photos": [f"foto bij {name}".encode()] if chance.random() < 0.15 else [],
        "idea-place": chance.choice((None, None, spot, f"Straat {number}-{turn}")),
        "idea-named": chance.choice(("with", "without")),
        "idea-name": f"Bewoner {number}",
    }
    mistakes = {"idea-text": f"Niet mijn {name}"} if chance.random() < 0.3 else {}
    return Plan(IDEA, meant, mistakes, frozenset(mistakes) if chance.random() < 0.5 else frozenset())
