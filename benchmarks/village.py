"""A database for the benchmark: a neighbourhood with a survey, and thousands of residents who agreed already."""

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from benchmarks.rivals.questions import QUESTIONS, TITLE
from bot.neighbourhood.consent import VERSION
from bot.simulator.memory import FIRST_PERSON
from bot.store import Store
from bot.store.book import now
from bot.store.ids import new_id
from bot.store.records import Resident
from bot.store.tables import membership, resident

PAYLOAD = "s_oosterwijk_speed"


def make(directory: Path, residents: int) -> None:
    """Make the database of a data directory. The residents are the first accounts that a simulator gives out."""
    asyncio.run(_make(f"sqlite:///{directory / 'wijkbot.db'}", residents))


async def _make(url: str, residents: int) -> None:
    store = await Store.open(url)
    async with store.writing() as books:
        place = await books.neighbourhoods.add("oosterwijk", "Oosterwijk")
        await books.surveys.add(place.id, survey())
        rows = [_resident(FIRST_PERSON + number, place.id) for number in range(residents)]
        members = [
            {"resident_id": row["id"], "neighbourhood_id": place.id, "role": "resident", "since": row["created"]}
            for row in rows
        ]
        await books.unit.connection.execute(insert(resident), rows)
        await books.unit.connection.execute(insert(membership), members)
    await store.close()


def survey() -> dict[str, Any]:
    """The five questions as canonical data (see `docs/surveys.md`)."""
    questions = [
        {
            "key": key,
            "kind": "choice",
            "text": {"en": text},
            "options": [{"key": f"option-{at}", "label": {"en": label}} for at, label in enumerate(options)],
        }
        for key, text, options in QUESTIONS
    ]
    return {"slug": "speed", "title": {"en": TITLE}, "questions": questions}


def _resident(person: int, place: int) -> dict[str, Any]:
    return asdict(Resident(new_id(), person, person, "en", now(), agreed=VERSION, neighbourhood_id=place, warned=True))
