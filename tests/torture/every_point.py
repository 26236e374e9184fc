"""One resident's path again and again: each time the bot dies at another point, in every step of it.

A point lies before and after each statement and before each commit, and before and after each call of the Bot API.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.talk.databases import PostgreSQL
from tests.torture.births import Births
from tests.torture.evening import Course, Evening, Outcome, furnish
from tests.torture.habits import CALM
from tests.torture.mail import Post
from tests.torture.night import Tally
from tests.torture.reaper import Fate
from tests.torture.resident import Resident
from tests.torture.street import Crowd
from tests.whole.house import House, Running

QUESTIONS = 10
IDLE_SECONDS = 0.1
MOST_SECONDS = 15.0


class Walk(Evening):
    """The first resident meets a death at the first point of each step, the second at the second, and so on, until
    there was one who met none, or `most` have walked.
    """

    def __init__(self, house: House, births: Births, seed: int, most: int = 1_000, length: int = QUESTIONS) -> None:
        ideas = float(length == QUESTIONS)  # a short path has none
        crowd = Crowd(at_once=1, most=most, questions=length, ideas=ideas, habits=CALM)
        fate = Fate(long_way=0, stormy=0)
        super().__init__(house, births, Course(seed, crowd, Post(0, 0, 0, 0), fate))
        self.street.quiet = True
        self.weather.becomes({})

    async def _is_tormented(self, people: "asyncio.Task[None]", begun: float) -> None:
        point = 0
        while not people.done():
            resident = await self._next(point, people)
            point += 1
            if resident is None or not await self._walks(resident, point):
                return

    async def _next(self, number: int, people: "asyncio.Task[None]") -> Resident | None:
        while len(self.street.residents) <= number and not people.done():
            await asyncio.sleep(0.01)
        return self.street.residents[number] if len(self.street.residents) > number else None

    async def _walks(self, resident: Resident, point: int) -> int:
        """Walk the whole path; in how many of its steps the bot met its death at this point."""
        died = 0
        while not resident.at_rest:
            bot = self.reaper.starts(("point", point))
            if await self._dies(bot):
                died += 1
                bot = self.reaper.starts()
                assert not await self._dies(bot), bot.said
            self.reaper.kill(bot)
            self._steps(resident)
        self.street.leaves(resident)
        return died

    @staticmethod
    def _steps(resident: Resident) -> None:
        now = time.monotonic()
        if not resident.act(now):
            resident.act(now, again=True)

    async def _dies(self, bot: Running) -> bool:
        """Whether it dies by itself before it has nothing left to do."""
        world, calls, since = self.world, -1, time.monotonic()
        while (status := bot.process.poll()) is None:
            busy = self.polls.asked_at < bot.born or world.memory.updates[world.bot.id]
            now = time.monotonic()
            if busy or calls != self.weather.calls:
                calls, since = self.weather.calls, now
            if now - since > IDLE_SECONDS or now - bot.born > MOST_SECONDS:
                return False
            await asyncio.sleep(0.005)
        if status != -9:
            self.reaper.mishaps.append(f"ended with status {status}: {bot.said[-300:]}")
        self.reaper.counts["kill -9"] += 1
        return True


async def walk(house: House, births: Births, seed: int, most: int = 1_000) -> Outcome:
    """Walk the path until every point was met, and judge."""
    walking = Walk(house, births, seed, most)
    outcome = await walking.passes()
    outcome.counts["points of a step, at most"] = len(walking.street.residents) - 1
    return outcome


@contextmanager
def home(place: Path, server: PostgreSQL | None) -> Iterator[House]:
    """A house for it."""
    house = House(place)
    births = Births(house.environment())
    if server is None:
        furnish(house, births, QUESTIONS)
        births.close()
        yield house
        return
    with server.copy(place, empty=True) as address:
        furnish(house, births, QUESTIONS, address)
        births.close()
        yield house


def line(outcome: Outcome, **about: object) -> str:
    """What came of it, as one line of JSON."""
    tally = Tally()
    tally.begun = time.monotonic() - outcome.seconds
    tally.add(outcome)
    return tally.line(mode="every point", **about)
