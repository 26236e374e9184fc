"""Telegram as it brings updates to a webhook: several at once, to whichever replica, again until they are taken."""

import asyncio
import contextlib
import json
from collections.abc import Callable, Sequence
from http.client import HTTPException
from random import Random

from bot.simulator.rows import Bot, Pending
from bot.simulator.world import World
from bot.web.webhook import SECRET_HEADER
from tests.whole.page import Page

AT_ONCE = 20
PAUSE_SECONDS = 0.2


class Postman:
    """Brings what waits for the bot while it `walks`. Some updates it brings twice, to two replicas at once."""

    def __init__(self, world: World, ports: Sequence[int], seed: int) -> None:
        self._world = world
        self._ports = ports
        self._chance = Random(seed)
        self._under_way: set[int] = set()

    async def walks(self, until: Callable[[], bool]) -> None:
        """Go on until nothing is to be brought any more."""
        async with asyncio.TaskGroup() as group:
            while not until():
                for pending in self._world.queue.waiting(self._world.bot, AT_ONCE):
                    if pending.id not in self._under_way:
                        self._under_way.add(pending.id)
                        group.create_task(self._brings(self._world.bot, pending))
                await asyncio.sleep(0.01)

    async def _brings(self, bot: Bot, pending: Pending) -> None:
        ports = self._chance.sample(self._ports, k=self._chance.choice((1, 1, 1, 2)))
        taken = await asyncio.gather(*(self._hands_over(port, bot, pending) for port in ports))
        if any(taken):
            self._world.queue.drop(bot, pending)
        else:
            await asyncio.sleep(PAUSE_SECONDS)
        self._under_way.discard(pending.id)

    async def _hands_over(self, port: int, bot: Bot, pending: Pending) -> bool:
        headers = {SECRET_HEADER: bot.webhook.get("secret", ""), "Content-Type": "application/json"}
        body = json.dumps(pending.update).encode()
        with contextlib.suppress(OSError, HTTPException):
            status, _answer = await asyncio.to_thread(Page(port).asks, "POST", "/telegram", body, **headers)
            return status == 200
        return False
