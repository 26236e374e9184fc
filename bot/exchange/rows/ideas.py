"""Ideas that were handed in and not withdrawn, one in each row."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from bot.exchange.reader import Reader
from bot.neighbourhood.places import Neighbourhood
from bot.store import Books

COLUMNS = (
    "idea-id",
    "created",
    "channel",
    "theme",
    "text",
    "place-lat",
    "place-lon",
    "photos",
    "state",
    "issue-id",
    "issue",
    "supporters",
    "address",
    "name",
)


async def rows(
    books: Books, neighbourhood: Neighbourhood, reader: Reader
) -> AsyncIterator[Sequence[tuple[Any, ...]]]:
    """The ideas, the oldest first."""
    clock = reader.clock
    async for portion in books.exports.ideas(neighbourhood.id):
        yield [
            (number, clock(created), *said_and_where, photos, state, None, None, supporters, address, name)
            for number, created, *said_and_where, photos, state, supporters, address, name in portion
        ]


async def total(books: Books, neighbourhood: Neighbourhood) -> int:
    """How many ideas there are."""
    return await books.ideas.count(neighbourhood.id)
