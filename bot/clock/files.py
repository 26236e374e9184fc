"""Files: sending content that a script wrote, and erasing what someone wanted gone."""

import asyncio
import json
from pathlib import Path

from bot.channel.outbox import Outbox
from bot.dialogue.desk import Desk
from bot.dialogue.effects import SendFile
from bot.store.records import Due


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
    """Carries out due rows of kind `erase`: photos of someone who is forgotten, and every export that may hold them."""

    def __init__(self, photos: Path, exports: Path) -> None:
        self._photos = photos
        self._exports = exports

    async def __call__(self, due: Due) -> None:
        """Take the files away; those that are gone already are no trouble."""
        await asyncio.to_thread(self._erase, due.payload["photos"])

    def _erase(self, names: list[str]) -> None:
        for name in names:
            (self._photos / name).unlink(missing_ok=True)
        for made in self._exports.iterdir():
            made.unlink(missing_ok=True)
