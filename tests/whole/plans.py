"""What people have to say, and what stands in the exports when none of it was lost or misfiled."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from bot.neighbourhood.themes import THEMES
from tests.whole.form import SLUG

HOMES = ("flat", "house", "boat")
WISHES = ("bench", "shop", "tree")


@dataclass
class Plan:
    """One conversation: what is meant to each question, what is said to some of them first by mistake.

    A mistake is taken back by *back* at the question after it, or from the summary.
    """

    script: str
    meant: dict[str, Any]
    mistakes: dict[str, Any] = field(default_factory=dict)
    backs: frozenset[str] = frozenset()

    @property
    def row(self) -> dict[str, str]:
        """An idea as it stands in the export."""
        place, photos = self.meant["idea-place"], self.meant["idea-photos"]
        spot = place if isinstance(place, tuple) else ("", "")
        return {
            "theme": self.meant["idea-theme"],
            "text": self.meant["idea-text"],
            "place-lat": str(spot[0]),
            "place-lon": str(spot[1]),
            "photos": str(len(photos)),
            "address": place if isinstance(place, str) else "",
            "name": self.meant.get("idea-name", ""),
            "channel": "chat",
            "state": "received",
        }

    @property
    def answers(self) -> dict[str, str]:
        """The answers of a survey as they stand in the export, by question."""
        asked = {key: value for key, value in self.meant.items() if value is not None}
        if asked["dog"] == "no":
            del asked["dog_name"]
        return {key: " ".join(value) if isinstance(value, list) else str(value) for key, value in asked.items()}


def survey(number: int, chance: Random) -> Plan:
    """A survey with one answer that nobody else gives, a mistake taken back and one changed in the end."""
    meant = {
        "word": f"sleutel {number}",
        "home": chance.choice(HOMES),
        "years": number,
        "wishes": [wish for wish in WISHES if chance.random() < 0.5] or ["tree"],
        "dog": chance.choice(("yes", "no")),
        "dog_name": f"Blafkaak {number}",
        "more": chance.choice((None, f"niets {number}")),
    }
    wrong = {
        "word": f"slot {number}",
        "home": chance.choice([home for home in HOMES if home != meant["home"]]),
        "years": 89,
        "wishes": ["bench"] if meant["wishes"] != ["bench"] else ["shop"],
        "dog": "no" if meant["dog"] == "yes" else "yes",
    }
    first, last = chance.sample(sorted(wrong), 2)
    return Plan(SLUG, meant, {first: wrong[first], last: wrong[last]}, frozenset({first}))


def idea(number: int, turn: int, chance: Random) -> Plan:
    """An idea that nobody else has, sometimes with another text at first."""
    name = f"idee {turn} van {number}"
    spot = (round(52 + number / 100, 6), round(5 + turn / 100, 6))
    meant = {
        "idea-theme": chance.choice(THEMES).key,
        "idea-text": f"Mijn {name}",
        "idea-photos": [f"foto {at} bij {name}".encode() for at in range(chance.choice((0, 1, 2)))],
        "idea-place": chance.choice((None, spot, f"Straat {number}-{turn}")),
        "idea-named": chance.choice(("with", "without")),
    }
    if meant["idea-named"] == "with":
        meant["idea-name"] = f"Bewoner {number}"
    mistakes = {"idea-text": f"Niet mijn {name}"} if chance.random() < 0.5 else {}
    return Plan("idea", meant, mistakes, frozenset(mistakes) if chance.random() < 0.5 else frozenset())
