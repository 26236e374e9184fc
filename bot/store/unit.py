"""One unit of work: one transaction, its shelves, and the savepoint of the turn at hand."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncTransaction

from bot.store import tables
from bot.store.chain import Chain
from bot.store.records import Answer, Conversation, Due, Heard, Membership, Prompt, Resident
from bot.store.shelf import Shelf

if TYPE_CHECKING:
    from bot.store.lease import Lease

_ID: Callable[[Any], int] = attrgetter("id")
_WHO: Callable[[Any], int] = attrgetter("resident_id")
_MEMBERSHIP = attrgetter("resident_id", "neighbourhood_id", "role")


class Unit:
    """The rows of the dialogue's log (`residents`, `conversations`, `answers`, `prompts`) and the connection.

    Books that work with SQL of their own ask for it with `sql()`: then everything staged is written first, within the
    savepoint of the turn, so that foreign keys hold and a failing turn takes its own rows with it, and no other's.
    """

    def __init__(self, connection: AsyncConnection, lease: "Lease | None" = None) -> None:
        self.connection = connection
        # The instance that this is done by; None for who only reads.
        self.lease = lease
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
        # Who is acting: the resident whose turn it is; nobody outside of turns, as on the command line.
        self.actor: int | None = None
        self.chain = Chain()
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

    async def finish(self) -> None:
        """Write all there is, the audit log last; the commit is next."""
        await self.write()
        await self.chain.write(self.connection)

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
        self.actor = None
        savepoint, self._savepoint = self._savepoint, None
        for shelf in self._shelves:
            if kept:
                shelf.settle()
            else:
                shelf.drop()
        if kept:
            self.chain.settle()
        else:
            self.chain.drop()
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
