"""Hands that work through queues: in order within a queue, queues side by side."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")


class Crew(Generic[Item]):
    """At most `most` items are in hand at once. `work` says None when an item is done, or after how many seconds it
    must be tried again; that queue rests meanwhile and its hand goes on with another. `work` must not raise.
    """

    def __init__(self, work: Callable[[Item], Awaitable[float | None]], most: int) -> None:
        self._work = work
        self._most = most
        self._queues: dict[Hashable, deque[Item]] = {}
        self._ready: deque[Hashable] = deque()
        self._hands: set[asyncio.Task[Any] | None] = set()
        self._waiting: list[tuple[int, asyncio.Future[None]]] = []
        self._closed = False

    def put(self, queue: Hashable, item: Item) -> None:
        """Add an item at the end of a queue."""
        items = self._queues.get(queue)
        if items is None:
            self._queues[queue] = deque((item,))
            self._wake(queue)
        else:
            items.append(item)

    async def fewer(self, most: int) -> None:
        """Wait until at most this many queues have something in them."""
        if len(self._queues) > most:
            room = asyncio.get_running_loop().create_future()
            self._waiting.append((most, room))
            await room

    async def close(self) -> None:
        """Stop at once; what is in hand is cancelled, what waits stays where it came from."""
        self._closed = True
        hands = [hand for hand in self._hands if hand]
        for hand in hands:
            hand.cancel()
        await asyncio.gather(*hands, return_exceptions=True)

    def _wake(self, queue: Hashable) -> None:
        if self._closed:
            return
        self._ready.append(queue)
        # Not at once: who puts replies here first asks for the next updates, and both go on side by side.
        asyncio.get_running_loop().call_soon(self._hire)

    def _hire(self) -> None:
        if self._ready and len(self._hands) < self._most and not self._closed:
            self._hands.add(asyncio.create_task(self._work_through()))

    async def _work_through(self) -> None:
        try:
            while self._ready:
                queue = self._ready.popleft()
                rest = await self._work(self._queues[queue][0])
                if rest is None:
                    self._done(queue)
                else:
                    asyncio.get_running_loop().call_later(rest, self._wake, queue)
        finally:
            self._hands.discard(asyncio.current_task())

    def _done(self, queue: Hashable) -> None:
        items = self._queues[queue]
        items.popleft()
        if items:
            self._ready.append(queue)
        else:
            del self._queues[queue]
            self._tell()

    def _tell(self) -> None:
        if not self._waiting:
            return
        left = len(self._queues)
        for most, room in self._waiting:
            if left <= most and not room.done():
                room.set_result(None)
        self._waiting = [(most, room) for most, room in self._waiting if not room.done()]
