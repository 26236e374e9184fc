"""Waiting: bots wait for updates, pages wait for a change on a screen."""

import asyncio

from bot.simulator.answers import Json, Refused, Reply, Upload
from bot.simulator.rows import Bot, Chat
from bot.simulator.world import World

ENDED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class LongPolling:
    """`World.call` for those who can wait: getUpdates stays until there is something or its timeout ends.

    `asked` is set from the first getUpdates on: somebody is there to hear. `stop` ends every wait, for a shutdown.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._bots: dict[str, asyncio.Future[bool]] = {}
        self._pages: dict[int, list[asyncio.Future[None]]] = {}
        self._stopped = False
        self.asked = asyncio.Event()
        world.queue.on_update(self._wake)
        world.memory.on_change(self._wake_pages)

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
        if seconds == 0 or reply.mishap or self._stopped:
            return reply
        return await self._wait(token, params or {}, seconds, reply)

    async def change(self, user_id: int, seconds: float) -> None:
        """Wait until something changes on this person's screen, but no longer than so many seconds."""
        if self._stopped:
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiting = self._pages.setdefault(user_id, [])
        waiting.append(future)
        await asyncio.wait([future], timeout=seconds)
        if future in waiting:
            waiting.remove(future)

    def stop(self) -> None:
        """Nobody waits any more."""
        self._stopped = True
        for token in list(self._bots):
            self._settle(token, True)
        for user_id in list(self._pages):
            self._free(user_id)

    async def _wait(self, token: str, params: Json, seconds: int, nothing: Reply) -> Reply:
        future = self._bots[token] = asyncio.get_running_loop().create_future()
        try:
            goes_on = await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return nothing
        finally:
            if self._bots.get(token) is future:
                del self._bots[token]
        return self._world.call(token, "getUpdates", params) if goes_on else Refused(409, ENDED).reply()

    def _wake(self, bot: Bot) -> None:
        self._settle(bot.token, True)

    def _wake_pages(self, chat: Chat) -> None:
        self._free(chat.user_id)

    def _settle(self, token: str, goes_on: bool) -> None:
        future = self._bots.pop(token, None)
        if future is not None and not future.done():
            future.set_result(goes_on)

    def _free(self, user_id: int) -> None:
        for future in self._pages.pop(user_id, []):
            if not future.done():
                future.set_result(None)
