"""What every book is: the part of a unit of work that reads and writes one thing of the domain."""

from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.unit import Unit


class Book:
    """A part of the books, within one unit of work."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def _sql(self) -> AsyncConnection:
        """The connection with all that was staged written: for writing, and for reading what this turn wrote."""
        return await self._unit.sql()

    @property
    def _read(self) -> AsyncConnection:
        """The connection as it is: for reading what the shelves do not hold."""
        return self._unit.connection


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
