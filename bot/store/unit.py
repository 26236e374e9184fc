"""One unit of work: one transaction, its shelves, and the savepoint of the turn at hand."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from operator import attrgetter
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncTransaction

from bot.store import tables
from bot.store.records import Answer, Conversation, Due, Heard, Membership, Prompt, Resident
from bot.store.shelf import Shelf

_ID: Callable[[Any], int] = attrgetter("id")
_WHO: Callable[[Any], int] = attrgetter("resident_id")
_MEMBERSHIP = attrgetter("resident_id", "neighbourhood_id", "role")


class Unit:
    """The rows of the dialogue's log (`residents`, `conversations`, `answers`, `prompts`) and the connection.

    Books that work with SQL of their own ask for it with `sql()`: then everything staged is written first, within the
    savepoint of the turn, so that foreign keys hold and a failing turn takes its own rows with it, and no other's.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self.residents = Shelf(tables.resident, Resident, _ID, attrgetter("person"))
        self.memberships = Shelf(tables.membership, Membership, _MEMBERSHIP, _WHO)
        self.conversations = Shelf(tables.conversation, Conversation, _ID, _WHO)
        self.answers = Shelf(tables.answer, Answer, attrgetter("conversation_id", "key"), attrgetter("conversation_id"))
        self.prompts = Shelf(tables.prompt, Prompt, _ID, _WHO, kept=("message", "shown"))
        self.heard = Shelf(tables.heard, Heard, attrgetter("chat", "message", "edited"))
        self.dues = Shelf(tables.due, Due, attrgetter("name"), unique=("name",))
        # In the order in which foreign keys want them written.
        self._shelves: tuple[Shelf[Any, Any], ...] = (
            self.residents,
            self.memberships,
            self.conversations,
            self.answers,
            self.prompts,
            self.heard,
            self.dues,
        )
        # What was read once in this transaction and does not change in it: neighbourhoods, surveys.
        self.memo: dict[object, Any] = {}
        self._savepoint: AsyncTransaction | None = None
        self._in_turn = False

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.connection.dialect.name

    async def sql(self) -> AsyncConnection:
        """The connection, with everything staged so far written."""
        if self._in_turn and self._savepoint is None:
            await self._write_settled()
            self._savepoint = await self.connection.begin_nested()
        await self.write()
        return self.connection

    async def write(self) -> None:
        """Write every shelf."""
        for shelf in self._shelves:
            await shelf.write(self.connection)

    async def _write_settled(self) -> None:
        # What earlier turns settled must stand before the savepoint: rolling this turn back may not undo it.
        staged = [shelf.lay_aside() for shelf in self._shelves]
        await self.write()
        for shelf, rows in zip(self._shelves, staged, strict=True):
            shelf.take_up(rows)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """A turn within the unit: all of it or nothing of it."""
        self._in_turn = True
        try:
            yield
        except BaseException:
            await self._end(kept=False)
            raise
        await self._end(kept=True)

    async def _end(self, *, kept: bool) -> None:
        self._in_turn = False
        savepoint, self._savepoint = self._savepoint, None
        for shelf in self._shelves:
            if kept:
                shelf.settle()
            else:
                shelf.drop()
        if savepoint is not None:
            await (savepoint.commit() if kept else savepoint.rollback())

    def forget(self, resident_id: int) -> None:
        """Let go of what this transaction holds of a resident whose rows were taken away."""
        self.residents.remove(lambda row: row.id == resident_id)
        for shelf in (self.memberships, self.conversations, self.prompts):
            shelf.remove(lambda row: _WHO(row) == resident_id)
        self.dues.remove(lambda row: row.resident_id == resident_id)
        gone = self.conversations
        self.answers.remove(lambda row: gone.get(row.conversation_id) is None)

    def forget_talk(self, number: int) -> None:
        """Let go of what this transaction holds of a conversation whose rows were taken away."""
        self.conversations.remove(lambda row: row.id == number)
        self.answers.remove(lambda row: row.conversation_id == number)
        self.prompts.remove(lambda row: row.conversation_id == number)
