"""What every thing that can be exported is: a header row, and rows in portions."""

from collections.abc import AsyncGenerator, Sequence
from typing import Any, Protocol

from bot.exchange.reader import Reader
from bot.neighbourhood.places import Neighbourhood
from bot.store import Books

Rows = AsyncGenerator[Sequence[tuple[Any, ...]], None]


class What(Protocol):
    """A module of `bot/exchange/rows/`. Cells are text, numbers, or None where there is nothing."""

    @property
    def COLUMNS(self) -> tuple[str, ...]:  # noqa: N802 - a constant of the module
        """The header row: English, and documented in `docs/exports.md`."""

    def rows(self, books: Books, neighbourhood: Neighbourhood, reader: Reader) -> Rows:
        """All rows in portions, each row in the order of the columns."""

    def anonymous(self, books: Books, neighbourhood: Neighbourhood, reader: Reader) -> Rows:
        """The same columns without anything that points at somebody: see `bot.exchange.anonymous`."""

    async def total(self, books: Books, neighbourhood: Neighbourhood) -> int:
        """How many rows there are, for a bar that shows progress."""
