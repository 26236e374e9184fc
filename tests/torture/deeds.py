"""What happens to a bot in one of its lives, and how that life ends."""

import asyncio
import contextlib
import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Callable

from tests.talk.databases import PostgreSQL
from tests.torture.reaper import Deed, Reaper
from tests.torture.weather import BREEZE
from tests.whole.disk import Disk
from tests.whole.house import Running

PATIENCE_SECONDS = 10.0
NONSENSE = 50
MOST_ASLEEP_SECONDS = 20.0
MINUTE, DAY = 60.0, 86_400.0
# The nights on which the clocks of Amsterdam change, a minute before they do.
CHANGES = (1_792_889_940.0, 1_774_745_940.0)


async def _until(happened: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> bool:
    """Wait until something happened; whether it did."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(0.005)
    return True


async def _somebody_acts(reaper: Reaper) -> None:
    """Wait until somebody did something, if anybody does soon."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(reaper.scene.street.deed.wait(), 1.0)


async def working(reaper: Reaper) -> None:
    """Killed some time after its start."""
    bot = await reaper.back()
    await reaper.lasts()
    reaper.kill(bot)


async def waking(reaper: Reaper) -> None:
    """Killed at some moment of its start."""
    bot = reaper.starts()
    await asyncio.sleep(reaper.chance.uniform(0, 1.2 * reaper.usual))
    reaper.kill(bot)


async def after_a_deed(reaper: Reaper) -> None:
    """Killed right after somebody did something."""
    bot = await reaper.back()
    await reaper.lasts(0.5)
    await _somebody_acts(reaper)
    await asyncio.sleep(reaper.chance.choice((0, 0.001, 0.005, 0.02)))
    reaper.kill(bot)


async def within_a_call(reaper: Reaper) -> None:
    """Killed while it waits for the answer of a call that was carried out."""
    bot = await reaper.back()
    await reaper.lasts(0.5)
    called = asyncio.Event()

    def dies() -> None:
        reaper.kill(bot)
        called.set()

    reaper.scene.street.at_next_call(dies)
    try:
        await asyncio.wait_for(called.wait(), 2.0)
    except TimeoutError:
        reaper.scene.street.at_next_call(lambda: None)
        reaper.kill(bot)


async def stopped(reaper: Reaper) -> None:
    """Stopped as an operator does, in the middle of its work."""
    bot = await reaper.back()
    await reaper.lasts()
    await reaper.stop(bot)


async def paused(reaper: Reaper) -> None:
    """Stands still for a while, as a machine does that is moved."""
    bot = await reaper.back()
    await reaper.lasts(0.5)
    bot.process.send_signal(signal.SIGSTOP)
    await reaper.lasts(0.5)
    bot.process.send_signal(signal.SIGCONT)
    await reaper.lasts(0.5)
    reaper.kill(bot)


async def clock_jumps(reaper: Reaper) -> None:
    """Its clock is wrong, and jumps back and forth; Telegram's is right."""
    jumps = [reaper.chance.choice((-1, 1)) * reaper.chance.choice((MINUTE, 90 * MINUTE, 3 * DAY)) for _ in range(3)]
    bot = await reaper.back(("clock", time.time() + reaper.chance.choice((-90, 0, 90)), *jumps))
    for _ in jumps:
        await reaper.lasts(0.4)
        bot.process.send_signal(signal.SIGUSR1)
        reaper.counts["clock jumps"] += 1
    await reaper.lasts(0.4)
    reaper.kill(bot)


async def clock_changes(reaper: Reaper) -> None:
    """Summer begins or ends: its clock is at a minute before, and then past it."""
    bot = await reaper.back(("clock", reaper.chance.choice(CHANGES), 58.0, 30.0, 60 * MINUTE))
    for _ in range(3):
        await reaper.lasts(0.4)
        bot.process.send_signal(signal.SIGUSR1)
    await reaper.lasts(0.4)
    reaper.kill(bot)


async def nonsense(reaper: Reaper) -> None:
    """Updates that are none, in front of what people say: how long until all of them are behind it?"""
    bot = await reaper.back()
    await reaper.lasts(0.5)
    scene = reaper.scene
    world = scene.street.world
    queue, faults = world.memory.updates[world.bot.id], sum(scene.weather.counts.values())
    begun, last = time.monotonic(), scene.mail.storm(world.bot, NONSENSE)
    done = await _until(lambda: not queue or queue[0].id > last)
    if sum(scene.weather.counts.values()) == faults or not done:
        reaper.delays.append(time.monotonic() - begun)
    reaper.kill(bot)


async def numbers_jump(reaper: Reaper) -> None:
    """After a quiet while the numbers of updates go on from much lower."""
    bot = await reaper.back()
    scene = reaper.scene
    world = scene.street.world
    scene.street.quiet = True
    scene.weather.becomes({})
    if await _until(lambda: not world.memory.updates[world.bot.id] and not scene.mail.late, 5.0):
        world.queue.jump(world.bot, reaper.chance.randrange(1_000, 500_000_000))
    scene.street.quiet = False
    scene.weather.becomes(BREEZE)
    await reaper.lasts()
    reaper.kill(bot)


async def power_cut(reaper: Reaper) -> None:
    """The power goes: of the database's log only what the disk was asked to keep is there afterwards."""
    ledger, log = reaper.scene.house.directory / "ledger", reaper.scene.data / "wijkbot.db-wal"
    ledger.write_text(str(log.stat().st_size if log.exists() else 0), "utf-8")
    bot = await reaper.back(("power", str(ledger)))
    for _ in range(3):
        await _somebody_acts(reaper)
    await reaper.lasts()
    reaper.kill(bot)
    kept, size = int(ledger.read_text("utf-8") or 0), log.stat().st_size if log.exists() else 0
    if kept < size:
        with log.open("r+b") as file:
            file.truncate(reaper.chance.randint(kept, size))


async def locked(reaper: Reaper) -> None:
    """Another program holds the database."""
    bot = await reaper.back()
    await reaper.lasts(0.3)
    with contextlib.closing(sqlite3.connect(reaper.scene.data / "wijkbot.db", isolation_level=None)) as other:
        with contextlib.suppress(sqlite3.OperationalError):
            other.execute("BEGIN IMMEDIATE")
        await reaper.lasts(0.6)
    await reaper.lasts(0.3)
    reaper.kill(bot)


async def two_at_once(reaper: Reaper) -> None:
    """A second bot on the same database, with the same token."""
    first, second = await reaper.back(), reaper.starts()
    await reaper.lasts()
    for bot in reaper.chance.sample((first, second), 2):
        reaper.kill(bot)
        await reaper.lasts(0.3)


async def sleeper_wakes(reaper: Reaper) -> None:
    """One bot falls asleep in the middle of its work, another takes its place, and the first wakes up."""
    first = await reaper.back()
    await reaper.lasts(0.3)
    first.process.send_signal(signal.SIGSTOP)
    second, begun = reaper.starts(), time.monotonic()
    if await _until(lambda: reaper.scene.polls.asked_at > second.born, MOST_ASLEEP_SECONDS):
        reaper.takeovers.append(time.monotonic() - begun)
    elif not reaper.hindered:
        reaper.mishaps.append(f"nobody took over from a bot that sleeps: {second.said[-300:]}")
    await reaper.lasts(0.5)
    first.process.send_signal(signal.SIGCONT)
    await reaper.lasts(0.6)
    for bot in (second, first):
        reaper.kill(bot)


DEEDS: dict[str, Deed] = {
    one.__name__: one
    for one in (
        working, waking, after_a_deed, within_a_call, stopped, paused, clock_jumps, clock_changes, nonsense,
        numbers_jump, two_at_once, sleeper_wakes,
    )
}  # fmt: skip
# Kills and stops, and nothing else: what happens most.
PLAIN = ("working", "waking", "after_a_deed", "within_a_call", "stopped")
EMBEDDED: dict[str, Deed] = {"locked": locked, "power_cut": power_cut}


def disk_fills(disk: Disk) -> Deed:
    """The deed for this disk."""

    async def full_disk(reaper: Reaper) -> None:
        """The disk is full for a while."""
        bot = await reaper.back()
        await reaper.lasts(0.3)
        async with _full(disk):
            await reaper.lasts(0.6)
        await reaper.lasts(0.5)
        reaper.kill(bot)

    return full_disk


@contextlib.asynccontextmanager
async def _full(disk: Disk) -> AsyncIterator[None]:
    await asyncio.to_thread(disk.fill)
    try:
        yield
    finally:
        disk.clear()


def server_dies(server: PostgreSQL) -> Deed:
    """The deed for this server."""

    async def database_killed(reaper: Reaper) -> None:
        """The database server is killed, and comes back."""
        bot: Running = await reaper.back()
        await reaper.lasts(0.3)
        await asyncio.to_thread(server.kill)
        await reaper.lasts(0.3)
        await asyncio.to_thread(server.starts)
        await reaper.lasts()
        reaper.kill(bot)

    return database_killed
