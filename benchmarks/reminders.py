"""Many reminders that are due in the same minute: how fast they are found and written down to be sent."""

import argparse
import asyncio
import resource
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot.channel.outbox import Outbox
from bot.channel.outcomes import Answer
from bot.clock.meetings import Tellings
from bot.dialogue.desk import Desk
from bot.dialogue.plugins import load_scripts
from bot.neighbourhood.meetings import Brief
from bot.store import Store, migrate
from bot.store.log import started
from bot.store.tables import attendance, resident, seat

NOW = datetime(2026, 5, 27, 17, 30, tzinfo=UTC)


class Instant:
    """A Bot API that takes everything at once: what is measured is the bot."""

    def __init__(self) -> None:
        self.sent: list[float] = []

    async def call(self, call: Any, *, bulk: bool = False) -> Answer:
        """Sent."""
        self.sent.append(time.perf_counter())
        return Answer("sent", result={"message_id": len(self.sent), "date": 0})


async def measure(people: int) -> dict[str, float]:
    """Seconds until the first was sent and until all were, and the memory it took in MB."""
    with tempfile.TemporaryDirectory() as directory:
        url = f"sqlite:///{Path(directory, 'bench.db')}"
        await asyncio.to_thread(migrate, url)
        store = await Store.open(url)
        await _filled(store, people)
        telegram = Instant()
        desk = Desk(store, load_scripts(), lambda: NOW)
        outbox = Outbox(telegram, desk)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.perf_counter()
        async with store.writing() as books:
            (due,) = await books.dues.claim(1, ["tell"], NOW)
        await Tellings(desk, outbox)(due)
        await outbox.drain()
        await desk.settle()
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        await store.close()
    all_of_it = telegram.sent[-1] - begun
    return {
        "reminders": len(telegram.sent),
        "first, s": telegram.sent[0] - begun,
        "all, s": all_of_it,
        "each second": people / all_of_it,
        "memory, MB": grown / 1024,
    }


async def _filled(store: Store, people: int) -> None:
    async with store.writing() as books:
        place = await books.neighbourhoods.add("oosterwijk", "Oosterwijk")
        organiser = books.people.change(books.people.new(1, 1, "nl"), neighbourhood_id=place.id)
        talk = books.log.put_conversation(started(organiser, "new-meeting", {}, NOW))
        brief = Brief("cafe", {"nl": "Café"}, NOW + timedelta(days=1), NOW + timedelta(days=1, hours=2), "Dorpshuis")
        made = await books.meetings.make(organiser, talk, brief, UTC, NOW - timedelta(days=9))
        connection = books.unit.connection
        numbers = range(10, 10 + people)
        fixed = {"language": "nl", "state": "active", "agreed": "1", "neighbourhood_id": place.id}
        fixed |= {"keyboard": False, "warned": True}
        await connection.execute(
            insert(resident), [{"id": one, "person": one, "chat": one, "created": NOW, **fixed} for one in numbers]
        )
        said = {"meeting_id": made.id, "answer": "yes", "guests": 0, "name": "", "helps": [], "created": NOW}
        await connection.execute(insert(attendance), [{"resident_id": one, "changed": NOW, **said} for one in numbers])
        sits = {"meeting_id": made.id, "place": 0, "state": "held", "since": NOW}
        await connection.execute(insert(seat), [{"resident_id": one, **sits} for one in numbers])
        for minutes in (10080, 120):
            await books.dues.cancel(f"meeting:{made.id}:remind:{minutes}")


def main(arguments: list[str]) -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks reminders")
    parser.add_argument("--people", type=int, default=10_000)
    for name, figure in asyncio.run(measure(parser.parse_args(arguments).people)).items():
        print(f"{name:<14}{figure:>10.1f}")
