"""A village with something to lose, its backup, and its return."""

import asyncio
from pathlib import Path
from typing import Any

from bot.neighbourhood.deeds import RESTORED
from bot.store import Store
from bot.store.backup import back_up, restore
from bot.store.backup.restore import Restored
from bot.store.tables import metadata
from tests.talk.talker import Talker
from tests.talk.village import Village

IDEA = ("/idea", "Green", "A café für ältere Menschen ☕; 'DROP TABLE'", "Skip", "Skip", "Without my name", "Yes, hand")


async def hands_in(one: Talker) -> None:
    """An idea with all that a text can hold."""
    await one.does(*IDEA)


async def forgets(one: Talker) -> None:
    """They want to be forgotten."""
    await one.does("/forgetme", "Yes", "Yes, remove everything for good")


async def content(address: str) -> dict[str, list[Any]]:
    """Every row of every table, without what a restore changes: deliveries, planned work, its own audit entry."""
    store = await Store.open(address)
    async with store.reading() as books:
        found = {
            name: sorted((tuple(row) for row in await books.unit.connection.execute(table.select())), key=repr)
            for name, table in metadata.tables.items()
            if name not in ("delivery", "due", "audit_end")
        }
    await store.close()
    found["audit"] = [row for row in found["audit"] if RESTORED not in row]
    return found


async def backed_up(village: Village) -> Path:
    """A backup of the village."""
    path = village.directory / "kept" / "backup.zip"
    await asyncio.to_thread(back_up, village.url, village.directory, path)
    return path


async def back(village: Village, path: Path, **options: Any) -> Restored:
    """The backup is restored, as its operator does it: with the bot stopped."""
    await village.close()
    return await restore(village.url, village.directory, path, **options)
