"""One evening: people talk, the bot is ended and begins again, and in the end the judge compares."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bot.simulator import TOKEN, World
from tests.torture import deeds, questions
from tests.torture.births import Births, Spell
from tests.torture.fuzz import Fuzz
from tests.torture.gather import SLUG, gathered, truth_of
from tests.torture.judge import Finding, acknowledged, judge
from tests.torture.mail import Mail, Post
from tests.torture.reaper import Deed, Fate, Gone, Reaper, Scene
from tests.torture.resident import Resident
from tests.torture.street import Crowd, Polls, Street, telegram
from tests.torture.weather import CALM, STORM, Weather
from tests.whole.house import House

SETTLING_SECONDS = 120.0
REPLY_SECONDS = 2.0
MOST_SCREENS = 3
SPEC = Path(__file__).parents[3] / "shared" / "data" / "bot_api_spec.json"


@dataclass(frozen=True)
class Course:
    """How an evening goes. It ends when everybody has said everything, or when nobody new comes any more: after so many
    seconds, so many answers or so many deaths of the bot, as far as those are given.
    """

    seed: int = 1
    crowd: Crowd = field(default_factory=Crowd)
    post: Post = field(default_factory=Post)
    fate: Fate = field(default_factory=Fate)
    deeds: dict[str, Deed] = field(default_factory=lambda: deeds.DEEDS)
    spells: tuple[Spell, ...] = ()
    seconds: float = 0.0
    deaths: int = 0
    settling: float = SETTLING_SECONDS
    timed: bool = True
    hasty: bool = False  # stop when something was found


@dataclass
class Outcome:
    """What came of an evening."""

    seed: int
    findings: list[Finding]
    answers: int
    people: int
    deeds: int
    updates: int
    seconds: float
    counts: Counter[str]
    returns: list[float]
    delays: list[float]
    story: str = ""

    @property
    def kills(self) -> int:
        """How often the bot was killed or stopped."""
        return self.counts["kill -9"] + self.counts["SIGTERM"]


Progress = Callable[[int, int], bool]


def furnish(house: House, births: Births, count: int, database: str = "") -> None:
    """A neighbourhood with a survey of so many questions."""
    if database:
        house.settings["database_url"] = database
    survey = str(questions.write(house.directory, count))
    for command in (("migrate",), ("neighbourhood", "add", SLUG, "Oosterwijk"), ("survey", "add", SLUG, survey)):
        house.bore(births, *command)


class Evening:
    """One evening in a furnished house. `goes_on` hears of answers and deaths; False closes the street."""

    def __init__(self, house: House, births: Births, course: Course, goes_on: Progress = lambda *_told: True) -> None:
        self.course = course
        self._house = house
        self._births = births
        self._goes_on = goes_on
        chance = Random(course.seed)
        self.world = World()
        self.weather = Weather(seed=course.seed)
        self.world.faults = self.weather
        memory, clock = self.world.memory, self.world.clock
        self.mail = Mail(memory, clock, course.post, Fuzz(Random(chance.random()), SPEC), Random(chance.random()))
        self.world.queue = self.mail
        self.world.add_bot()
        self.polls = Polls(self.world)
        self.street = Street(self.world, SLUG, course.crowd, Random(chance.random()))
        data = Path(house.settings.get("data_dir", house.directory / "data"))
        scene = Scene(house, births, self.street, self.polls, self.mail, self.weather, data, list(course.spells))
        self.reaper = Reaper(scene, course.fate, course.deeds, chance)
        self.truth = truth_of(house)
        self._undurable: list[str] = []
        self._unanswered: list[str] = []
        self.street.doubts.append(self._doubt)

    async def passes(self) -> Outcome:
        """From the first knock to the verdict."""
        begun = time.monotonic()
        async with telegram(self.world, self.polls) as address:
            self._house.settings |= {"token": TOKEN, "api_url": address}
            people = asyncio.create_task(self.street.lives())
            try:
                await self._is_tormented(people, begun)
                await self._settles(people)
            except Gone:
                pass  # among the mishaps, so the judge hears of it
            finally:
                people.cancel()
                with suppress(asyncio.CancelledError):
                    await people
        seconds = time.monotonic() - begun
        findings = await asyncio.to_thread(self._judged)
        return self._outcome(findings, seconds)

    async def _is_tormented(self, people: "asyncio.Task[None]", begun: float) -> None:
        course = self.course
        await asyncio.sleep(0)  # the first people come
        while course.deeds and not people.done():
            deaths = self.reaper.counts["kill -9"] + self.reaper.counts["SIGTERM"]
            late = course.seconds and time.monotonic() - begun > course.seconds
            if late or (course.deaths and deaths >= course.deaths) or not self._goes_on(self.answers, deaths):
                return
            await self.reaper.lives()

    async def _settles(self, people: "asyncio.Task[None]") -> None:
        """The last life, in calm weather: everybody ends what they were saying, and all that was sent is heard."""
        self.street.closed = True
        self.weather.becomes(CALM)
        self.mail.post = Post(0, 0, 0, 0)
        bot = await self.reaper.back()
        waiting = self.world.memory.updates[self.world.bot.id]
        end = time.monotonic() + self.course.settling
        while time.monotonic() < end and not (people.done() and not waiting and not self.mail.late):
            if self.course.hasty and (self._undurable or self._unanswered):
                break
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.1)
        await self.reaper.stop(bot)

    @property
    def answers(self) -> int:
        """How many answers people have seen to be taken in."""
        return acknowledged(self.street.residents)

    def _doubt(self, resident: Resident) -> None:
        """Somebody waits for the bot though it confirmed what they did: is their answer there, and what follows?"""
        if self.mail.waits[resident.person.id] or resident.at_rest:
            return
        name, key, plan = (
            resident.person.user.first_name,
            resident.sight.key if resident.sight else "",
            resident.plans[0],
        )
        is_choice = key.startswith("q") and questions.kind(questions.number_of(key)) == "choice"
        unheard = is_choice and key in plan.given and key not in plan.heard
        if unheard and not any(one.key == key for one in self.truth.answers(resident.person.id)):
            self._undurable.append(f"{name}: the press on {key} was confirmed, and is gone")
        elif self._is_owed_a_reply(resident):
            self._unanswered.append(
                f"{name}: what was done at {key or 'the start'} was confirmed, and nothing followed"
            )

    def _is_owed_a_reply(self, resident: Resident) -> bool:
        """Whether the bot had time enough to reply, and nothing on the way that could have taken the reply away."""
        fair = not any(self.weather.counts[what] for what in STORM) and "database_killed" not in self.course.deeds
        since = max(self.reaper.came_back, resident.since)
        return fair and self.reaper.alive and time.monotonic() - since > REPLY_SECONDS

    def _judged(self) -> list[Finding]:
        def carry_out(*command: str) -> None:
            self._house.bore(self._births, *command, spells=self.course.spells)

        evidence = gathered(self._house, self.street.residents, carry_out)
        evidence.waiting = len(self.world.memory.updates[self.world.bot.id])
        evidence.undurable, evidence.unanswered = self._undurable, self._unanswered
        evidence.returns, evidence.delays, evidence.lost_bots = (
            self.reaper.returns, self.reaper.delays, self.reaper.mishaps,
        )  # fmt: skip
        evidence.timed = self.course.timed
        return judge(evidence)

    def _screens(self, findings: list[Finding]) -> str:
        """What the first of those saw of whom something was found."""
        names = [f"{one.person.user.first_name} " for one in self.street.residents]
        found = [at for at, name in enumerate(names) if any(what.startswith(name) for _check, what in findings)]
        return "\n\n".join(f"{names[at]}\n{self.street.residents[at].person.screen}" for at in found[:MOST_SCREENS])

    def _outcome(self, findings: list[Finding], seconds: float) -> Outcome:
        counts = Counter({**self.reaper.counts, **self.mail.counts, **self.weather.counts, "calls": self.weather.calls})
        numbers = self.world.memory.counters[self.world.bot.id].ticket - 4_000_000_000_000_000_000
        return Outcome(
            seed=self.course.seed,
            findings=findings,
            answers=self.answers,
            people=len(self.street.residents),
            deeds=self.street.deeds,
            updates=numbers,
            seconds=seconds,
            counts=counts,
            returns=self.reaper.returns,
            delays=self.reaper.delays,
            story=self.street.story + self._screens(findings),
        )
