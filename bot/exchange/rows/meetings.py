"""Meetings, one in each row: what they were, who came, and what came of them."""

from contextlib import aclosing
from typing import Any

from bot.exchange.anonymous.crowd import FEW, HIDDEN
from bot.exchange.reader import Reader
from bot.exchange.what import Rows
from bot.language import PerLanguage
from bot.neighbourhood.meetings import Meeting
from bot.neighbourhood.meetings.meeting import COMMITMENT, POINT
from bot.neighbourhood.places import Neighbourhood
from bot.store import Books

PEOPLE = {"yes", "maybe", "no", "waiting", "came", "without-telegram"}  # columns that count them
WORDS = {"organisations", "decisions", "outcome"}  # in which people can be named
COLUMNS = (
    "meeting-id",
    "kind",
    "title",
    "start",
    "end",
    "address",
    "place-lat",
    "place-lon",
    "state",
    "capacity",
    "yes",
    "maybe",
    "no",
    "waiting",
    "came",
    "without-telegram",
    "tables",
    "points",
    "commitments",
    "ideas",
    "photos",
    "organisations",
    "decisions",
    "outcome",
)


async def rows(books: Books, neighbourhood: Neighbourhood, reader: Reader) -> Rows:
    """The meetings, the first one first."""
    for one in await books.meetings.all(neighbourhood.id):
        yield [await _row(books, neighbourhood, reader, one)]


async def anonymous(books: Books, neighbourhood: Neighbourhood, reader: Reader) -> Rows:
    """The meetings as everybody could read them in the agenda; few people are hidden, and what was written about them.

    No column is the sum of others, so what is hidden cannot be worked out from the rest.
    """
    async with aclosing(rows(books, neighbourhood, reader)) as portions:
        async for portion in portions:
            yield [tuple(_discreet(name, cell) for name, cell in zip(COLUMNS, row, strict=True)) for row in portion]


def _discreet(name: str, cell: Any) -> Any:
    if name in WORDS:
        return None
    return HIDDEN if name in PEOPLE and 0 < cell < FEW else cell


async def total(books: Books, neighbourhood: Neighbourhood) -> int:
    """How many meetings there are."""
    return len(await books.meetings.all(neighbourhood.id))


async def _row(books: Books, neighbourhood: Neighbourhood, reader: Reader, one: Meeting) -> tuple[Any, ...]:
    language = neighbourhood.languages[0]
    sheet = await books.attendances.sheet(one.id)
    notes = await books.notes.of(one.id)
    about = (one.id, one.kind, PerLanguage(one.title).read(language))
    there = (
        reader.clock(one.starts.isoformat()),
        reader.clock(one.ends.isoformat()),
        one.address,
        one.latitude,
        one.longitude,
    )
    counted = (one.state, one.capacity, sheet.yes, sheet.maybe, sheet.no, sheet.waiting, sheet.came, one.walk_ins)
    said = (
        len(await books.tables.of(one.id)),
        sum(note.kind == POINT for note in notes),
        sum(note.kind == COMMITMENT for note in notes),
        sum(note.idea_id is not None for note in notes),
        await books.notes.photos(one.id),
    )
    outcome = PerLanguage(one.outcome).read(language)
    return (*about, *there, *counted, *said, one.organisations, "\n".join(one.decisions), outcome)
