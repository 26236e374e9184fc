"""Waiting for updates: long polls, of which a bot can have one at a time."""

import asyncio

from bot.simulator.answers import Json, Refused, Reply, Upload
from bot.simulator.rows import Bot
from bot.simulator.world import World

ENDED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class LongPolling:
    """`World.call` for those who can wait: getUpdates stays until there is something or its timeout ends.

    `asked` is set from the first getUpdates on: somebody is there to hear.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._waiting: dict[str, asyncio.Future[bool]] = {}
        self.asked = asyncio.Event()
        world.queue.on_update(self._wake)

    async def call(
        self, token: str, method: str, params: Json | None = None, files: dict[str, Upload] | None = None
    ) -> Reply:
        """The reply to a call; a second poller of the same bot ends the first one's wait with 409."""
        asks = method.lower() == "getupdates"
        if asks:
            self.asked.set()
            self._settle(token, False)
        reply = self._world.call(token, method, params, files)
        seconds = int((params or {}).get("timeout") or 0) if asks and reply.body.get("result") == [] else 0
        if seconds == 0 or reply.mishap:
            return reply
        return await self._wait(token, params or {}, seconds, reply)

    async def _wait(self, token: str, params: Json, seconds: int, nothing: Reply) -> Reply:
        future = self._waiting[token] = asyncio.get_running_loop().create_future()
        try:
            goes_on = await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return nothing
        finally:
            if self._waiting.get(token) is future:
                del self._waiting[token]
        return self._world.call(token, "getUpdates", params) if goes_on else Refused(409, ENDED).reply()

    def _wake(self, bot: Bot) -> None:
        self._settle(bot.token, True)

    def _settle(self, token: str, goes_on: bool) -> None:
        future = self._waiting.pop(token, None)
        if future is not None and not future.done():
            future.set_result(goes_on)
