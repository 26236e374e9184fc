"""One person floods the bot while others answer a survey: how much longer do the others wait?

Run as `python -m benchmarks flood`. Runs with and without the flood take turns; the ratios are of runs side by side.
"""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks import village
from benchmarks.contest import Result, measure
from benchmarks.survey_speed import ours
from benchmarks.tables import table

GOAL = 1.5
HEADS = ("", "updates/s of the others", "median ms", "p99 ms", "peak MB")
Value = Callable[[Result], float]


def main(arguments: Sequence[str] = ()) -> None:
    """Measure, and print tables."""
    asked = _options().parse_args(arguments)
    pairs = [(_run(asked, 0), _run(asked, asked.flood)) for _ in range(asked.repeats)]
    print(
        f"Five questions, {asked.people} people at a time, {asked.people * asked.rounds} in all; one more person says "
    )
    print(
        f"{asked.flood} things a second, mostly texts of 2,900 characters. Medians of {asked.repeats} pairs of runs.\n"
    )
    print(table(HEADS, [_row("without", [one for one, _ in pairs]), _row("with the flood", [one for _, one in pairs])]))
    values: tuple[tuple[str, Value], ...] = (
        ("median", lambda one: one.median_ms),
        ("p99", lambda one: one.p99_ms),
    )
    rows = [
        (name, f"{median(value(with_) / value(without) for without, with_ in pairs):.2f}") for name, value in values
    ]
    print("\n" + table((f"the others wait (wanted: at most {GOAL} times)", "times as long"), rows))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m benchmarks flood", description=__doc__)
    parser.add_argument("--people", type=int, default=20, help="people at a time (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=50, help="times so many people in all (default: %(default)s)")
    parser.add_argument("--flood", type=int, default=100, help="things said a second (default: %(default)s)")
    parser.add_argument("--repeats", type=int, default=5, help="pairs of runs (default: %(default)s)")
    return parser


def _run(asked: argparse.Namespace, flood: int) -> Result:
    with tempfile.TemporaryDirectory() as directory:
        return measure(ours(Path(directory)), asked.people, asked.rounds, village.PAYLOAD, flood)


def _row(name: str, results: list[Result]) -> tuple[str, ...]:
    values: tuple[Value, ...] = (lambda one: one.per_second, lambda one: one.median_ms, lambda one: one.p99_ms)
    middles = [f"{median(map(value, results)):.1f}" for value in values]
    return (name, *middles, f"{median(one.peak_mb for one in results):.0f}")
