"""Restore drills: thirty of them, each with its own seed, so that it can be done again.

`DRILLS=20 make test ARGS="-k drill"` does twenty times as many.
Right is: what comes back is what was there, less what was wished gone; or a refusal, and nothing is touched.
"""

import asyncio
import os
import sys
import zipfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from bot.neighbourhood.refusal import Refusal
from bot.store.backup import back_up, restore
from bot.store.backup.archive import MANIFEST
from bot.store.engine import open_blocking
from bot.store.health import examine
from bot.store.schema import upgrade_on
from tests.store.drill import back, backed_up, content, forgets, hands_in
from tests.talk.databases import PostgreSQL, SQLite
from tests.talk.village import Village

TIMES = int(os.environ.get("DRILLS", "1"))
BACKING_UP = """
import sys
from pathlib import Path
from bot.store.backup import back_up
while True:
    back_up(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    print(flush=True)
"""


@dataclass
class Drill:
    """A village with something to lose, chance, and room for another database of the same or the other kind."""

    village: Village
    chance: Random
    databases: SQLite | PostgreSQL
    other: SQLite | PostgreSQL

    @contextmanager
    def elsewhere(self, *, other: bool = False) -> Iterator[tuple[str, Path]]:
        """An address and a directory where nothing stands yet."""
        directory = self.village.directory / "elsewhere"
        directory.mkdir()
        with (self.other if other else self.databases).copy(directory, empty=True) as address:
            yield address, directory

    async def comes_back(self, path: Path, *, other: bool = False) -> bool:
        """Whether an archive that should be whole gives back the village."""
        with self.elsewhere(other=other) as (address, directory):
            await restore(address, directory, path)
            same = await content(address) == await content(self.village.url)
        return same and (directory / "photos" / "berts.jpg").read_bytes() == b"a photo"

    async def is_refused(self, path: Path) -> bool:
        """Whether an archive that was tampered with is refused, and nothing stands there afterwards."""
        with self.elsewhere() as (address, directory):
            with pytest.raises(Refusal, match=r"not a whole backup|no file"):
                await restore(address, directory, path)
            return examine(address).standing == "none" and list(directory.rglob("*.jpg")) == []


async def killed_while_it_is_made(drill: Drill) -> bool:
    village, path = drill.village, drill.village.directory / "kept" / "killed.zip"
    command = [sys.executable, "-c", BACKING_UP, village.url, str(village.directory), str(path)]
    making = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    await making.stdout.readline()  # one is whole; the next ones take its place
    await asyncio.sleep(drill.chance.uniform(0, 0.2))
    making.kill()
    await making.wait()
    return await drill.comes_back(path)


async def a_byte_is_changed(drill: Drill) -> bool:
    path = await backed_up(drill.village)
    whole = bytearray(path.read_bytes())
    at = drill.chance.randrange(len(whole))
    whole[at] ^= 1 << drill.chance.randrange(8)
    path.write_bytes(whole)
    try:
        return await drill.is_refused(path)
    except pytest.fail.Exception:  # a byte that says nothing, such as a date of the packing
        (drill.village.directory / "elsewhere").rename(drill.village.directory / "earlier")
        return await drill.comes_back(path)


async def the_end_is_cut_off(drill: Drill) -> bool:
    path = await backed_up(drill.village)
    whole = path.read_bytes()
    path.write_bytes(whole[: drill.chance.randrange(len(whole))])
    return await drill.is_refused(path)


async def two_files_are_swapped(drill: Drill) -> bool:
    path = await backed_up(drill.village)
    members = _members(path)
    one, other = drill.chance.sample(sorted(name for name, kept in members.items() if kept and name != MANIFEST), 2)
    members[one], members[other] = members[other], members[one]
    return await drill.is_refused(_packed(path, members))


async def a_file_of_another_backup_is_in_it(drill: Drill) -> bool:
    earlier = await backed_up(drill.village)
    members = _members(earlier)
    await hands_in(await drill.village.resident("Carla"))
    later = _members(await backed_up(drill.village))
    changed = sorted(name for name in later if name != MANIFEST and later[name] != members.get(name))
    name = drill.chance.choice(changed)
    members[name] = later[name]
    return await drill.is_refused(_packed(earlier, members))


async def the_schema_is_older(drill: Drill) -> bool:
    old, path = drill.village.directory / "old", drill.village.directory / "old.zip"
    old.mkdir()
    bot = str(drill.chance.randrange(1, 10**9))
    with drill.databases.copy(old, empty=True) as address:
        engine = open_blocking(address)
        with engine.begin() as connection:
            upgrade_on(connection, "0001")
            connection.execute(text("INSERT INTO meta (key, value) VALUES ('bot', :bot)"), {"bot": bot})
        engine.dispose()
        back_up(address, old, path)
    with drill.elsewhere() as (address, directory):
        await restore(address, directory, path)
        health = examine(address)
    return (health.standing, health.damage, health.bot) == ("current", "", int(bot))


async def it_moves_to_the_other_database(drill: Drill) -> bool:
    return await drill.comes_back(await backed_up(drill.village), other=True)


async def somebody_was_forgotten_since(drill: Drill) -> bool:
    village = drill.village
    carla = await village.resident("Carla")
    await hands_in(carla)
    path = await backed_up(village)
    await forgets(carla)
    before = await content(village.url)
    done = await back(village, path, replace=True)
    after = await content(village.url)
    return done.erased == 1 and all(after[name] == before[name] for name in ("resident", "idea", "answer", "consent"))


async def the_bot_goes_on_meanwhile(drill: Drill) -> bool:
    village, stopped = drill.village, asyncio.Event()

    async def works() -> None:
        number = 0
        while not stopped.is_set():
            number += 1
            async with (await village.store()).writing() as books:
                place = await books.neighbourhoods.add(f"place-{number}", "Place")
                await books.surveys.add(place.id, {"slug": "s", "title": "S", "questions": []})

    working = asyncio.create_task(works())
    await asyncio.sleep(drill.chance.uniform(0, 0.2))
    path = await backed_up(village)
    with pytest.raises(Refusal, match="in use"):
        await restore(village.url, village.directory, path, replace=True)
    stopped.set()
    await working
    with drill.elsewhere() as (address, directory):
        await restore(address, directory, path)
        found = await content(address)
    return len(found["neighbourhood"]) == len(found["survey"]) == len(found["survey_version"]) > 0


DRILLS: list[Callable[[Drill], Awaitable[bool]]] = [
    *[a_byte_is_changed] * 4,
    *[killed_while_it_is_made] * 2,
    *[the_end_is_cut_off] * 2,
    *[it_moves_to_the_other_database] * 2,
    two_files_are_swapped,
    a_file_of_another_backup_is_in_it,
    the_schema_is_older,
    somebody_was_forgotten_since,
    the_bot_goes_on_meanwhile,
]


@pytest.mark.parametrize("number", range(len(DRILLS) * TIMES))
async def test_a_restore_drill_ends_well(
    lively: Village, databases: SQLite | PostgreSQL, number: int, request: pytest.FixtureRequest
) -> None:
    other = request.getfixturevalue("postgresql" if isinstance(databases, SQLite) else "sqlite")
    drill = DRILLS[number % len(DRILLS)]
    assert await drill(Drill(lively, Random(number), databases, other)), drill.__name__


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(path: Path, members: dict[str, Any]) -> Path:
    """An archive of these members that says of itself what the one at `path` says."""
    with zipfile.ZipFile(path) as archive:
        comment = archive.comment
    with zipfile.ZipFile(path, "w") as archive:
        for name, kept in members.items():
            archive.writestr(name, kept)
        archive.comment = comment
    return path
