"""Two bots with one database: one works, the other stands by, and what is handled is handled once."""

import asyncio
import contextlib
import os
import signal
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing

from bot.simulator import TOKEN, Person, World
from bot.simulator.reading import words
from tests.torture.street import telegram
from tests.whole.house import PATIENCE_SECONDS, House, Running, eventually
from tests.whole.page import Page, free_port

SLUG = "oosterwijk"
# On a machine that is busy with other things; usually it is a tenth of it.
AT_ONCE_SECONDS = 5


def said_by_bot(person: Person) -> list[str]:
    return [words(one) for one in person.messages if one.by_bot]


class Pair:
    """Two bots at one Telegram, and Anna who talks with whichever is at work."""

    def __init__(self, house: House, world: World) -> None:
        self.house = house
        self.anna = Person(world, "Anna")

    async def starts(self) -> tuple[Running, Page]:
        """Another bot: the first one is at work soon, the next one stands by."""
        page = Page(free_port())
        bot = await asyncio.to_thread(self.house.starts, listen=f"127.0.0.1:{page.port}")
        await eventually(lambda: bot.at_work or "standby: " in bot.said, lambda: bot.said)
        return bot, page

    async def answers(self) -> float:
        """Anna says something, and gets an answer: after how many seconds."""
        before = len(said_by_bot(self.anna))
        self.anna.says("/help")
        return await eventually(lambda: len(said_by_bot(self.anna)) > before, self._story)

    def _story(self) -> str:
        return f"{self.anna.screen}\n{self.house.said}"


@contextlib.asynccontextmanager
async def pair(house: House) -> AsyncIterator[Pair]:
    """A house and a Telegram for two bots."""
    await asyncio.to_thread(house.did, "neighbourhood", "add", SLUG, "Oosterwijk")
    world = World()
    world.add_bot()
    async with telegram(world) as address:
        house.settings |= {"token": TOKEN, "api_url": address}
        yield Pair(house, world)
        house.close()


async def test_who_stands_by_takes_over_from_who_was_killed_or_stopped(house: House) -> None:
    async with pair(house) as two:
        one, _page = await two.starts()
        other, page = await two.starts()
        assert await asyncio.to_thread(page.asks, "GET", "/healthz") == (200, b"ok\n")
        status, told = await asyncio.to_thread(page.asks, "GET", "/readyz")
        assert (status, told.startswith(b"standby: ")) == (200, True)
        one.kill()
        assert await two.answers() < AT_ONCE_SECONDS
        await two.starts()
        asked = time.monotonic()
        assert (await asyncio.to_thread(other.stop))[0] == 0
        await two.answers()
        assert time.monotonic() - asked < AT_ONCE_SECONDS
        told = (await asyncio.to_thread(house.does, "doctor")).stdout
        assert "ok  lease: held by" in told
        assert not [word for word in ("Conflict", "Traceback") if word in house.said]


async def test_who_was_paused_and_wakes_up_does_nothing_any_more(house: House) -> None:
    async with pair(house) as two:
        (one, _page), (other, _page) = await two.starts(), await two.starts()
        two.anna.starts(SLUG)
        await two.answers()
        os.kill(one.process.pid, signal.SIGSTOP)
        # Telegram gives this to the one that is paused first: it is its request that waits.
        two.anna.says("Dit hoort de slaper")
        await eventually(lambda: other.at_work, lambda: house.said)
        await two.answers()
        before, kept = said_by_bot(two.anna), everything(house)
        os.kill(one.process.pid, signal.SIGCONT)
        assert await asyncio.to_thread(one.process.wait, PATIENCE_SECONDS) == 2, one.said
        assert "wijkbot: Another wijkbot has taken over" in one.said
        assert (said_by_bot(two.anna), everything(house)) == (before, kept)
        assert "Traceback" not in one.said
        assert await two.answers() < AT_ONCE_SECONDS


async def test_who_starts_while_a_paused_one_keeps_the_lock_stands_by(house: House) -> None:
    async with pair(house) as two:
        await two.starts()
        with closing(sqlite3.connect(house.directory / "data" / "wijkbot.db", isolation_level=None)) as paused:
            paused.execute("BEGIN IMMEDIATE")
            other, _page = await two.starts()
            assert "standby: " in other.said


def everything(house: House) -> list[str]:
    """What was heard, asked and answered, and what could not be handled."""
    with closing(sqlite3.connect(house.directory / "data" / "wijkbot.db")) as database:
        tables = ("resident", "heard", "conversation", "answer", "prompt", "set_aside", "due")
        return [repr(row) for table in tables for row in database.execute(f"SELECT * FROM {table}")]  # noqa: S608
