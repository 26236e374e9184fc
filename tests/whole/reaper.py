"""Starts the bot again and again, and kills it at moments that a seed chooses."""

import asyncio
import time
from random import Random

from tests.whole.house import PATIENCE_SECONDS, House, Running
from tests.whole.street import Street

LOOK_SECONDS = 0.01


class Reaper:
    """`returns` are the seconds that the bot needed to be back, each time that it was let; `goodbyes` to be gone."""

    def __init__(self, house: House, street: Street, seed: int) -> None:
        self.returns: list[float] = []
        self.goodbyes: list[float] = []
        self._house = house
        self._street = street
        self._chance = Random(seed)

    async def reaps(self, kills: int) -> None:
        """Kill the bot so many times."""
        ways = (self._waking, self._working, self._after_a_deed, self._within_a_call)
        for number in range(kills):
            bot = await ways[number % len(ways)]()
            bot.kill()

    async def stops(self, times: int) -> None:
        """Stop the bot as an operator does, so many times, in the middle of its work."""
        for _ in range(times):
            await self._working()
            await self.ends()

    async def ends(self) -> None:
        """Stop the bot that is at work: it goes with status 0."""
        bot = self._house.lives[-1]
        status, seconds = await asyncio.to_thread(bot.stop)
        assert status == 0, bot.said
        self.goodbyes.append(seconds)

    async def back(self) -> Running:
        """Start the bot and wait until it is at work."""
        bot = self._house.starts()
        while not bot.at_work:
            assert bot.process.poll() is None, bot.said
            assert time.monotonic() < bot.born + PATIENCE_SECONDS, bot.said
            await asyncio.sleep(LOOK_SECONDS)
        self.returns.append(time.monotonic() - bot.born)
        return bot

    async def _waking(self) -> Running:
        """At some moment of its start."""
        bot = self._house.starts()
        usual = min(self.returns, default=1.0)
        await asyncio.sleep(self._chance.uniform(0, 1.2 * usual))
        return bot

    async def _working(self) -> Running:
        """Some time after its start."""
        bot = await self.back()
        await asyncio.sleep(self._chance.uniform(0, 0.8))
        return bot

    async def _after_a_deed(self) -> Running:
        """Right after somebody did something."""
        bot = await self.back()
        for _ in range(self._chance.randint(1, 8)):
            await asyncio.wait_for(self._street.deed.wait(), PATIENCE_SECONDS)
        await asyncio.sleep(self._chance.choice((0, 0.002, 0.01, 0.03)))
        return bot

    async def _within_a_call(self) -> Running:
        """While it waits for the answer of a call that was carried out."""
        bot = await self.back()
        await asyncio.sleep(self._chance.uniform(0, 0.4))
        called = asyncio.Event()

        def dies() -> None:
            bot.kill()
            called.set()

        self._street.at_next_call(dies)
        await asyncio.wait_for(called.wait(), PATIENCE_SECONDS)
        return bot
