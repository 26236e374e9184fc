"""Opinion groups beside red-dwarf on planted groups, and grouping of ideas: time, memory, and how well they agree.

Every measurement is a process of its own, run as `python -m benchmarks.insight WHAT SIDE SIZE`. Imports, making the
input and a first small run are not counted; memory is the peak of the whole process. red-dwarf takes minutes
and 6 GB for the largest: it is only run with `--rivals`.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.exports import memory
from benchmarks.tables import table

ROUNDS = 3
VOTES_EACH = 40
LARGE, SMALL = (100_000, 1_000), (1_000, 100)
THINGS = (
    "bankje speeltuin boom geveltuin zwerfafval prullenbak hondenpoep fietspad fietsenrek parkeerplaats drempel "
    "zebrapad straatlantaarn koffieochtend buurthuis eenzaamheid zonnepaneel warmtepomp moestuin vogelhuisje "
    "muurschildering buurtfeest taalles huiswerk jongerenhonk voetbalveld wateroverlast stoeptegel rolstoel winkel "
    "pinautomaat inbraak"
).split()
WISHES = (
    "Meer {}en in de {}", "Graag een {} bij de {}", "Er is te weinig {} rond de {}", "Wat doen jullie aan {} in de {}?",
    "De {} op de {} is kapot", "Een mooie {} voor kinderen en ouderen aan de {}", "{}: dat missen wij in de {}",
)  # fmt: skip
STREETS = ("linde", "kerk", "school", "dorps", "molen", "wilgen", "station", "markt", "oranje", "beuken")
KINDS = ("straat", "laan", "weg", "plein", "hof", "kade")


def main(arguments: Sequence[str] = ()) -> None:
    """Print the figures as tables."""
    rows = [*_opinions("--rivals" in arguments), *_ideas()]
    print(table(("insight", "seconds", "processor s", "peak MB", "agreement", "goal"), rows))


def _opinions(rivals: bool) -> list[tuple[str, ...]]:
    rows = []
    for (people, statements), goal in ((SMALL, "under 0.1 s"), (LARGE, "1/100 of the time, 1/8 of the memory")):
        name, size = f"{people:,} x {statements:,} votes", f"{people}x{statements}"
        rows.append((name, *_best("opinions", "ours", size), goal))
        if rivals:
            rows.append((f"{name}, red-dwarf", *_best("opinions", "red-dwarf", size, rounds=1), ""))
    return rows


def _ideas() -> list[tuple[str, ...]]:
    goals = (("10000", "under 3 s"), ("100000", "under 30 s and 600 MB"))
    rows = [(f"{int(size):,} ideas", *_best("ideas", "ours", size), goal) for size, goal in goals]
    return [*rows, ("is it this one?, among 100,000", *_best("similar", "ours", "100000"), "under 0.02 s")]


def _best(what: str, side: str, size: str, rounds: int = ROUNDS) -> tuple[str, str, str, str]:
    command = [sys.executable, "-m", "benchmarks.insight", what, side, size]
    runs = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _round in range(rounds)]
    seconds, processor = (min(run[name] for run in runs) for name in ("seconds", "processor"))
    agreement = f"{runs[0]['agreement']:.3f}" if "agreement" in runs[0] else ""
    return f"{seconds:.3f}", f"{processor:.3f}", f"{max(run['megabytes'] for run in runs):.0f}", agreement


def _timed(work: Callable[[], Any]) -> tuple[dict[str, float], Any]:
    """Seconds on the clock and of the processor: on a busy machine they are far apart. And what came out."""
    start, processor = time.perf_counter(), time.process_time()
    result = work()
    return {"seconds": time.perf_counter() - start, "processor": time.process_time() - processor}, result


def _planted(size: str) -> tuple[Any, Any]:
    """Votes of people in three groups, who each voted on 40 statements, and the group of each."""
    import numpy as np

    from bot.insight.opinions import Votes

    people, statements = map(int, size.split("x"))
    dice = np.random.default_rng(2026)
    group = dice.integers(0, 3, people)
    leaning = dice.uniform(0.1, 0.9, (3, statements))
    who = np.repeat(np.arange(people, dtype=np.int32), VOTES_EACH)
    parts = range(0, people, 5_000)  # in parts, so that making the votes takes less memory than what is measured
    what = np.concatenate([_chosen(dice, min(5_000, people - start), statements) for start in parts])
    agrees, passes = dice.random(len(who)) < leaning[group[who], what], dice.random(len(who)) < 0.1
    vote = np.where(passes, 0, np.where(agrees, 1, -1)).astype(np.int8)
    return Votes(who, what, vote, people, statements, np.zeros(statements, dtype=bool)), group


def _chosen(dice: Any, people: int, statements: int) -> Any:
    """The 40 statements that each of some people vote on, one after another."""
    return dice.random((people, statements), dtype="f4").argpartition(VOTES_EACH)[:, :VOTES_EACH].astype("i4").ravel()


def _our_opinions(size: str) -> dict[str, float]:
    from bot.insight.agreement import adjusted_rand
    from bot.insight.opinions import find_opinions
    from bot.insight.opinions.statements import group_informed, representative
    from bot.insight.opinions.votes import count

    def work() -> Any:
        found = find_opinions(votes)
        counts = count(votes, found.group, found.groups)
        return found, representative(counts, votes.hidden), group_informed(counts)

    find_opinions(_planted("200x60")[0])
    votes, group = _planted(size)
    seconds, (found, _stances, _consensus) = _timed(work)
    return {**seconds, "agreement": adjusted_rand(found.group, group)}


def _their_opinions(size: str) -> dict[str, float]:
    from reddwarf.implementations.polis import run_pipeline

    from bot.insight.agreement import adjusted_rand

    votes, group = _planted(size)
    triples = zip(votes.who.tolist(), votes.what.tolist(), votes.vote.tolist(), strict=True)
    rows = [{"participant_id": who, "statement_id": what, "vote": vote, "modified": 0} for who, what, vote in triples]
    seconds, found = _timed(lambda: run_pipeline(votes=rows, random_state=0))
    return {**seconds, "agreement": adjusted_rand(found.participants_df["cluster_id"].astype(int), group)}


def _texts(count: int) -> list[str]:
    """Ideas as residents could write them, about one thing each, some with a misspelling."""
    dice = random.Random(2026)
    texts = []
    for _number in range(count):
        street = dice.choice(STREETS) + dice.choice(STREETS) + dice.choice(KINDS)
        text = dice.choice(WISHES).format(dice.choice(THINGS), street)
        if dice.random() < 0.1:
            at = dice.randrange(len(text) - 1)
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        texts.append(
            f"{text}. {dice.choice(WISHES).format(dice.choice(THINGS), street)}" if dice.random() < 0.3 else text
        )
    return texts


def _our_ideas(size: str) -> dict[str, float]:
    from bot.insight.ideas import group_ideas

    texts = _texts(int(size))
    seconds, _grouping = _timed(lambda: group_ideas(texts))
    return seconds


def _our_similar(size: str) -> dict[str, float]:
    from bot.insight.ideas import Similar

    similar = Similar(_texts(int(size)))
    asked = ["Een bankje aan de lindekerkstraat", "te donker op het fietspad bij de school", "hondenpop in de buurt"]
    times = [_timed(lambda text=text: similar.to(text))[0] for text in asked]
    return max(times, key=lambda one: one["seconds"])


WORKS = {
    ("opinions", "ours"): _our_opinions,
    ("opinions", "red-dwarf"): _their_opinions,
    ("ideas", "ours"): _our_ideas,
    ("similar", "ours"): _our_similar,
}

if __name__ == "__main__":
    measured = WORKS[sys.argv[1], sys.argv[2]](sys.argv[3])
    print(json.dumps(measured | {"megabytes": memory("VmHWM")}))
