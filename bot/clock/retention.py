"""Retention: what has been kept long enough is taken away every night, rows and files."""

import asyncio
import logging
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.store import Store
from bot.store.files import UNFINISHED
from bot.store.retention import PORTION, RULES

DAY = 86_400.0
EXPORT_DAYS = 7
BACKUP_DAYS = 14
log = logging.getLogger(__name__)


class Retention:
    """One sweep through the database and the data directory."""

    def __init__(self, store: Store, directory: Path) -> None:
        self._store = store
        self._directory = directory

    async def __call__(self) -> None:
        """Take away what had its time, in portions, so that no turn waits long."""
        for table in RULES:
            count = await self._sweep(table)
            if count:
                log.info("%d rows of %s were kept long enough", count, table)
        async with self._store.writing() as books:
            await books.retention.erase_again()
            await books.audit.prune()
        async with self._store.reading() as books:
            kept = await books.retention.photos()
        await asyncio.to_thread(self._files, kept)

    async def _sweep(self, table: str) -> int:
        count = 0
        while True:
            async with self._store.reading() as books:
                keys = await books.retention.expired(table)
            for start in range(0, len(keys), PORTION):
                async with self._store.writing() as books:
                    await books.retention.remove(table, keys[start : start + PORTION])
            count += len(keys)
            if not keys:
                return count

    def _files(self, photos: set[str]) -> None:
        parts = {name: self._directory / name for name in ("photos", "exports", "backups")}
        _remove(_older(parts["exports"].glob("*"), EXPORT_DAYS))
        backups = [*parts["backups"].glob("*.zip"), *self._directory.glob("*.before-*")]
        _remove(_older(_but_newest(backups), BACKUP_DAYS))
        nobodys = (path for path in parts["photos"].glob("*") if path.name not in photos)
        _remove(_older(nobodys, 1))
        _remove(_older((path for part in parts.values() for path in part.glob(f"{UNFINISHED}*")), 1))


def _but_newest(paths: list[Path]) -> list[Path]:
    """When backups fail for weeks, the last good one stays."""
    return sorted(paths, key=lambda path: path.stat().st_mtime)[:-1]


def _older(paths: Iterable[Path], days: float) -> Iterator[Path]:
    latest = time.time() - days * DAY
    return (path for path in paths if path.stat().st_mtime < latest)


def _remove(paths: Iterable[Path]) -> None:
    for path in list(paths):
        path.unlink(missing_ok=True)
