"""Two replicas with PostgreSQL and a webhook: they share the work, one of them leads, and nothing is doubled."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest

from bot.simulator import TOKEN, World
from bot.simulator.reading import inline
from tests.talk.databases import PostgreSQL
from tests.torture.births import Births
from tests.torture.evening import SLUG, furnish
from tests.torture.gather import gathered
from tests.torture.habits import CALM
from tests.torture.judge import judge
from tests.torture.street import Crowd, Street, telegram
from tests.whole.house import House, Running, eventually
from tests.whole.page import free_port
from tests.whole.postman import Postman

SEED = 7
PEOPLE, DEEDS, QUESTIONS = 3, 25, 10
TIMEOUT_SECONDS = 240  # on a machine that is busy with other things
# Nobody listens there: the postman brings the updates.
NOWHERE = "http://127.0.0.1:9/telegram"


class Replicas:
    """The bots, and the people who talk with them."""

    def __init__(self, house: House, world: World) -> None:
        self.house = house
        self.ports = [free_port(), free_port()]
        crowd = Crowd(at_once=PEOPLE, most=1_000, questions=QUESTIONS, habits=CALM)
        self.street = Street(world, SLUG, crowd, Random(SEED))
        self.postman = Postman(world, self.ports, SEED)

    async def starts(self, port: int) -> Running:
        bot = await asyncio.to_thread(self.house.starts, listen=f"127.0.0.1:{port}", webhook_url=NOWHERE)
        await eventually(lambda: bot.at_work, lambda: bot.said)
        return bot

    async def deeds(self, count: int) -> None:
        """People do something so many times."""
        enough = self.street.deeds + count
        await eventually(lambda: self.street.deeds >= enough, lambda: f"{self.street.story}\n{self.house.said}")

    @property
    def doubled(self) -> list[str]:
        """What was sent twice: every question that is shown has its own number in the data of its buttons."""
        shown = [
            button["callback_data"]
            for each in self.street.residents
            for message in each.person.messages
            for row in (inline(message) if message.by_bot else ())
            for button in row
        ]
        return [data for data, times in Counter(shown).items() if times > 1]


@contextlib.asynccontextmanager
async def replicas(house: House, births: Births, database: str) -> AsyncIterator[Replicas]:
    await asyncio.to_thread(furnish, house, births, QUESTIONS, database)
    world = World()
    world.add_bot()
    async with telegram(world) as address:
        house.settings |= {"token": TOKEN, "api_url": address}
        made = Replicas(house, world)
        yield made
        house.close()


@pytest.mark.timeout(2 * TIMEOUT_SECONDS)
async def test_two_replicas_share_the_work_and_the_death_of_one_costs_nothing(
    house: House, births: Births, postgresql: PostgreSQL, tmp_path: Path
) -> None:
    with postgresql.copy(tmp_path) as address:
        async with replicas(house, births, address) as both:
            one, _other = [await both.starts(port) for port in both.ports]
            done = asyncio.Event()
            async with asyncio.timeout(TIMEOUT_SECONDS), asyncio.TaskGroup() as group:
                group.create_task(both.postman.walks(done.is_set))
                talking = group.create_task(both.street.lives())
                await both.deeds(DEEDS)
                assert both.doubled == []
                one.kill()
                await both.deeds(DEEDS)
                both.street.closed = True
                await talking
                done.set()
        assert judge(await asyncio.to_thread(gathered, house, both.street.residents)) == [], both.street.story
