"""What an evening left behind, for the judge: the database, and the exports as an operator makes them."""

import csv
from collections.abc import Callable
from pathlib import Path

from tests.torture.judge import Evidence
from tests.torture.resident import Resident
from tests.torture.truth import Truth
from tests.whole.house import House

SLUG = "oosterwijk"
IDENTIFIED = ("--identified", "--reason", "comparing with what was said")
CarryOut = Callable[..., object]


def truth_of(house: House) -> Truth:
    """The database of this house."""
    data = house.directory / house.settings.get("data_dir", "data")
    return Truth(house.settings.get("database_url") or f"sqlite:///{data / 'wijkbot.db'}")


def gathered(house: House, residents: list[Resident], carry_out: CarryOut | None = None) -> Evidence:
    """The evidence about these people; commands are given to the house, or to `carry_out`."""
    truth = truth_of(house)
    return Evidence(
        residents=residents,
        kept=list(truth.answers()),
        ideas=list(truth.ideas()),
        heard=truth.heard(),
        known=truth.people(),
        answers=_exported(house.directory, "answers", carry_out or house.did),
        idea_rows=_exported(house.directory, "ideas", carry_out or house.did),
    )


def _exported(directory: Path, what: str, carry_out: CarryOut) -> list[dict[str, str]]:
    """The rows of an export."""
    path = directory / f"{what}.csv"
    carry_out("export", what, SLUG, "--format", "csv", "-o", str(path), *IDENTIFIED)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
