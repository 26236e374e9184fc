"""Starts the bot again and again, and ends it at moments that a seed chooses; meanwhile other things happen to it."""

import asyncio
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.torture.births import Births, Spell
from tests.torture.mail import Mail
from tests.torture.street import Polls, Street
from tests.torture.weather import BREEZE, CALM, STORM, Weather
from tests.whole.house import House, Running

LOOK_SECONDS = 0.005
BACK_SECONDS = 20.0
MOST_MISHAPS = 5
Deed = Callable[["Reaper"], Awaitable[None]]


@dataclass
class Scene:
    """Everything that is there in one evening."""

    house: House
    births: Births
    street: Street
    polls: Polls
    mail: Mail
    weather: Weather
    data: Path
    spells: list[Spell] = field(default_factory=list)


@dataclass(frozen=True)
class Fate:
    """How long a life lasts at most once the bot is back (seconds), which share begins the long way, which share has a
    storm, which a breeze and the rest neither, and how often each deed is chosen beside the others.
    """

    life: float = 2.0
    long_way: float = 0.03
    stormy: float = 1.0
    breezy: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)


class Gone(Exception):
    """The bot does not come back any more."""


class Reaper:
    """`returns` are the seconds that the bot needed to be back when nothing hindered it; `goodbyes` to be gone."""

    def __init__(self, scene: Scene, fate: Fate, deeds: dict[str, Deed], chance: Random) -> None:
        self.scene = scene
        self.chance = chance
        self.returns: list[float] = []
        self.goodbyes: list[float] = []
        self.delays: list[float] = []
        self.takeovers: list[float] = []
        self.mishaps: list[str] = []
        self.counts: Counter[str] = Counter()
        self._fate = fate
        self._deeds = deeds
        self.alive = False
        self.came_back = 0.0
        self._bot: Running | None = None
        self._faults = 0

    async def lives(self) -> None:
        """One life of the bot, and its end."""
        names = sorted(self._deeds)
        weights = [self._fate.weights.get(name, 1.0) for name in names]
        name = self.chance.choices(names, weights)[0]
        shares = (self._fate.stormy, self._fate.breezy, 1 - self._fate.stormy - self._fate.breezy)
        self.scene.weather.becomes(self.chance.choices((STORM, BREEZE, CALM), shares)[0])
        await self._deeds[name](self)
        self.counts[name] += 1

    def starts(self, *spells: Spell) -> Running:
        """Start the bot, now and then the long way."""
        scene = self.scene
        self._faults = sum(scene.weather.counts.values())
        if not spells and not scene.spells and self.chance.random() < self._fate.long_way:
            self.counts["starts the long way"] += 1
            self._bot = scene.house.starts()
        else:
            self._bot = scene.house.bears(scene.births, "run", spells=[*scene.spells, *spells])
        self.counts["starts"] += 1
        self.alive = False
        return self._bot

    async def back(self, *spells: Spell) -> Running:
        """Start the bot and wait until it asks for updates. Raises `Gone` when it does not, again and again."""
        while len(self.mishaps) < MOST_MISHAPS:
            bot = self.starts(*spells)
            if await self._is_back(bot):
                return bot
        raise Gone(self.mishaps[-1])

    async def _is_back(self, bot: Running) -> bool:
        """Whether it came back; when it did not, it is ended."""
        while self.scene.polls.asked_at < bot.born:
            status, waited = bot.process.poll(), time.monotonic() - bot.born
            if status is None and waited < BACK_SECONDS:
                await asyncio.sleep(LOOK_SECONDS)
                continue
            bot.kill()
            if self.hindered:
                self.counts["starts that Telegram hindered"] += 1
            else:
                self.mishaps.append(f"not back after {waited:.1f} s, status {status}: {bot.said[-300:]}")
            return False
        self.alive, self.came_back = True, time.monotonic()
        if not self.hindered:
            self.returns.append(self.scene.polls.asked_at - bot.born)
        return True

    async def lasts(self, share: float = 1.0) -> None:
        """Let some time pass."""
        await asyncio.sleep(self.chance.uniform(0, self._fate.life * share))

    def kill(self, bot: Running) -> None:
        """Kill -9."""
        self.alive = False
        bot.kill()
        self.counts["kill -9"] += 1

    async def stop(self, bot: Running) -> None:
        """SIGTERM, as an operator does: it goes with status 0."""
        asked = time.monotonic()
        bot.process.send_signal(signal.SIGTERM)
        while (status := bot.process.poll()) is None and time.monotonic() < asked + BACK_SECONDS:
            await asyncio.sleep(LOOK_SECONDS)
        if status is None:
            bot.kill()
            self.mishaps.append(f"not gone {BACK_SECONDS} s after SIGTERM")
        elif status != 0:
            self.mishaps.append(f"ended with status {status} after SIGTERM: {bot.said[-300:]}")
        self.goodbyes.append(time.monotonic() - asked)
        self.counts["SIGTERM"] += 1

    @property
    def hindered(self) -> bool:
        """Whether a call went wrong since the newest bot was started."""
        return sum(self.scene.weather.counts.values()) > self._faults

    @property
    def usual(self) -> float:
        """How long it usually takes to be back."""
        return sorted(self.returns)[len(self.returns) // 2] if self.returns else 0.5
