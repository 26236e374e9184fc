"""A backup of a large database while people talk with the bot: how long does a turn wait at most?

Run as `python -m benchmarks backup`. The database is filled to the size that is asked for; then turns are done one
after another, as a batch of one message each, first alone and then while the archive is written by the worker.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from benchmarks import village
from benchmarks.tables import table
from bot.clock.worker import Worker
from bot.dialogue.desk import Desk
from bot.dialogue.events import Commanded, Sender
from bot.dialogue.plugins import load_scripts
from bot.simulator.memory import FIRST_PERSON
from bot.store import Store
from bot.store.book import now
from bot.store.ids import new_id
from bot.store.tables import answer, conversation, resident

GOAL_MS = 200
RESIDENTS = 1000
WORDS = "Een bankje onder de linde, waar je kunt zitten als je boodschappen hebt gedaan. " * 12
PORTION = 2000
PAUSE_SECONDS = 0.005


def main(arguments: Sequence[str] = ()) -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser("python -m benchmarks backup", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=1000, help="size of the database (default: %(default)s)")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as directory:
        asyncio.run(_measure(Path(directory), asked.megabytes))


async def _measure(directory: Path, megabytes: int) -> None:
    await asyncio.to_thread(village.make, directory, RESIDENTS)
    file = directory / "wijkbot.db"
    store = await Store.open(f"sqlite:///{file}")
    await _fill(store, file, megabytes)
    await store.empty_log()
    desk, worker = Desk(store, load_scripts()), Worker()
    began = time.perf_counter()
    backup = worker.backup(store.url, directory, directory / "backups" / "made.zip")
    during = await _turns(desk, 0, backup)
    seconds = time.perf_counter() - began
    rows = await backup
    alone = await _turns(desk, 100_000, asyncio.ensure_future(asyncio.sleep(seconds)))
    worker.close()
    await store.close()
    size, made = _megabytes(file), _megabytes(directory / "backups" / "made.zip")
    print(f"A database of {size:.0f} MB, {rows} rows; its backup took {seconds:.1f} s and has {made:.0f} MB.")
    print(
        f"Turns one after another, {PAUSE_SECONDS * 1000:.0f} ms apart; wanted: none waits longer than {GOAL_MS} ms.\n"
    )
    heads = ("", "turns", "median ms", "p99 ms", "longest ms")
    print(table(heads, [_row("without a backup", alone), _row("during the backup", during)]))


async def _fill(store: Store, file: Path, megabytes: int) -> None:
    async with store.reading() as books:
        owners = [row.id for row in await books.unit.connection.execute(resident.select())]
    number = 0
    while _megabytes(file) < megabytes:
        talks, answers = [], []
        for _ in range(PORTION):
            talk = _talk(owners[number % len(owners)])
            talks.append(talk)
            answers.append(_answer(talk["id"], number))
            number += 1
        async with store.writing() as books:
            await books.unit.connection.execute(insert(conversation), talks)
            await books.unit.connection.execute(insert(answer), answers)


def _megabytes(file: Path) -> float:
    return file.stat().st_size / 1e6


def _talk(owner: int) -> dict[str, object]:
    fields = {"script": "idea", "arguments": {}, "state": "done", "channel": "chat", "created": now(), "touched": now()}
    return {"id": new_id(), "resident_id": owner, **fields}


def _answer(talk: int, number: int) -> dict[str, object]:
    fields = {"key": "text", "kind": "text", "state": "given", "on_path": True, "answered": now()}
    return {"conversation_id": talk, "value": f"{number} {WORDS}", **fields}


async def _turns(desk: Desk, first: int, until: "asyncio.Future[object]") -> list[float]:
    """The seconds of turns that are done until something is ready."""
    waits: list[float] = []
    while not until.done():
        number = first + len(waits)
        person = FIRST_PERSON + number % RESIDENTS
        event = Commanded(Sender(person, person), number, datetime.now(UTC), "menu")
        began = time.perf_counter()
        await desk.take([event])
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(PAUSE_SECONDS)
    return sorted(waits)


def _row(name: str, waits: list[float]) -> tuple[str, ...]:
    middle, late = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    return (name, str(len(waits)), *(f"{1000 * value:.1f}" for value in (middle, late, waits[-1])))
