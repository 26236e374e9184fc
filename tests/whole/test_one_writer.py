"""Two bots with one database: one works, the other stands by, and what is handled is handled once."""

import asyncio
import contextlib
import os
import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import closing

from bot.simulator import TOKEN, Person, World
from bot.simulator.reading import words
from tests.whole.house import PATIENCE_SECONDS, House, Running
from tests.whole.page import Page, free_port
from tests.whole.sight import SIGNS
from tests.whole.street import telegram

SLUG = "oosterwijk"
# On a machine that is busy with other things; usually it is a tenth of it.
AT_ONCE_SECONDS = 5


async def until(happened: Callable[[], bool], story: Callable[[], str]) -> float:
    """Wait until something happened: how many seconds that took."""
    began = time.monotonic()
    while not happened():
        assert time.monotonic() < began + PATIENCE_SECONDS, story()
        await asyncio.sleep(0.02)
    return time.monotonic() - began


def said_by_bot(person: Person) -> list[str]:
    return [words(one) for one in person.messages if one.by_bot]


async def is_answered(person: Person, house: House) -> float:
    """They say something, and get one answer to it: after how many seconds."""
    before = len(said_by_bot(person))
    person.says("/help")
    return await until(lambda: len(said_by_bot(person)) > before, lambda: f"{person.screen}\n{house.said}")


class Pair:
    """Two bots at one Telegram. `works` is the one that is at work, `waits` the other one."""

    def __init__(self, house: House, world: World) -> None:
        self.house = house
        self.pages = [Page(free_port()), Page(free_port())]
        self.bots: list[Running] = []
        self.anna = Person(world, "Anna")

    async def starts(self) -> None:
        """Another bot: the first one is at work soon, the next one stands by."""
        page = self.pages[len(self.bots)]
        bot = await asyncio.to_thread(self.house.starts, listen=f"127.0.0.1:{page.port}")
        self.bots.append(bot)
        await until(lambda: bot.at_work or "standby: " in bot.said, lambda: bot.said)

    async def comes_in(self) -> None:
        """Anna comes in."""
        self.anna.starts(SLUG)
        await until(lambda: any(SIGNS["language"][0] in one for one in said_by_bot(self.anna)), lambda: self.house.said)

    async def answers(self) -> float:
        return await is_answered(self.anna, self.house)


@contextlib.asynccontextmanager
async def pair(house: House) -> AsyncIterator[Pair]:
    """Two bots, one at work and one that stands by, and Anna who came in."""
    await asyncio.to_thread(house.did, "neighbourhood", "add", SLUG, "Oosterwijk")
    world = World()
    world.add_bot()
    async with telegram(world) as address:
        house.settings |= {"token": TOKEN, "api_url": address}
        made = Pair(house, world)
        await made.starts()
        await made.starts()
        await made.comes_in()
        yield made
        house.close()


async def test_who_stands_by_takes_over_from_who_was_killed_or_stopped(house: House) -> None:
    async with pair(house) as two:
        one, other = two.bots
        status, told = await asyncio.to_thread(two.pages[1].asks, "GET", "/readyz")
        assert (status, told.startswith(b"standby: ")) == (200, True)
        one.kill()
        assert await two.answers() < AT_ONCE_SECONDS
        two.bots = [other]
        two.pages.reverse()
        await two.starts()
        asked = time.monotonic()
        assert (await asyncio.to_thread(other.stop))[0] == 0
        await two.answers()
        assert time.monotonic() - asked < AT_ONCE_SECONDS
        assert "Conflict" not in house.said
        assert "Traceback" not in house.said


async def test_who_was_paused_and_wakes_up_does_nothing_any_more(house: House) -> None:
    async with pair(house) as two:
        one, other = two.bots
        os.kill(one.process.pid, signal.SIGSTOP)
        # Telegram gives this to the one that is paused first: it is its request that waits.
        two.anna.says("Dit hoort de slaper")
        await until(lambda: other.at_work, lambda: house.said)
        await two.answers()
        before, kept = said_by_bot(two.anna), everything(house)
        os.kill(one.process.pid, signal.SIGCONT)
        assert await asyncio.to_thread(one.process.wait, PATIENCE_SECONDS) == 2, one.said
        assert "wijkbot: Another wijkbot has taken over" in one.said
        assert (said_by_bot(two.anna), everything(house)) == (before, kept)
        assert "Traceback" not in one.said
        assert await two.answers() < AT_ONCE_SECONDS


def everything(house: House) -> list[str]:
    """What was heard, asked and answered, and what could not be handled."""
    with closing(sqlite3.connect(house.directory / "data" / "wijkbot.db")) as database:
        tables = ("resident", "heard", "conversation", "answer", "prompt", "set_aside", "due")
        return [repr(row) for table in tables for row in database.execute(f"SELECT * FROM {table}")]  # noqa: S608
