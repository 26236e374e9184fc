"""The clock: APScheduler ticks; the promises are rows. A tick claims what is due and carries it out."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.dialogue.desk import Desk
from bot.store import LeaseLost, Store
from bot.store.records import Due

TICK_SECONDS = 1
AT_ONCE = 20
NOTE_SECONDS = 5
log = logging.getLogger(__name__)

Handler = Callable[[Due], Awaitable[None]]


class Clock:
    """Carries out due rows with the handler of their kind; one that fails is tried again later, a few times."""

    def __init__(self, store: Store, desk: Desk, handlers: Mapping[str, Handler]) -> None:
        self._store = store
        self._desk = desk
        self._handlers = handlers
        # In UTC: a job between two and three at night would meet the clock change otherwise.
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._running: dict[asyncio.Task[None], int] = {}

    def start(self) -> None:
        """Begin to tick."""
        options = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        self._scheduler.add_job(self.tick, "interval", seconds=TICK_SECONDS, **options)
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more, and let what is being carried out end."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def tick(self) -> None:
        """Write down the outcomes that wait, claim what is due, and carry it out beside each other."""
        try:
            await self._desk.settle()
            claimed = await self._claim()
        except (LeaseLost, asyncio.CancelledError):  # cancelled at the end, which APScheduler would call an error
            return
        except Exception:
            log.exception("the clock could not look what is due; it looks again at the next tick")
            return
        for due in claimed:
            task = asyncio.create_task(self.carry_out(due))
            self._running[task] = due.id
            task.add_done_callback(self._running.pop)

    async def _claim(self) -> list[Due]:
        free = AT_ONCE - len(self._running)
        if free <= 0:
            return []
        kinds, moment, busy = tuple(self._handlers), self._desk.now(), tuple(self._running.values())
        async with self._store.reading() as books:
            if not await books.dues.any_ready(kinds, moment, busy):
                return []
        async with self._store.writing() as books:
            return await books.dues.claim(free, kinds, moment, busy)

    async def carry_out(self, due: Due) -> None:
        """Do it and note that it is done; when it fails, note when to try again."""
        with contextlib.suppress(LeaseLost):  # then another instance does it
            reason = await self._done(due)
            while not await self._noted(due, reason):  # noqa: ASYNC110 - nothing tells when the database is back
                await asyncio.sleep(NOTE_SECONDS)

    async def _done(self, due: Due) -> str:
        """Why it failed; nothing when it is done."""
        try:
            if await self._desk.permits(due):
                await self._handlers[due.kind](due)
        except LeaseLost:
            raise
        except Exception as error:
            log.exception("%s failed", due.name)
            return repr(error)
        return ""

    async def _noted(self, due: Due, reason: str) -> bool:
        """Write down what came of it; False when that cannot be done now. Until then it is not done a second time."""
        try:
            async with self._store.writing() as books:
                if reason:
                    await books.dues.again(due, reason, self._desk.now())
                else:
                    await books.dues.done(due)
        except LeaseLost:
            raise
        except Exception:
            log.exception("what came of %s cannot be written down yet", due.name)
            return False
        return True
