"""Two lanes to Telegram under one limit: replies first, bulk in what is left.

Slots are evenly spaced, never a burst: bursts are what a strict window punishes. Of what is unused nothing is saved up.
"""

import asyncio
import heapq
import itertools
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any, NamedTuple

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

SHARE = 0.98
# How late a slot may be given without being lost. With SHARE it adds up to at most the rate in any one second.
SLACK_SECONDS = 0.02
PERSON_SECONDS = 1.0
PERSON_BURST = 3
# Refusals in this many chats within these seconds mean that the limit of all was passed, not that of one person.
SEVERAL, WITHIN_SECONDS = 3, 5.0
SLOWEST = 1 / 16
CREEP_PER_SECOND = 0.05
_REMEMBERED = 10_000
_SOON = 1e-6

Chat = int | str
Callback = Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]]


class _Waiter(NamedTuple):
    at: float
    turn: int
    chat: Chat
    slot: "asyncio.Future[None]"


class Lanes(BaseRateLimiter[dict[str, str]]):
    """Limits what goes to chats: `rate` messages per second in all (0 is no limit) and one a second to a person.

    Calls without a `chat_id` pass freely. PTB's methods choose a lane with `rate_limit_args={"lane": "bulk"}`.
    """

    def __init__(self, rate: float = 30.0) -> None:
        self._whole = self._interval = 1 / (rate * SHARE) if rate else 0.0
        self._pace = 1.0
        self._next = 0.0
        self._paced = 0.0
        self._slowed = 0.0
        self._persons: dict[Chat, float] = {}
        self._pauses: dict[Chat, float] = {}
        self._floods: dict[Chat, float] = {}
        self._lanes: tuple[list[_Waiter], list[_Waiter]] = ([], [])
        self._turns = itertools.count()
        self._timer: asyncio.TimerHandle | None = None

    def share(self, count: int) -> None:
        """From now on so many replicas send at the same rate in all."""
        self._interval = self._whole * count

    async def initialize(self) -> None:
        """Nothing to prepare (part of PTB's interface)."""

    async def shutdown(self) -> None:
        """Stop handing out slots (part of PTB's interface)."""
        if self._timer:
            self._timer.cancel()
            self._timer = None

    async def process_request(
        self,
        callback: Callback,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: dict[str, str] | None,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        """Make the call when its turn has come (part of PTB's interface)."""
        chat = data.get("chat_id")
        bulk = (rate_limit_args or {}).get("lane") == "bulk"
        if chat is not None and not self.free(chat):
            await self.turn(chat, bulk)
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            if chat is not None:
                self.flooded(chat, _seconds(error.retry_after))
            raise

    def free(self, chat: Chat) -> bool:
        """Take a slot at once if there is one and nobody waits; costs next to nothing."""
        if not self._interval and not self._pauses:
            return True
        now = _now()
        if self._lanes[0] or self._lanes[1] or now < self._next or now < self._earliest(chat):
            return False
        self._next = now  # what was not used before is not saved up
        self._grant(chat, now)
        return True

    async def turn(self, chat: Chat, bulk: bool) -> None:
        """Wait for a slot."""
        waiter = _Waiter(self._earliest(chat), next(self._turns), chat, asyncio.get_running_loop().create_future())
        heapq.heappush(self._lanes[bulk], waiter)
        self._arm()
        await waiter.slot

    def flooded(self, chat: Chat, seconds: float) -> None:
        """Telegram refused a call for now: this chat pauses, all pause when it is not just this chat; slow down."""
        now = _now()
        self._floods = {other: at for other, at in self._floods.items() if now - at < WITHIN_SECONDS}
        self._floods[chat] = now
        self._pauses[chat] = max(self._pauses.get(chat, 0.0), now + seconds)
        if len(self._floods) >= SEVERAL:
            self._next = max(self._next, now + seconds)
        if now - self._slowed >= 1:  # refusals of calls that were under way together count once
            self._pace = max(self._pace / 2, SLOWEST)
            self._slowed = self._paced = now

    def _arm(self) -> None:
        firsts = [lane[0].at for lane in self._lanes if lane]
        if self._timer:
            self._timer.cancel()
        when = max(self._next, min(firsts)) if firsts else 0.0
        self._timer = asyncio.get_running_loop().call_at(when, self._hand_out) if firsts else None

    def _hand_out(self) -> None:
        now = _now() + _SOON
        while now >= self._next and (waiter := self._first(now)):
            self._grant(waiter.chat, now)
            waiter.slot.set_result(None)
        self._arm()

    def _first(self, now: float) -> _Waiter | None:
        for lane in self._lanes:
            while lane and lane[0].at <= now:
                waiter = heapq.heappop(lane)
                if waiter.slot.done():  # whoever waited was cancelled
                    continue
                earliest = self._earliest(waiter.chat)
                if earliest <= now:
                    return waiter
                heapq.heappush(lane, waiter._replace(at=earliest))
        return None

    def _earliest(self, chat: Chat) -> float:
        paused = self._pauses.get(chat, 0.0)
        if not self._interval:
            return paused
        return max(paused, self._persons.get(chat, 0.0) - (PERSON_BURST - 1) * PERSON_SECONDS)

    def _grant(self, chat: Chat, now: float) -> None:
        self._creep(now)
        self._pauses.pop(chat, None)
        if not self._interval:
            return
        self._next = max(self._next, now - SLACK_SECONDS) + self._interval / self._pace
        self._persons[chat] = max(self._persons.get(chat, 0.0), now) + PERSON_SECONDS
        if len(self._persons) > _REMEMBERED:
            self._persons = {other: at for other, at in self._persons.items() if at > now}

    def _creep(self, now: float) -> None:
        if self._pace < 1:
            self._pace = min(1.0, self._pace + (now - self._paced) * CREEP_PER_SECOND)
            self._paced = now


def _now() -> float:
    return asyncio.get_running_loop().time()


def _seconds(value: float | timedelta) -> float:
    return value.total_seconds() if isinstance(value, timedelta) else float(value)
