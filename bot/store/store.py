"""The store: opens the database, and hands out books, one transaction at a time."""

import asyncio
import errno
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

from sqlalchemy import select, text
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, InternalError, OperationalError, StatementError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.language import _
from bot.neighbourhood.refusal import Refusal
from bot.store import schema
from bot.store.books import Books
from bot.store.engine import fold_log, is_embedded, open_engine
from bot.store.lease import Lease
from bot.store.tables import meta
from bot.store.unit import Unit

# In a space of keys of its own, apart from the chats. It does not wait long: beats must go on.
_ONE_AT_A_TIME = text(
    "SELECT set_config('lock_timeout', '1000', true), pg_advisory_xact_lock(hashtext('wijkbot'), hashtext('instance'))"
)


class Store:
    """The database behind the books. On SQLite one writer at a time; on PostgreSQL one for each chat."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.embedded = is_embedded(url)
        self._writer = open_engine(url)
        self._reader = open_engine(url, writing=False) if self.embedded else self._writer
        self._beats = open_engine(url, lasting=False) if self.embedded else self._writer
        self._writing = asyncio.Lock()
        self.lease = Lease(self)

    @classmethod
    async def open(cls, url: str) -> "Store":
        """Open the database; Refusal when it is not there, locked, or has another schema than this program."""
        store = cls(url)
        try:
            await schema.check(store._writer, embedded=store.embedded)
        except (OperationalError, OSError) as error:
            await store.close()
            raise trouble(error) from error
        except Refusal:
            await store.close()
            raise
        return store

    async def close(self) -> None:
        """Close every connection."""
        for engine in (self._writer, self._reader, self._beats):
            await engine.dispose()

    @asynccontextmanager
    async def writing(self, *chats: int) -> AsyncIterator[Books]:
        """Books in one transaction: committed at the end, rolled back when something is raised.

        On PostgreSQL the chats are locked until then, so that two turns of one person never run at the same time.
        Raises `LeaseLost` when another instance has taken over.
        """
        async with self._transaction(self._writer) as connection:
            if not self.embedded:
                await _lock(connection, chats)
            await self.lease.check(connection)
            books = Books(Unit(connection, self.lease))
            yield books
            await books.unit.finish()

    @asynccontextmanager
    async def beating(self) -> AsyncIterator[Books]:
        """Books for signs of life. A power cut may undo those, as nobody outlives it: no waiting for the disk."""
        async with self._transaction(self._beats) as connection:
            yield Books(Unit(connection))

    @asynccontextmanager
    async def among_instances(self) -> AsyncIterator[Books]:
        """Books to change in who the instances are, one program at a time."""
        async with self._transaction(self._beats) as connection:
            if not self.embedded:
                await connection.execute(_ONE_AT_A_TIME)
            yield Books(Unit(connection))

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        """Committed at the end; on SQLite only one at a time."""
        async with self._writing if self.embedded else nullcontext(), engine.connect() as connection:
            await connection.begin()
            yield connection
            await connection.commit()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Books]:
        """Books to read from, seeing one moment; nothing is kept of what is written."""
        async with self._reader.connect() as connection:
            await connection.begin()
            yield Books(Unit(connection))
            await connection.rollback()

    async def answers(self) -> bool:
        """Whether the database answers."""
        try:
            async with self.reading() as books:
                await books.unit.connection.execute(select(meta.c.key).limit(1))
        except (DBAPIError, OSError):
            return False
        return True

    async def empty_log(self) -> None:
        """Have nothing of the past in SQLite's write-ahead log; raises when somebody is still reading from it."""
        if self.embedded:
            async with self._writing:
                await asyncio.to_thread(fold_log, self.url)

    async def stamp(self, bot: int, name: str, address: str = "") -> None:
        """Tie the database to this bot, found by this name and at this address (see `Identity.stamp`)."""
        async with self.writing() as books:
            await books.identity.stamp(bot, name, address)


async def _lock(connection: AsyncConnection, chats: tuple[int, ...]) -> None:
    for chat in sorted(set(chats)):
        await connection.execute(text("SELECT pg_advisory_xact_lock(:chat)"), {"chat": chat})


def is_lasting(error: BaseException) -> bool:
    """Whether the database refused the data itself, so that the same would be refused again."""
    passing = (OperationalError, InterfaceError, InternalError)
    return isinstance(error, StatementError) and not isinstance(error, passing)


def trouble_of(error: BaseException) -> Refusal | None:
    """The one sentence about an error, when it is one of the database or of the disk."""
    return trouble(error) if isinstance(error, ArgumentError | DBAPIError | OSError) else None


def _finds_no_room(error: BaseException) -> bool:
    """Whether the disk is full; SQLite calls that an I/O error when it opens a database."""
    if isinstance(error, OSError):
        return error.errno == errno.ENOSPC
    return getattr(getattr(error, "orig", None), "sqlite_errorname", "") == "SQLITE_IOERR_SHMSIZE"


def trouble(error: BaseException) -> Refusal:
    """The one sentence that says what is wrong with the database and what to do."""
    if isinstance(error, ArgumentError):
        return Refusal(_("WIJKBOT_DATABASE_URL is not the address of a database. Check its form, and its port."))
    words = str(getattr(error, "orig", None) or error).lower()
    if _finds_no_room(error):
        words = "disk full"
    if "locked" in words:
        return Refusal(_("The database is in use by another program. Stop that one, or wait a moment and try again."))
    if "disk" in words and "full" in words:
        return Refusal(_("The disk is full. Make room and start again; nothing that was confirmed is lost."))
    if "unable to open" in words:
        return Refusal(_("The database cannot be opened. Does the directory exist, and may this user write there?"))
    if isinstance(error, DBAPIError) and "connection" in words:
        return Refusal(_("The database does not answer. Is it running, and is WIJKBOT_DATABASE_URL right?"))
    return Refusal(_("The database cannot be used: {reason}.", reason=words.splitlines()[0]))
