"""The rows of meetings: who came, and what came of it."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.exchange.export import export
from bot.neighbourhood.meetings import Brief
from bot.neighbourhood.meetings.meeting import COMMITMENT, POINT
from bot.store.log import started
from tests.exchange.export.conftest import Collected

START = datetime(2026, 5, 28, 17, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Amsterdam")


async def test_a_meeting_is_a_row_with_what_came_of_it(collected: Collected, out: Path) -> None:
    async with collected.store.writing() as books:
        organiser = collected._somebody(books)
        talk = books.log.put_conversation(started(organiser, "new-meeting", {}, START))
        brief = Brief("cafe", {"en": "Café", "nl": "Buurtcafé"}, START, START + timedelta(hours=2), "Dorpshuis", 10)
        made = await books.meetings.make(organiser, talk, brief, ZONE, START - timedelta(days=9))
        coming = await books.attendances.put(made.id, organiser, guests=2, came=START)
        await books.seats.take(made, organiser.id, coming.party, START - timedelta(days=8))
        await books.notes.write(talk, made.id, None, POINT, ["benches", "=SUM(1)"])
        await books.notes.write(talk, made.id, None, COMMITMENT, ["Jan asks"])
        await books.meetings.closed(made, START, walk_ins=4, organisations="Gemeente", decisions=["a", "b"], outcome={})
    path = out / "meetings.csv"
    async with collected.store.reading() as books:
        await export(books, collected.neighbourhood, "meetings", "csv", path, timezone="Europe/Amsterdam")
    (cells,) = csv.DictReader(path.read_text(encoding="utf-8").splitlines(keepends=True))
    assert (cells["title"], cells["start"], cells["state"]) == ("Buurtcafé", "2026-05-28T19:30:00+02:00", "closed")
    assert (cells["yes"], cells["came"], cells["without-telegram"], cells["capacity"]) == ("3", "3", "4", "10")
    assert (cells["points"], cells["commitments"], cells["organisations"]) == ("2", "1", "Gemeente")
    assert cells["decisions"] == "a\nb"
