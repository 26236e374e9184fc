"""The same five-question survey served by three bots over the same simulator: how fast, how soon, how big.

Run as `python -m benchmarks survey`. This bot commits every answer with `synchronous=FULL`, checks and all; the rivals
are as their users write them (see `benchmarks/rivals/`).
"""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks import village
from benchmarks.contest import Contender, Result, measure
from benchmarks.tables import table

RESIDENTS = 10_000
OURS, PTB, AIOGRAM = "wijkbot", "PTB, pickle 60 s", "aiogram, SQLite"
HEADS = ("", "updates/s", "median ms", "p99 ms", "bot ms CPU", "simulator ms CPU", "first poll s", "peak MB")
GOALS = ((PTB, 6.0), (AIOGRAM, 1.5))
Runs = dict[str, list[Result]]


def main(arguments: Sequence[str] = ()) -> None:
    """Measure, and print tables."""
    asked = _options().parse_args(arguments)
    runs: Runs = {name: [] for name in asked.only or (OURS, PTB, AIOGRAM)}
    for _ in range(asked.repeats):
        for name, results in runs.items():
            with tempfile.TemporaryDirectory() as directory:
                payload = village.PAYLOAD if name == OURS else ""
                contender = _contender(name, Path(directory))
                results.append(measure(contender, asked.people, asked.rounds, payload))
    people, repeats = asked.people, asked.repeats
    print(f"Five questions with buttons, {people} people at a time, {people * asked.rounds} in all; ", end="")
    print(f"{RESIDENTS} residents in the wijkbot's store; medians of {repeats}; CPU is per update.\n")
    print(table(HEADS, [_row(name, results) for name, results in runs.items()]))
    if runs.keys() >= {OURS, PTB, AIOGRAM}:
        print("\n" + table(("wijkbot against", "updates/s", "wanted", "p99", "bot CPU"), _ratios(runs)))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m benchmarks survey", description=__doc__)
    parser.add_argument("--people", type=int, default=100, help="people at a time (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=10, help="times so many people in all (default: %(default)s)")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each bot (default: %(default)s)")
    parser.add_argument("--only", action="append", choices=(OURS, PTB, AIOGRAM), help="only this bot")
    return parser


def _contender(name: str, directory: Path) -> Contender:
    rivals = {PTB: "benchmarks.rivals.ptb_pickle", AIOGRAM: "benchmarks.rivals.aiogram_sqlite"}
    if name in rivals:
        return Contender(name, ("-m", rivals[name], "{url}", "{token}", str(directory)))
    return ours(directory)


def ours(directory: Path) -> Contender:
    """This bot, on a village of thousands in this directory."""
    village.make(directory, RESIDENTS)
    environment = {
        "WIJKBOT_TOKEN": "{token}",
        "WIJKBOT_API_URL": "{url}",
        "WIJKBOT_DATA_DIR": str(directory),
        "WIJKBOT_RATE": "0",
        "WIJKBOT_LISTEN": "127.0.0.1:0",
    }
    return Contender(OURS, ("-m", "bot", "run"), environment)


def _row(name: str, results: list[Result]) -> tuple[str, ...]:
    def middle(value: Callable[[Result], float], digits: int) -> str:
        return f"{median(map(value, results)):.{digits}f}"

    return (
        name,
        middle(lambda one: one.per_second, 0),
        middle(lambda one: one.median_ms, 1),
        middle(lambda one: one.p99_ms, 1),
        middle(lambda one: one.cpu_ms, 3),
        middle(lambda one: one.simulator_cpu_ms, 3),
        middle(lambda one: one.start_seconds, 2),
        middle(lambda one: one.peak_mb, 0),
    )


def _ratios(runs: Runs) -> list[tuple[str, ...]]:
    return [
        (
            rival,
            f"{_ratio(runs[OURS], runs[rival], lambda one: one.per_second):.1f} times",
            f"at least {wanted:g}",
            f"{_ratio(runs[OURS], runs[rival], lambda one: one.p99_ms):.2f} of it",
            f"{_ratio(runs[rival], runs[OURS], lambda one: one.cpu_ms):.1f} times less",
        )
        for rival, wanted in GOALS
    ]


def _ratio(ours: list[Result], theirs: list[Result], value: Callable[[Result], float]) -> float:
    return median(value(mine) / value(other) for mine, other in zip(ours, theirs, strict=True))
