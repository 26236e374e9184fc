"""What can be exported, one thing in each file: the same rows for every format.

A new thing is a new module here, and its name is what people ask for. It has `COLUMNS` (the header row, English and
documented in `docs/exports.md`), `rows` (an async generator of portions of tuples in the order of the columns) and
`total` (how many rows there will be).
"""

import importlib
import pkgutil
from collections.abc import AsyncIterator, Sequence
from typing import Any, Protocol, cast

from bot.exchange.reader import Reader
from bot.neighbourhood.places import Neighbourhood
from bot.store import Books

Portion = Sequence[tuple[Any, ...]]


class What(Protocol):
    """A module of this package. Cells are text, numbers, or None where there is nothing."""

    @property
    def COLUMNS(self) -> tuple[str, ...]:  # noqa: N802 - a constant of the module
        """The header row."""

    def rows(self, books: Books, neighbourhood: Neighbourhood, reader: Reader) -> AsyncIterator[Portion]:
        """The rows, in portions."""

    async def total(self, books: Books, neighbourhood: Neighbourhood) -> int:
        """How many rows there are, for the bar that shows progress."""


def whats() -> dict[str, What]:
    """Everything that can be exported, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name.replace("_", "-"): cast(What, importlib.import_module(f"{__name__}.{name}")) for name in names}
