"""Ideas that point at nobody: what many share of each, its words only where a facilitator cleared them."""

from array import array
from collections.abc import Hashable, Iterable, Sequence
from contextlib import aclosing
from sys import intern
from typing import Any

from bot.exchange.anonymous.chance import ids, portions, shuffled
from bot.exchange.anonymous.crowd import HIDDEN, Crowd, Trait
from bot.exchange.reader import Reader
from bot.exchange.what import Rows
from bot.neighbourhood.places import Neighbourhood
from bot.store import Books

PORTION = 1000
# As many as there are traits below.
_HIDDEN = (HIDDEN,) * 7


class _Ideas:
    """The traits of all ideas, column by column: some hundred bytes for each."""

    def __init__(self) -> None:
        self.numbers, self.persons, self.sensitive = array("q"), array("q"), bytearray()
        self.months: list[str] = []
        self.themes: list[str] = []
        self.channels: list[str] = []
        self.states: list[str] = []
        self.photos: list[int] = []
        self.supporters: list[int] = []
        self.places: list[tuple[int | None, int | None]] = []

    def add(self, portion: Sequence[Sequence[Any]], reader: Reader) -> None:
        """The rows of `Traits.ideas`."""
        numbers, persons, sensitive, created, themes, channels, states, photos, supporters, *place = zip(
            *portion, strict=True
        )
        self.numbers.extend(numbers)
        self.persons.extend(persons)
        self.sensitive.extend(sensitive)
        self.months.extend(map(reader.clock.month, created))
        self.themes.extend(map(intern, themes))
        self.channels.extend(map(intern, channels))
        self.states.extend(map(intern, states))
        self.photos.extend(photos)
        self.supporters.extend(supporters)
        self.places.extend(zip(*place, strict=True))

    def crowd(self) -> Crowd:
        """Whose they are, and which can hurt."""
        return Crowd(self.persons, self.sensitive)

    def traits(self) -> Iterable[Trait]:
        """What is told of them, the most telling first."""
        columns: tuple[Sequence[Hashable], ...] = (
            self.themes,
            self.months,
            self.places,
            self.states,
            self.channels,
            self.supporters,
            self.photos,
        )
        return ((column,) for column in columns)


async def anonymous(books: Books, neighbourhood: Neighbourhood, reader: Reader) -> Rows:
    """The ideas in an order of chance; those of which there are too few as one row without values."""
    found = _Ideas()
    async with aclosing(books.traits.ideas(neighbourhood.id)) as read:
        async for portion in read:
            found.add(portion, reader)
    cleared = await books.traits.cleared_ideas(neighbourhood.id)
    parts, few = found.crowd().parts(found.traits())
    shown: list[Any] = [_HIDDEN] * len(found.numbers)
    for rows, values in parts:
        for row in rows:
            shown[row] = values
    # A row that shows nothing at all stands for all of them, so that they cannot be counted.
    silent = [row for row in few if found.numbers[row] not in cleared]
    left_out = set(silent[1:])
    listed = shuffled(row for row in range(len(shown)) if row not in left_out)
    for some in portions(listed, PORTION):
        numbers = [found.numbers[row] for row in some]
        words = await books.traits.idea_words(cleared.intersection(numbers)) if cleared else {}
        named = zip(ids(len(some)), numbers, some, strict=True)
        yield [_row(name, shown[row], words.get(number)) for name, number, row in named]


def _row(name: str, values: tuple[Any, ...], words: str | None) -> tuple[Any, ...]:
    theme, month, place, state, channel, supporters, photos = values
    latitude, longitude = _HIDDEN[:2] if place is HIDDEN else map(_degrees, place)
    return name, month, channel, theme, words, latitude, longitude, photos, state, None, None, supporters, None, None


def _degrees(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100
