"""Backups: what is restored is what was there, on either database, and nothing that was wished gone."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import text

from bot.neighbourhood.refusal import Refusal
from bot.store import Store
from bot.store.backup import back_up, restore
from bot.store.backup.archive import Manifest, writing
from bot.store.engine import open_blocking
from bot.store.health import examine
from bot.store.schema import upgrade_on
from tests.store.drill import back, backed_up, content, hands_in
from tests.talk.databases import PostgreSQL, SQLite
from tests.talk.village import Village


async def test_what_is_restored_is_what_was_there(lively: Village) -> None:
    before = await content(lively.url)
    path = await backed_up(lively)
    (lively.directory / "photos" / "berts.jpg").unlink()
    await hands_in(await lively.resident("Carla"))
    done = await back(lively, path, replace=True)
    assert await content(lively.url) == before
    assert before["idea"]
    assert (lively.directory / "photos" / "berts.jpg").read_bytes() == b"a photo"
    assert (done.manifest.photos, done.manifest.missing, done.erased) == (1, [], 0)


async def test_people_go_on_where_they_were_and_new_things_get_new_numbers(lively: Village) -> None:
    carla = await lively.resident("Carla")
    await carla.says("/idea")
    path = await backed_up(lively)
    await carla.taps("Green")
    await back(lively, path, replace=True)
    await carla.does("Green", "says:Benches", "Skip", "Skip", "Without my name", "Yes, hand")
    numbers = [row["id"] for row in await lively.rows("idea")]
    assert len(numbers) == len(set(numbers)) == 3


@pytest.mark.parametrize("there", ["sqlite", "postgresql"])
async def test_a_backup_moves_to_the_other_database(
    lively: Village, there: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    path = await backed_up(lively)
    other: SQLite | PostgreSQL = request.getfixturevalue(there)
    (tmp_path / "other").mkdir()
    with other.copy(tmp_path / "other", empty=True) as address:
        await restore(address, tmp_path / "other", path)
        assert await content(address) == await content(lively.url)


async def test_replies_that_waited_are_not_sent_again_and_bulk_is_not_repeated(lively: Village) -> None:
    async with (await lively.store()).writing() as books:
        await books.deliveries.add(
            [{"id": number, "chat": 1, "lane": lane, "effects": "[]"} for number, lane in ((1, "reply"), (2, "bulk"))]
        )
    await back(lively, await backed_up(lively), replace=True)
    assert [(row["id"], row["state"]) for row in await lively.rows("delivery")] == [(2, "unknown")]


async def test_a_database_with_people_is_not_replaced_by_accident(lively: Village) -> None:
    before = await content(lively.url)
    path = await backed_up(lively)
    with pytest.raises(Refusal, match="--replace"):
        await back(lively, path)
    assert await content(lively.url) == before


async def test_what_was_replaced_is_kept_and_can_be_put_back(lively: Village) -> None:
    path = await backed_up(lively)
    await hands_in(await lively.resident("Clara"))
    before = await content(lively.url)
    done = await back(lively, path, replace=True)
    await back(lively, done.aside, replace=True)
    assert await content(lively.url) == before


async def test_a_database_in_use_is_left_alone(lively: Village) -> None:
    path = await backed_up(lively)
    with pytest.raises(Refusal, match="in use"):
        await restore(lively.url, lively.directory, path, replace=True)


def inside(path: Path, part: float) -> int:
    """A place in the content of an archive; some fields between are read by nobody."""
    with ZipFile(path) as archive:
        members = [one for one in archive.infolist() if one.compress_size > 2]
    one = members[int(len(members) * part)]
    # A member begins with 30 bytes, its name, and an extra field of the length that the last two of the 30 say.
    header = path.read_bytes()[one.header_offset : one.header_offset + 30]
    extra = int.from_bytes(header[28:], "little")
    return one.header_offset + 30 + len(one.filename) + extra + one.compress_size // 2


@pytest.mark.parametrize("part", [0, 0.3, 0.6, 0.9, 0.999])
async def test_a_damaged_archive_is_refused_and_nothing_is_touched(lively: Village, part: float) -> None:
    path = await backed_up(lively)
    before = await content(lively.url)
    whole = bytearray(path.read_bytes())
    whole[inside(path, part)] ^= 0x20
    path.write_bytes(whole)
    with pytest.raises(Refusal, match="not a whole backup"):
        await back(lively, path, replace=True)
    assert await content(lively.url) == before


@pytest.mark.parametrize("manifest", [{"schema": "9999"}, {"schema": "0001", "format": 2}])
async def test_a_backup_of_a_newer_program_is_refused(
    databases: SQLite | PostgreSQL, tmp_path: Path, manifest: dict[str, Any]
) -> None:
    with writing(tmp_path / "new.zip", Manifest("9", "2030-01-01", **manifest)):
        pass
    with databases.copy(tmp_path) as address, pytest.raises(Refusal, match="newer wijkbot"):
        await restore(address, tmp_path, tmp_path / "new.zip")


async def test_a_backup_of_the_first_schema_is_brought_up_to_date(
    databases: SQLite | PostgreSQL, tmp_path: Path
) -> None:
    with databases.copy(tmp_path, empty=True) as old:
        engine = open_blocking(old)
        with engine.begin() as connection:
            upgrade_on(connection, "0001")
            connection.execute(text("INSERT INTO meta (key, value) VALUES ('bot', '7')"))
        engine.dispose()
        back_up(old, tmp_path, tmp_path / "old.zip")
        (tmp_path / "new").mkdir()
        with databases.copy(tmp_path / "new", empty=True) as new:
            await restore(new, tmp_path, tmp_path / "old.zip")
            health = examine(new)
    assert (health.standing, health.damage, health.bot) == ("current", "", 7)


@pytest.fixture
async def busy(store: Store) -> AsyncIterator[Store]:
    """A database in which places with a survey each are made all the time."""
    stopped, begun = asyncio.Event(), asyncio.Event()

    async def works() -> None:
        number = 0
        while not stopped.is_set():
            number += 1
            async with store.writing() as books:
                place = await books.neighbourhoods.add(f"place-{number}", "Place")
                await books.surveys.add(place.id, {"slug": "s", "title": "S", "questions": []})
            begun.set()

    working = asyncio.create_task(works())
    await begun.wait()
    yield store
    stopped.set()
    await working


async def test_a_backup_beside_running_turns_is_of_one_moment(busy: Store, tmp_path: Path) -> None:
    for number in range(5):
        await asyncio.sleep(0.05)
        made = await asyncio.to_thread(back_up, busy.url, tmp_path, tmp_path / f"{number}.zip")
        counts = {made.tables[name].count for name in ("neighbourhood", "survey", "survey_version")}
        assert len(counts) == 1
        assert counts != {0}


async def test_a_damaged_database_is_replaced_too(sqlite: SQLite, tmp_path: Path) -> None:
    with sqlite.copy(tmp_path) as address:
        back_up(address, tmp_path, tmp_path / "b.zip")
        (tmp_path / "wijkbot.db").write_bytes(b"no database" * 1000)
        with pytest.raises(Refusal, match="--replace"):
            await restore(address, tmp_path, tmp_path / "b.zip")
        done = await restore(address, tmp_path, tmp_path / "b.zip", replace=True)
        assert done.aside.read_bytes().startswith(b"no database")
        with sqlite3.connect(tmp_path / "wijkbot.db") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
