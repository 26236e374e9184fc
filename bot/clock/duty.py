"""Duty: being one instance among others. It stands by until there is a place, gives signs of life, and may lead."""

import asyncio
import contextlib
import logging
import math
from collections.abc import Awaitable, Callable

from bot.channel.outbox import Outbox
from bot.dialogue.desk import Desk
from bot.language import _
from bot.neighbourhood.refusal import Refusal
from bot.store import LeaseLost, Store
from bot.store.watch import BEAT_SECONDS, GONE_SECONDS, steady

LOOK_SECONDS = 0.3
# Replicas wait for each other's replies, so what became of those is written down soon.
SETTLE_SECONDS = 0.2
log = logging.getLogger(__name__)


class Duty:
    """`lead` is done once, when this instance has the lease; `share` hears how many instances share the rate."""

    def __init__(
        self,
        store: Store,
        desk: Desk,
        outbox: Outbox,
        lead: Callable[[], Awaitable[None]],
        share: Callable[[int], None],
    ) -> None:
        self._store = store
        self._lease = store.lease
        self._desk = desk
        self._outbox = outbox
        self._lead = lead
        self._share = share
        self._leading = False
        self._in_trouble = False  # which is told once, not at every beat
        self._tasks: list[asyncio.Task[None]] = []
        self.joined = False

    @property
    def told(self) -> str:
        """Who is at work instead of this instance, as one sentence."""
        other = self._lease.other
        if other is None:
            return "standby: takes a place as soon as the database lets it"
        since = (other.leads or other.started).isoformat(sep=" ", timespec="seconds")
        return f"standby: {other.place} is at work since {since}; takes over as soon as that one is gone"

    async def stand_by(self, stopping: asyncio.Event, *, alone: bool, patient: bool) -> None:
        """Returns when there is a place for this instance, or when it stops. Refusal when it is not `patient`."""
        until = math.inf if patient else steady() + GONE_SECONDS + BEAT_SECONDS
        told = ""
        while not stopping.is_set() and not await self._joins(alone):
            if self._lease.other is not None and told != self.told:
                told = self.told
                log.info(told)
            if steady() > until:
                raise Refusal(_("Another wijkbot works with this database. Stop that one first."))
            await _until(stopping, LOOK_SECONDS)

    async def _joins(self, alone: bool) -> bool:
        try:
            self.joined = await self._lease.join(alone=alone)
        except Exception:
            if not self._in_trouble:
                log.exception("this instance cannot take its place until the database answers again")
            self._in_trouble = True
            return False
        self._in_trouble = False
        return self.joined

    async def begin(self) -> None:
        """Give signs of life from now on, and take over what was left when this instance leads."""
        self._tasks.append(asyncio.create_task(self._beats()))
        await self._take_up()
        if not self._lease.alone:
            self._tasks += [asyncio.create_task(self._settles()), asyncio.create_task(self._leads())]

    async def end(self) -> None:
        """Give the place up; whoever stands by takes over at once."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.joined:
            await self._lease.leave()

    async def _beats(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                await self._lease.beat()
            except LeaseLost:
                return
            except Exception:
                if not self._in_trouble:
                    log.exception("no sign of life can be given; nothing is sent until the database answers again")
                self._in_trouble = True
            else:
                self._in_trouble = False
                self._share(self._lease.count)

    async def _settles(self) -> None:
        while True:
            await asyncio.sleep(SETTLE_SECONDS)
            with contextlib.suppress(Exception):  # it was logged where it went wrong, and is tried again
                await self._desk.settle()

    async def _leads(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                await self._take_up()
            except LeaseLost:
                return
            except Exception:
                log.exception("what other instances left cannot be taken over yet")

    async def _take_up(self) -> None:
        """What only the one that leads does: send what others left, and have the clock go."""
        if self._lease.leads:
            self._outbox.post(await self._desk.unsent(), adopted=not self._lease.alone)
            if not self._leading:
                await self._lead()
                self._leading = True


async def _until(stopping: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)
