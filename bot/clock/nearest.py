"""The nearest first: what waits for one thing goes in the order of what it is for, not of when it came."""

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count


class Nearest:
    """Lets one through at a time: of all who wait, the one with the nearest moment (ISO 8601 text in UTC)."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, int, asyncio.Future[None]]] = []
        self._came = count()
        self._taken = False

    @asynccontextmanager
    async def turn(self, moment: str) -> AsyncIterator[None]:
        """Wait for one's turn, and pass it on at the end."""
        await self._wait(moment)
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, moment: str) -> None:
        if not self._taken:
            self._taken = True
            return
        mine = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (moment, next(self._came), mine))
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        while self._waiting:
            _moment, _came, first = heapq.heappop(self._waiting)
            if not first.done():
                first.set_result(None)
                return
        self._taken = False
