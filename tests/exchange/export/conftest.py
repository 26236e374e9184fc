"""A neighbourhood with things to export, put straight into the store."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.neighbourhood.clearing import SHOWN, Spot
from bot.neighbourhood.ideas import Idea
from bot.neighbourhood.meetings import Brief, Meeting
from bot.neighbourhood.meetings.meeting import COMMITMENT, POINT
from bot.neighbourhood.places import Neighbourhood
from bot.store import Answer, Store
from bot.store.log import started
from bot.store.records import Conversation, Resident

MOMENT = datetime(2026, 5, 31, 12, 34, 56, 789, tzinfo=UTC)


@dataclass
class Collected:
    """What was collected in one neighbourhood."""

    store: Store
    neighbourhood: Neighbourhood
    persons: "count[int]"

    async def idea(self, text: str, *, of: Resident | None = None, **given: Any) -> Idea:
        """Somebody hands in an idea."""
        said = {"theme": "green", "place": None, "photos": [], "name": ""} | given
        async with self.store.writing() as books:
            resident = of or self._somebody(books)
            talk = books.log.put_conversation(started(resident, "idea", {}, datetime.now(UTC)))
            return await books.ideas.hand_in(resident, talk, text=text, **said)

    async def survey(self, *questions: Mapping[str, Any], slug: str = "buurt") -> int:
        """There is a survey (or a new version of it); returns its number."""
        definition = {"slug": slug, "title": {"nl": "Buurt"}, "questions": [dict(one) for one in questions]}
        async with self.store.writing() as books:
            return (await books.surveys.add(self.neighbourhood.id, definition)).id

    async def response(self, survey: int, *answers: Answer, state: str = "done") -> Conversation:
        """Somebody answers a survey."""
        async with self.store.writing() as books:
            talk = replace(started(self._somebody(books), "survey", {}, datetime.now(UTC), subject=survey), state=state)
            books.log.put_conversation(talk)
            for one in answers:
                books.log.put_answer(replace(one, conversation_id=talk.id))
        return talk

    async def somebody(self) -> Resident:
        """A resident."""
        async with self.store.writing() as books:
            return self._somebody(books)

    async def cleared(self, spot: Spot) -> None:
        """A facilitator says that this text may be shown."""
        by = await self.somebody()
        async with self.store.writing() as books:
            text = await books.clearings.text(self.neighbourhood.id, spot)
            assert text is not None
            await books.clearings.judge(text, SHOWN, by.id)

    async def meeting(self, **report: Any) -> Meeting:
        """An organiser makes a meeting in nine days, comes with two guests, and closes it with this report."""
        async with self.store.writing() as books:
            organiser = self._somebody(books)
            talk = books.log.put_conversation(started(organiser, "new-meeting", {}, MOMENT))
            starts = MOMENT + timedelta(days=9)
            brief = Brief(
                "cafe", {"en": "Café", "nl": "Buurtcafé"}, starts, starts + timedelta(hours=2), "Dorpshuis", 10
            )
            made = await books.meetings.make(organiser, talk, brief, UTC, MOMENT)
            coming = await books.attendances.put(made.id, organiser, guests=2, came=starts)
            await books.seats.take(made, organiser.id, coming.party, MOMENT)
            await books.notes.write(talk, made.id, None, POINT, ["benches", "trees"])
            await books.notes.write(talk, made.id, None, COMMITMENT, ["Jan asks"])
            if report:
                await books.meetings.closed(made, starts, **report)
            return made

    def _somebody(self, books: Any) -> Resident:
        number = next(self.persons)
        return books.people.change(books.people.new(number, number, "nl"), neighbourhood_id=self.neighbourhood.id)


def answer(key: str, kind: str, value: Any, **changes: Any) -> Answer:
    """An answer, of a response that is still to be made."""
    return replace(Answer(0, key, kind, value, MOMENT), **changes)


@pytest.fixture
async def collected(store: Store) -> Collected:
    async with store.writing() as books:
        neighbourhood = await books.neighbourhoods.add("oosterwijk", "Oosterwijk")
    return Collected(store, neighbourhood, count(1))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An empty directory."""
    directory = tmp_path / "out"
    directory.mkdir()
    return directory
