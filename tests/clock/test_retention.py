"""Retention: what had its time goes, what is needed stays."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.clock.retention import Retention
from bot.store import Store, tables
from tests.talk.village import Village


def ago(days: float) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for name in ("photos", "exports", "backups"):
        (tmp_path / name).mkdir(exist_ok=True)
    return tmp_path


def made(path: Path, days: float) -> Path:
    path.write_text("x")
    moment = time.time() - days * 86_400
    os.utime(path, (moment, moment))
    return path


async def put(store: Store, table: Any, *rows: dict[str, Any]) -> None:
    async with store.writing() as books:
        await books.unit.connection.execute(insert(table), rows)


async def ids(store: Store, table: Any) -> list[int]:
    async with store.reading() as books:
        return sorted((await books.unit.connection.execute(table.select())).scalars())


async def test_what_was_set_aside_goes_after_a_week(store: Store, directory: Path) -> None:
    rows = [{"id": number, "update": "{}", "reason": "", "at": ago(number)} for number in range(1, 21)]
    await put(store, tables.set_aside, *rows)
    await Retention(store, directory)()
    assert await ids(store, tables.set_aside) == [1, 2, 3, 4, 5, 6]


async def test_more_rows_than_one_portion_go(store: Store, directory: Path) -> None:
    rows = [{"id": number, "update": "{}", "reason": "", "at": ago(8)} for number in range(6000)]
    await put(store, tables.set_aside, *rows)
    await Retention(store, directory)()
    assert await ids(store, tables.set_aside) == []


async def test_of_what_was_heard_the_newest_of_each_chat_stay(store: Store, directory: Path) -> None:
    long_ago = [
        {"chat": chat, "message": number, "edited": 0, "at": ago(30)} for chat in (1, 2) for number in range(60)
    ]
    await put(store, tables.heard, *long_ago, {"chat": 1, "message": 99, "edited": 0, "at": ago(1)})
    await Retention(store, directory)()
    async with store.reading() as books:
        kept = {(row.chat, row.message) for row in await books.unit.connection.execute(tables.heard.select())}
    assert kept == {*((1, number) for number in range(11, 60)), (1, 99), *((2, number) for number in range(10, 60))}


async def test_unused_invites_and_conversations_with_names_in_them_go_after_two_weeks(
    village: Village, directory: Path
) -> None:
    ada = await village.resident("Ada", "en", "admin")
    for name in ("Old", "New"):
        await ada.does("/manage", "Invite someone", "facilitator", name, "go on", "make the link")
    store = await village.store()
    async with store.writing() as books:
        run = books.unit.connection.execute
        await run(tables.invite.update().where(tables.invite.c.called == "Old").values(expires=ago(15)))
        talks = (await run(select(tables.answer.c.conversation_id).where(tables.answer.c.key == "called"))).scalars()
        old, new = sorted(talks.all())
        await run(tables.conversation.update().where(tables.conversation.c.id == old).values(touched=ago(15)))
        await run(tables.conversation.update().where(tables.conversation.c.id == new).values(touched=ago(13)))
    await Retention(store, directory)()
    assert [row["called"] for row in await village.rows("invite")] == ["New"]
    assert [row["value"] for row in await village.rows("answer") if row["key"] == "called"] == ["New"]


async def test_deliveries_with_an_outcome_and_failed_work_go_after_two_weeks(store: Store, directory: Path) -> None:
    sent = {"chat": 1, "lane": "bulk", "effects": "[]", "reason": ""}
    states = ((1, "sent", 15), (2, "unknown", 15), (3, "pending", 15), (4, "sent", 13))
    await put(store, tables.delivery, *({**sent, "id": n, "state": s, "created": ago(d)} for n, s, d in states))
    work = {"payload": {}, "attempts": 5, "state": "failed", "at": ago(20)}
    await put(store, tables.due, *({**work, "id": n, "kind": k, "name": k} for n, k in ((1, "photo"), (2, "erase"))))
    await Retention(store, directory)()
    assert await ids(store, tables.delivery) == [3, 4]
    async with store.reading() as books:
        left = [(row.kind, row.state) for row in await books.unit.connection.execute(tables.due.select())]
    assert left == [("erase", "waiting")]


async def test_prompts_of_what_is_done_go_and_what_is_open_goes_on(village: Village, directory: Path) -> None:
    anna = await village.resident("Anna")
    await anna.does("/idea", "Green", "Benches", "Skip", "Skip", "Without my name", "Yes, hand")
    await anna.does("/idea", "Traffic")
    store = await village.store()
    async with store.writing() as books:
        await books.unit.connection.execute(tables.prompt.update().values(created=ago(31)))
    before = await village.rows("prompt")
    await Retention(store, directory)()
    talks = {row["id"]: row["state"] for row in await village.rows("conversation")}
    left = await village.rows("prompt")
    assert 0 < len(left) < len(before)
    assert {talks[row["conversation_id"]] for row in left if row["state"] in ("answered", "closed")} == {"open"}
    await anna.says("Slower cars")
    assert anna.hears("photo")


async def test_files_go_when_they_had_their_time(store: Store, directory: Path) -> None:
    old = [made(directory / "exports" / "old.csv", 8), made(directory / "photos" / "nobodys.jpg", 2)]
    old += [made(directory / "backups" / "wijkbot-1.zip", 15), made(directory / "wijkbot.db.before-migration-1", 15)]
    old += [made(directory / "backups" / ".making-x", 2)]
    kept = [made(directory / "exports" / "new.csv", 6), made(directory / "photos" / "just-fetched.jpg", 0)]
    kept += [made(directory / "backups" / "wijkbot-2.zip", 13)]
    await Retention(store, directory)()
    assert [path for path in old if path.exists()] == []
    assert [path for path in kept if not path.exists()] == []


async def test_the_newest_backup_stays_when_backups_fail(store: Store, directory: Path) -> None:
    for days in (40, 30):
        made(directory / "backups" / f"wijkbot-{days}.zip", days)
    await Retention(store, directory)()
    assert [path.name for path in (directory / "backups").iterdir()] == ["wijkbot-30.zip"]
