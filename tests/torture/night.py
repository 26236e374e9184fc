"""A night: evening after evening, each with a database, people and a seed of its own, until there were enough."""

import asyncio
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.talk.databases import PostgreSQL
from tests.torture import deeds
from tests.torture.births import Births
from tests.torture.evening import Course, Evening, Outcome, furnish
from tests.torture.judge import Finding
from tests.torture.reaper import Deed
from tests.whole.disk import Disk
from tests.whole.house import House

DISK_MB = 300
MOST_TOLD = 20


@dataclass(frozen=True)
class Wanted:
    """When it is enough: after so many minutes, or so many answers and kills; without any of these, one evening."""

    minutes: float = 0.0
    answers: int = 0
    kills: int = 0
    evening: float = 180.0  # seconds

    @property
    def once(self) -> bool:
        """Whether one evening is enough."""
        return not (self.minutes or self.answers or self.kills)


@dataclass
class Tally:
    """What came of all evenings so far."""

    begun: float = field(default_factory=time.monotonic)
    answers: int = 0
    kills: int = 0
    people: int = 0
    updates: int = 0
    evenings: int = 0
    findings: list[tuple[int, Finding]] = field(default_factory=list)
    returns: list[float] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """One more evening."""
        self.evenings += 1
        self.answers += outcome.answers
        self.kills += outcome.kills
        self.people += outcome.people
        self.updates += outcome.updates
        self.findings += [(outcome.seed, finding) for finding in outcome.findings]
        self.returns += outcome.returns
        self.delays += outcome.delays
        self.counts.update(outcome.counts)

    def line(self, **about: object) -> str:
        """All of it as one line of JSON."""
        ordered = sorted(self.returns) or [0.0]
        return json.dumps({
            **about,
            "seconds": round(time.monotonic() - self.begun), "evenings": self.evenings, "people": self.people,
            "updates": self.updates, "answers": self.answers, "kills": self.kills,
            "findings": dict(Counter(name for _seed, (name, _what) in self.findings)),
            "back_median": round(ordered[len(ordered) // 2], 2), "back_most": round(ordered[-1], 2),
            "nonsense_most": round(max(self.delays, default=0.0), 2), "counts": dict(sorted(self.counts.items())),
        })  # fmt: skip


class Night:
    """Evenings in directories below `place`, on one database server when that is given."""

    def __init__(self, course: Course, wanted: Wanted, place: Path, server: PostgreSQL | None) -> None:
        self.tally = Tally()
        self._course = course
        self._wanted = wanted
        self._place = place
        self._server = server

    def passes(self) -> None:
        """Evening after evening, until it is enough or something was found."""
        births = Births(House(self._place / "cradle").environment())
        try:
            while not self._enough():
                self._one(births, self._course.seed + self.tally.evenings)
                if self._wanted.once or self.tally.findings:
                    return
        finally:
            births.close()

    def _one(self, births: Births, seed: int) -> None:
        with self._home(seed) as (house, own, address):
            furnish(house, births, self._course.crowd.questions, address)
            seconds = 0.0 if self._wanted.once else self._wanted.evening
            course = replace(self._course, seed=seed, deeds={**self._course.deeds, **own}, seconds=seconds)
            evening = Evening(house, births, course, self._goes_on)
            outcome = asyncio.run(evening.passes())
            self.tally.add(outcome)
            self._tell(outcome)

    @contextmanager
    def _home(self, seed: int) -> Iterator[tuple[House, dict[str, Deed], str]]:
        """A house for one evening, what can happen to it there, and the address of its database, if it is a server."""
        directory = Path(tempfile.mkdtemp(prefix=f"evening-{seed}-", dir=self._place))
        house, disk = House(directory), None
        try:
            if self._server is not None:
                with self._server.copy(directory, empty=True) as address:
                    yield house, {"database_killed": deeds.server_dies(self._server)}, address
            else:
                own = dict(deeds.EMBEDDED)
                with suppress(OSError):
                    disk = Disk(directory / "disk", DISK_MB)
                    house.settings["data_dir"] = str(disk.directory / "data")
                    own["full_disk"] = deeds.disk_fills(disk)
                yield house, own, ""
        finally:
            house.close()
            if disk is not None:
                disk.close()
            if not self.tally.findings:
                shutil.rmtree(directory, ignore_errors=True)

    def _goes_on(self, answers: int, kills: int) -> bool:
        told = self.tally
        minutes = (time.monotonic() - told.begun) / 60
        all_answers, all_kills = told.answers + answers, told.kills + kills
        if sys.stderr.isatty() or int(minutes * 60) % 10 < 3:
            line = (
                f"{minutes:6.1f} min  {all_answers:>9,} answers  {all_kills:>6,} kills  {told.evenings} evenings judged"
            )
            print(
                f"\r{line}" if sys.stderr.isatty() else line, end="" if sys.stderr.isatty() else "\n", file=sys.stderr
            )
        return not self._enough(answers, kills)

    def _enough(self, answers: int = 0, kills: int = 0) -> bool:
        """Whether all that was asked for was reached, with what the evening at hand adds."""
        wanted, told = self._wanted, self.tally
        if wanted.once:
            return False
        if wanted.minutes and time.monotonic() - told.begun > wanted.minutes * 60:
            return True
        goals = [(wanted.answers, told.answers + answers), (wanted.kills, told.kills + kills)]
        return any(goal for goal, _so_far in goals) and all(so_far >= goal for goal, so_far in goals)

    def _tell(self, outcome: Outcome) -> None:
        rate = outcome.answers / outcome.seconds
        verdict = f"{len(outcome.findings)} findings" if outcome.findings else "nothing lost, nothing misfiled"
        print(
            f"evening {outcome.seed}: {outcome.people} people, {outcome.updates:,} updates, {outcome.answers:,} answers"
            f" in {outcome.seconds:.0f} s ({rate:.0f}/s), {outcome.kills} kills: {verdict}",
            flush=True,
        )
        for name, what in outcome.findings[:MOST_TOLD]:
            print(f"  {name}: {what}")
        if outcome.findings:
            print(outcome.story)
