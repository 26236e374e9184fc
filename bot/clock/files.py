"""Files: sending content that a script wrote, and erasing what someone wanted gone."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.channel.outbox import Outbox
from bot.dialogue.desk import Desk
from bot.dialogue.effects import SendFile
from bot.store import Store
from bot.store.backup import Erasures
from bot.store.records import Due

WIPED_AFTER = timedelta(seconds=2)


class Files:
    """Carries out due rows of kind `file`: content for one resident, as a JSON document."""

    def __init__(self, desk: Desk, outbox: Outbox, directory: Path) -> None:
        self._desk = desk
        self._outbox = outbox
        self._directory = directory

    async def __call__(self, due: Due) -> None:
        """Write the file and send it."""
        name = due.payload["name"]
        path = self._directory / f"{due.id}~{name}.json"
        text = json.dumps(due.payload["content"], ensure_ascii=False, indent=2)
        await asyncio.to_thread(path.write_text, text, "utf-8")
        self._outbox.post(await self._desk.hand(due.payload["chat"], SendFile(str(path), f"{name}.json")))


class Eraser:
    """Carries out due rows of kind `erase`: the files that hold what somebody wanted gone, and the list of erasures."""

    def __init__(self, store: Store, directory: Path) -> None:
        self._store = store
        self._directory = directory
        self._erasures = Erasures(directory)

    async def __call__(self, due: Due) -> None:
        """Note it on the list first, so that no backup brings it back; then take the files away."""
        await asyncio.to_thread(self._erase, due.payload)
        async with self._store.writing() as books:  # after this row is gone too: it says who it was
            books.dues.plan("wipe", f"wipe:{due.id}", datetime.now(UTC) + WIPED_AFTER, {})

    def _erase(self, payload: dict[str, Any]) -> None:
        self._erasures.add(payload["what"], payload["number"], payload["at"], payload.get("key", ""))
        for name in payload["photos"]:
            (self._directory / "photos" / name).unlink(missing_ok=True)
        for made in (self._directory / "exports").iterdir() if payload["exports"] else ():
            made.unlink(missing_ok=True)


class Wiper:
    """Carries out due rows of kind `wipe`: what was erased is not left in the database's log either."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, _due: Due) -> None:
        """Empty the log; raises when somebody is reading, so that it is tried again later."""
        await self._store.empty_log()
