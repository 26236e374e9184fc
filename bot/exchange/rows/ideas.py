"""Ideas that were handed in and not withdrawn, one in each row."""

from contextlib import aclosing

from bot.exchange.anonymous.ideas import anonymous
from bot.exchange.reader import Reader
from bot.exchange.what import Rows
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


__all__ = ["COLUMNS", "anonymous", "rows", "total"]


async def rows(books: Books, neighbourhood: Neighbourhood, reader: Reader) -> Rows:
    """The ideas, the oldest first."""
    clock = reader.clock
    async with aclosing(books.exports.ideas(neighbourhood.id)) as portions:
        async for portion in portions:
            yield [
                (number, clock(created), *said, photos, state, None, None, supporters, address, name)
                for number, created, *said, photos, state, supporters, address, name in portion
            ]


async def total(books: Books, neighbourhood: Neighbourhood) -> int:
    """How many ideas there are."""
    return await books.ideas.count(neighbourhood.id)
