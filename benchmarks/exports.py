"""Exporting 100,000 ideas: time beside the libraries alone with the rows in memory, and memory above idle.

Both forms are measured beside the libraries writing the full rows; an anonymised export has fewer words to write, and
has to read all ideas before it knows what can be shown. Every measurement is a process of its own. The reference gets
its rows for nothing: they are in memory before its clock starts. The program it is run as,
`python -m benchmarks.exports SIDE FORMAT DIRECTORY`, makes one measurement.
"""

import asyncio
import csv
import json
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.tables import table
from bot.exchange.export import export
from bot.exchange.reader import Reader
from bot.exchange.rows import whats
from bot.exchange.wall_clock import WallClock
from bot.language import translator
from bot.neighbourhood.themes import THEMES
from bot.store import Store

IDEAS = 100_000
ROUNDS = 3
FORMS = ("anonymised", "identified")
SLUG = "oosterwijk"
WORDS = (
    'meer bomen, een bankje in de straat; \'s avonds te donker. Kinderen spelen veilig buurthuis koffie "samen" groen\n'
    "speeltuin verlichting fietspad ouderen eenzaam parkeren café één keer hondenpoep 🌳 tuin +1 school brug winkels"
).split(" ")
COLUMNS = (
    "neighbourhood_id, channel, theme, text, name, latitude, longitude, address, "
    "state, supporters, photos, created, changed, flags"
)

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement with its goal, and beside its reference where there is one."""

    name: str
    ours: str
    reference: str
    ratio: str
    goal: str


def run() -> list[Figure]:
    """Measure both formats; some minutes."""
    with TemporaryDirectory() as place:
        asyncio.run(_seed(Path(place)))
        return [*_figures("csv", 3.0, Path(place)), *_figures("xlsx", 1.5, Path(place))]


def main(_arguments: Sequence[str] = ()) -> None:
    """Print the figures as a table."""
    print(table((f"{IDEAS:,} ideas", "ours", "reference", "ratio", "goal"), [astuple(figure) for figure in run()]))


def _figures(form: str, most: float, place: Path) -> list[Figure]:
    # In turns, so that a busy moment of the machine falls on all.
    rounds = [{side: _measure(side, form, place) for side in (*FORMS, "reference")} for _ in range(ROUNDS)]
    reference = min(round["reference"]["seconds"] for round in rounds)
    figures = []
    for side in FORMS:
        ours = min(round[side]["seconds"] for round in rounds)
        peak = max(round[side]["megabytes"] for round in rounds)
        ratio = f"{ours / reference:.2f}"
        figures += [
            Figure(f"{form}, {side}", f"{ours:.2f} s", f"{reference:.2f} s", ratio, f"{most} at most"),
            Figure(f"{form}, {side}, memory above idle", f"{peak:.0f} MB", "", "", "under 80 MB"),
        ]
    return figures


def _measure(side: str, form: str, place: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.exports", side, form, str(place)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {name: float(value) for name, value in json.loads(answer).items()}


async def _once(side: str, form: str, place: Path) -> dict[str, float]:
    store = await Store.open(_url(place))
    try:
        return await _reference(store, form, place) if side == "reference" else await _ours(store, side, form, place)
    finally:
        await store.close()


async def _ours(store: Store, side: str, form: str, place: Path) -> dict[str, float]:
    async with store.reading() as books:
        neighbourhood = await books.neighbourhoods.named(SLUG)
        idle, start = memory("VmRSS"), time.perf_counter()
        count = await export(
            books, neighbourhood, "ideas", form, place / f"{side}.{form}", identified=side == "identified"
        )
    seconds = time.perf_counter() - start
    if count != IDEAS:
        raise RuntimeError(f"{count} ideas were exported, not {IDEAS}")
    return {"seconds": seconds, "megabytes": memory("VmHWM") - idle}


async def _reference(store: Store, form: str, place: Path) -> dict[str, float]:
    ideas, reader = whats()["ideas"], Reader(translator("nl"), WallClock(ZoneInfo("Europe/Amsterdam")))
    async with store.reading() as books:
        neighbourhood = await books.neighbourhoods.named(SLUG)
        rows = [ideas.COLUMNS, *[row async for rows in ideas.rows(books, neighbourhood, reader) for row in rows]]
    write: Callable[[list[Row], Path], None] = {"csv": _plain_csv, "xlsx": _plain_xlsx}[form]
    idle, start = memory("VmRSS"), time.perf_counter()
    write(rows, place / f"reference.{form}")
    return {"seconds": time.perf_counter() - start, "megabytes": memory("VmHWM") - idle}


def _plain_csv(rows: list[Row], path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def _plain_xlsx(rows: list[Row], path: Path) -> None:
    from xlsxwriter import Workbook

    book = Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    for line, row in enumerate(rows):
        sheet.write_row(line, 0, row)
    book.close()


async def _seed(place: Path) -> None:
    store = await Store.open(_url(place))
    async with store.writing() as books:
        neighbourhood = await books.neighbourhoods.add(SLUG, "Oosterwijk")
    await store.close()
    marks = ", ".join("?" * len(COLUMNS.split(", ")))
    with closing(sqlite3.connect(place / "wijkbot.db")) as database:
        insert = f"INSERT INTO idea ({COLUMNS}) VALUES ({marks})"  # noqa: S608 - the names stand above
        database.executemany(insert, _ideas(neighbourhood.id))
        database.commit()


def _ideas(neighbourhood_id: int) -> Iterator[Row]:
    """Ideas of a year: short and long, half with a place, most without a name."""
    dice, start = random.Random(2026), datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(IDEAS):
        moment = (start + timedelta(days=365) * number / IDEAS).isoformat(timespec="microseconds")
        text = " ".join(dice.choices(WORDS, k=dice.randint(4, 50)))
        shared = dice.random() < 0.5
        place = (round(52 + dice.random(), 6), round(5 + dice.random(), 6)) if shared else (None, None)
        name, address = dice.choice(("", "", "Fatima")), "" if shared else "Dorpsstraat 12"
        said = ("chat", dice.choice(THEMES).key, text, name, *place, address)
        yield neighbourhood_id, *said, "received", dice.randint(0, 20), dice.randint(0, 3), moment, moment, ""


def _url(place: Path) -> str:
    return f"sqlite:///{place / 'wijkbot.db'}"


def memory(name: str) -> float:
    """A figure of this process in megabytes: `VmRSS` is what it takes now, `VmHWM` the most it took (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith(name))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(asyncio.run(_once(sys.argv[1], sys.argv[2], Path(sys.argv[3])))))
    else:
        main()
