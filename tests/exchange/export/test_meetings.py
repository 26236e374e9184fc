"""The rows of meetings: who came, and what came of it; anonymised, what stood in the agenda."""

import csv
from pathlib import Path

from bot.exchange.anonymous.crowd import HIDDEN
from bot.exchange.export import export
from tests.exchange.export.conftest import Collected

REPORT = {"walk_ins": 12, "organisations": "Jan van de gemeente", "decisions": ["Jan belt", "een bankje"]}


async def row(collected: Collected, path: Path, *, identified: bool) -> dict[str, str]:
    """The one row of the export."""
    async with collected.store.reading() as books:
        await export(books, collected.neighbourhood, "meetings", "csv", path, identified=identified)
    with path.open(newline="", encoding="utf-8") as file:
        (cells,) = csv.DictReader(file)
    return cells


async def test_a_meeting_is_a_row_with_what_came_of_it(collected: Collected, out: Path) -> None:
    await collected.meeting(**REPORT, outcome={})
    cells = await row(collected, out / "meetings.csv", identified=True)
    assert (cells["title"], cells["start"], cells["state"]) == ("Buurtcafé", "2026-06-09T14:34:56+02:00", "closed")
    assert (cells["yes"], cells["came"], cells["without-telegram"], cells["capacity"]) == ("3", "3", "12", "10")
    assert (cells["points"], cells["commitments"], cells["organisations"]) == ("2", "1", "Jan van de gemeente")
    assert cells["decisions"] == "Jan belt\neen bankje"


async def test_anonymised_few_people_are_hidden_and_nobody_is_named(collected: Collected, out: Path) -> None:
    await collected.meeting(**REPORT, outcome={"nl": "Jan regelt het"})
    cells = await row(collected, out / "meetings.csv", identified=False)
    assert (cells["yes"], cells["came"], cells["no"], cells["without-telegram"]) == (HIDDEN, HIDDEN, "0", "12")
    assert (cells["title"], cells["address"]) == ("Buurtcafé", "Dorpshuis")
    assert "Jan" not in (out / "meetings.csv").read_text(encoding="utf-8")


async def test_it_is_about_everybody_who_said_something_about_coming(collected: Collected) -> None:
    await collected.meeting()
    async with collected.store.reading() as books:
        assert await books.exports.people(collected.neighbourhood.id, "meetings") == 1
