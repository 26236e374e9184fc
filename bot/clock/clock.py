"""The clock: APScheduler ticks; the promises are rows. A tick claims what is due and carries it out."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.dialogue.desk import Desk
from bot.store import Store
from bot.store.records import Due

TICK_SECONDS = 1
AT_ONCE = 20
HOLD_SECONDS = 30
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
        self._held = 0.0

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
            await self._hold()
            claimed = await self._claim()
        except Exception:
            log.exception("the clock could not look what is due; it looks again at the next tick")
            return
        for due in claimed:
            task = asyncio.create_task(self.carry_out(due))
            self._running[task] = due.id
            task.add_done_callback(self._running.pop)

    async def _hold(self) -> None:
        """What takes long stays claimed, so that it is not begun a second time."""
        moment = time.monotonic()
        if self._running and moment - self._held > HOLD_SECONDS:
            async with self._store.writing() as books:
                await books.dues.hold(tuple(self._running.values()))
            self._held = moment

    async def _claim(self) -> list[Due]:
        free = AT_ONCE - len(self._running)
        if free <= 0:
            return []
        async with self._store.reading() as books:
            if not await books.dues.any_ready(tuple(self._handlers)):
                return []
        async with self._store.writing() as books:
            return await books.dues.claim(free, tuple(self._handlers))

    async def carry_out(self, due: Due) -> None:
        """Do it and note that it is done; when it fails, note when to try again."""
        try:
            if await self._desk.permits(due):
                await self._handlers[due.kind](due)
        except Exception as error:
            log.exception("%s failed", due.name)
            async with self._store.writing() as books:
                await books.dues.again(due, repr(error))
            return
        async with self._store.writing() as books:
            await books.dues.done(due)
