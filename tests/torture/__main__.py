"""`make torture`: see docs/reliability.md."""

import argparse
import asyncio
import signal
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.talk.databases import PostgreSQL
from tests.torture import deeds, every_point
from tests.torture.births import Births
from tests.torture.evening import Course, Evening, furnish
from tests.torture.night import Night, Wanted
from tests.torture.reaper import Fate
from tests.torture.street import Crowd
from tests.torture.trials import QUESTIONS, TRIALS
from tests.whole.house import House

RESULTS = Path("torture.jsonl")


def options() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser("make torture ARGS=…", description="People talk while the bot is tormented.")
    parser.add_argument("--seed", type=int, default=1, help="of the first evening; the next ones count on from it")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--minutes", type=float, default=0.0, help="stop after so long")
    parser.add_argument("--until-answers", type=int, default=0, help="stop when so many answers were acknowledged ...")
    parser.add_argument("--until-kills", type=int, default=0, help="... and the bot was killed or stopped so often")
    parser.add_argument("--untimed", action="store_true", help="seconds do not count: the machine is busy")
    parser.add_argument("--people", type=int, default=300, help="at once (default: %(default)s)")
    parser.add_argument("--questions", type=int, default=30, help="in the survey (default: %(default)s)")
    parser.add_argument(
        "--life", type=float, default=2.0, help="of the bot, at most, in seconds (default: %(default)s)"
    )
    parser.add_argument("--stormy", type=float, default=1.0, help="share of lives in a storm (default: %(default)s)")
    parser.add_argument("--breezy", type=float, default=0.0, help="share of lives in a breeze (default: %(default)s)")
    parser.add_argument("--evening", type=float, default=180.0, help="seconds until nobody new comes, in a night")
    parser.add_argument("--deeds", default="", help=f"only these, by commas: {', '.join(sorted(deeds.DEEDS))} ...")
    parser.add_argument("--rarely", type=float, default=1.0, help="weight of deeds that are no plain kill or stop")
    parser.add_argument(
        "--every-point", action="store_true", help="die at every statement and call of one path instead"
    )
    parser.add_argument("--mutants", action="store_true", help="try the judge on every broken bot instead")
    parser.add_argument(
        "--results", type=Path, default=RESULTS, help="where a line of JSON is added (default: %(default)s)"
    )
    return parser


def course(asked: argparse.Namespace) -> Course:
    """The evenings that are asked for."""
    once = not (asked.minutes or asked.until_answers or asked.until_kills)
    crowd = Crowd(at_once=asked.people, most=asked.people if once else 1_000_000, questions=asked.questions)
    weights = dict.fromkeys((*deeds.DEEDS, *deeds.EMBEDDED, "full_disk", "database_killed"), asked.rarely)
    weights |= dict.fromkeys(deeds.PLAIN, 1.0)
    if asked.deeds:
        weights = dict.fromkeys(weights, 0.0) | dict.fromkeys(asked.deeds.split(","), 1.0)
    fate = Fate(life=asked.life, stormy=asked.stormy, breezy=asked.breezy, weights=weights)
    return Course(seed=asked.seed, crowd=crowd, fate=fate, timed=not asked.untimed)


def main() -> int:
    """Carry out what is asked: 0 when nothing was found."""
    asked = options().parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # it stops as it does with Ctrl-C: nothing is left behind
    with tempfile.TemporaryDirectory(prefix="torture-", ignore_cleanup_errors=True) as place:
        if asked.mutants:
            return mutants(Path(place), asked.seed)
        server = (
            PostgreSQL(Path(tempfile.mkdtemp(prefix="torture-")), sturdy=True)
            if asked.database == "postgresql"
            else None
        )
        try:
            if asked.every_point:
                return points(Path(place), server, asked)
            return night(Path(place), server, asked)
        finally:
            if server is not None:
                server.stop()


def night(place: Path, server: PostgreSQL | None, asked: argparse.Namespace) -> int:
    """Evenings until it is enough."""
    wanted = Wanted(asked.minutes, asked.until_answers, asked.until_kills, asked.evening)
    one = Night(course(asked), wanted, place, server)
    try:
        one.passes()
    except KeyboardInterrupt:
        print("interrupted; the evening at hand does not count")
    write_down(asked, one.tally.line(**about(asked)))
    return 1 if one.tally.findings else 0


def points(place: Path, server: PostgreSQL | None, asked: argparse.Namespace) -> int:
    """One resident's path, with a death at every point of it."""
    with every_point.home(place, server) as house, closing(Births(house.environment())) as births:
        outcome = asyncio.run(every_point.walk(house, births, asked.seed))
    for name, what in outcome.findings:
        print(f"{name}: {what}")
    write_down(asked, every_point.line(outcome, **about(asked)))
    return 1 if outcome.findings else 0


def mutants(place: Path, seed: int) -> int:
    """Every broken bot: 0 when the judge notices all of them."""
    missed = 0
    with closing(Births(House(place / "cradle").environment())) as births:
        for name, trial in TRIALS.items():
            (place / name).mkdir()
            house = House(place / name)
            furnish(house, births, QUESTIONS)
            spoilt = replace(trial, seed=seed, spells=(("mutant", name),))
            outcome = asyncio.run(Evening(house, births, spoilt).passes())
            missed += not outcome.findings
            print(f"{name}: {sorted({check for check, _what in outcome.findings}) or 'NOT NOTICED'}", flush=True)
    return 1 if missed else 0


def about(asked: argparse.Namespace) -> dict[str, object]:
    """What a line of results says of how it came about."""
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    return {"at": moment, "database": asked.database, "seed": asked.seed, "people_at_once": asked.people,
            "life": asked.life, "stormy": asked.stormy, "breezy": asked.breezy}  # fmt: skip


def write_down(asked: argparse.Namespace, line: str) -> None:
    """Print the line, and add it to the results."""
    print(line)
    with asked.results.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
