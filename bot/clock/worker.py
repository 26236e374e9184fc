"""The worker: a process of its own for long work, so that nobody's reply waits for it. Heavy imports live here."""

import asyncio
import contextlib
import logging
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from bot.channel.redact import install
from bot.neighbourhood.refusal import Refusal

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """An export to make: of which database and neighbourhood, what, in which format and form, and where it goes."""

    database: str
    slug: str
    what: str
    form: str
    path: Path
    timezone: str
    identified: bool


class Worker:
    """One process that does one thing at a time; `done` says how far it is. Started when it is first needed."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._done: Synchronized[int] | None = None
        self._pool: ProcessPoolExecutor | None = None

    @property
    def done(self) -> int:
        """How many rows of the work at hand are done."""
        return self._done.value if self._done is not None else 0

    def export(self, order: ExportOrder) -> "asyncio.Future[int]":
        """Make an export in the worker: how many rows it has. Raises what making it raised."""
        pool, done = self._started()
        done.value = 0
        return asyncio.get_running_loop().run_in_executor(pool, _export, order)

    def backup(self, database: str, directory: Path, path: Path) -> "asyncio.Future[int]":
        """Make a backup in the worker: how many rows it has. Raises what making it raised."""
        pool, _done = self._started()
        return asyncio.get_running_loop().run_in_executor(pool, _backup, database, directory, path)

    def _started(self) -> "tuple[ProcessPoolExecutor, Synchronized[int]]":
        # Not before it is needed: a shared value brings a process of its own, that outlives a bot that is killed.
        if self._pool is None or self._done is None:
            self._done = self._context.Value("q", 0)
            self._pool = ProcessPoolExecutor(1, self._context, _share, (self._done,))
        return self._pool, self._done

    def close(self) -> None:
        """Stop the process; what it was doing is done again after the next start."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():  # Python would wait for them, and nobody else has any
                process.terminate()


_counter: "Synchronized[int] | None" = None


def _share(counter: "Synchronized[int]") -> None:
    global _counter  # noqa: PLW0603 - how a pool hands a shared value to its process
    _counter = counter
    install()


def _count(done: int, total: int | None) -> None:
    if _counter is not None:
        _counter.value = done


def _backup(database: str, directory: Path, path: Path) -> int:
    from bot.store.backup import make_backup

    with _failures_told():
        return make_backup(database, directory, path)


def _export(order: ExportOrder) -> int:
    with _failures_told():
        return asyncio.run(_exported(order))


@contextlib.contextmanager
def _failures_told() -> Iterator[None]:
    """An error crosses to the bot without its traceback, so it is told here."""
    try:
        yield
    except Refusal:
        raise
    except Exception:
        log.exception("long work failed")
        raise


async def _exported(order: ExportOrder) -> int:
    from bot.exchange.export import export
    from bot.store import Store

    store = await Store.open(order.database)
    try:
        async with store.reading() as books:
            place = await books.neighbourhoods.named(order.slug)
            return await export(
                books,
                place,
                order.what,
                order.form,
                order.path,
                timezone=order.timezone,
                identified=order.identified,
                progress=_count,
            )
    finally:
        await store.close()
