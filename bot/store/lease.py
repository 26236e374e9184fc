"""The lease: which instance of the bot may write and send, so that two of them never do the same work.

An instance is a row, and its number the fencing number: each commit looks whether the row is still there. One that
works alone has the database to itself. Replicas (PostgreSQL with a webhook) share it; one of them leads: it has the
lease for bulk and for the clock. Who gives no sign of life is removed by others, and then writes and sends nothing.
"""

import asyncio
import logging
import math
import os
import socket
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import process
from bot.store.instances import Instance
from bot.store.watch import HOLD_SECONDS, Watch, steady

if TYPE_CHECKING:
    from bot.store.books import Books
    from bot.store.store import Store

PATIENCE_SECONDS = 1.0
# PostgreSQL ends a transaction that does nothing for so long, so that a paused instance holds up nobody. It is less
# than what others wait before they take over.
_IDLE_MILLISECONDS = "4000"
_STILL_THERE = "SELECT 1 FROM instance WHERE id = ?"
# KEY SHARE: until the commit nobody can remove the row, and its beats go on.
_STAYS_THERE = text(
    "SELECT set_config('idle_in_transaction_session_timeout', :idle, true)"
    " FROM instance WHERE id = :number FOR KEY SHARE"
)
log = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another instance has taken over: this one commits nothing and sends nothing any more."""


class Lease:
    """The place of this program among the instances. Until it joins it is a command: it writes beside them."""

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._watch = Watch()
        self._until = math.inf
        self.number: int | None = None
        self.alone = True
        self.leads = True
        self.lost = False
        self._left = False
        self.count = 1
        self.other: Instance | None = None
        self.on_lost: Callable[[], None] = _nothing

    def holds(self) -> bool:
        """Whether this instance may send now: nobody can have taken over yet."""
        return steady() < self._until

    async def join(self, *, alone: bool) -> bool:
        """Become an instance; False while that has to wait for the `other` one, which must be gone first."""
        began = steady()
        async with self._store.reading() as books:
            found = await books.instances.all()
        gone = self._watch.gone(found, began)
        in_the_way = [one for one in found if one not in gone and (alone or one.alone)]
        if in_the_way:
            self.other = in_the_way[0]
            return False
        return await self._joined(gone, alone)

    async def _joined(self, gone: Sequence[Instance], alone: bool) -> bool:
        began = steady()
        try:
            async with self._store.among_instances() as books:
                number, leads = await _added(books, gone, alone=alone)
        except OperationalError:
            if self._store.embedded:
                _end(gone)
            raise
        if number is None:
            return False
        self.number, self.alone, self.leads = number, alone, leads
        self._until = began + HOLD_SECONDS
        return True

    async def beat(self) -> None:
        """Give a sign of life, and take over from replicas that give none. Raises `LeaseLost`."""
        began = steady()
        async with self._store.beating() as books:
            there = await books.instances.beat(self.number or 0)
            found = [] if self.alone else await books.instances.all()
        if not there:
            self._lose()
        self._until = began + HOLD_SECONDS
        if not self.alone:
            await self._look_after(found, began)

    async def _look_after(self, found: Sequence[Instance], began: float) -> None:
        gone = [one for one in self._watch.gone(found, began) if one.id != self.number]
        staying = [one for one in found if one not in gone]
        self.count = len(staying)
        led = any(one.leads for one in staying)
        if led and not (gone and self.leads):
            return
        async with self._store.among_instances() as books:
            for one in gone:
                await books.instances.remove(one)
            rest = await books.instances.all()
            leads = self.leads or not any(one.leads for one in rest)
            if leads and not self.leads:
                await books.instances.lead(self.number or 0)
        self.leads = leads

    async def leave(self) -> None:
        """Give the place up, so that another one takes over at once."""
        if self.number is None or self.lost or self._left:
            return
        self._left = True
        async with self._store.among_instances() as books:
            await books.instances.leave(self.number)
        self._until = -math.inf

    async def check(self, connection: AsyncConnection) -> None:
        """Within a transaction: this instance is still one, until the commit. Raises `LeaseLost`."""
        if self.number is None:
            return
        if self._store.embedded:  # there the transaction has the only write lock
            found = await connection.exec_driver_sql(_STILL_THERE, (self.number,))
        else:
            found = await connection.execute(_STAYS_THERE, {"number": self.number, "idle": _IDLE_MILLISECONDS})
        if found.first() is None:
            self._lose()

    async def is_surely_lost(self) -> bool:
        """Whether another one has taken over for certain; with no answer from the database nobody has."""
        if self.holds() or self.number is None:
            return False
        try:
            async with asyncio.timeout(PATIENCE_SECONDS), self._store.reading() as books:
                return not await books.instances.is_there(self.number)
        except Exception:
            log.exception("whether another instance has taken over could not be looked up")
            return False

    def _lose(self) -> None:
        self._until = -math.inf
        if not self._left:
            self.lost = True
            self.on_lost()
        raise LeaseLost("another instance has taken over")


async def _added(books: "Books", gone: Sequence[Instance], *, alone: bool) -> tuple[int | None, bool]:
    """The number of a new instance, and whether it leads; None when there is no place for it after all."""
    for one in gone:
        await books.instances.remove(one)
    rest = await books.instances.all()
    if any(alone or one.alone for one in rest):
        return None, False
    number = await books.instances.add(_here(), process.own(), alone=alone)
    leads = not any(one.leads for one in rest)
    if leads:
        await books.instances.lead(number)
    return number, leads


def _end(gone: Sequence[Instance]) -> None:
    """Who was paused while it was writing keeps SQLite's lock until it ends. What was confirmed is not lost by that."""
    for one in gone:
        if process.end(one.process):
            log.warning("%s gave no sign of life and kept the database locked: it was ended", one.place)


def _here() -> str:
    return f"{socket.gethostname()}, process {os.getpid()}"


def _nothing() -> None:
    """Nobody needs to hear of it."""
