"""Retention: what has been kept long enough is taken away every night, rows and files."""

import asyncio
import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.neighbourhood.keeping import BACKUP_DAYS, EXPORT_DAYS
from bot.store import Books, Store
from bot.store.files import UNFINISHED
from bot.store.retention import PORTION, RULES

DAY = 86_400.0
FORGOTTEN_AT_ONCE = 50  # people in one transaction
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
        await self._crisis()
        await self._close()
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

    async def _crisis(self) -> None:
        count = 1
        while count:
            async with self._store.writing() as books:
                count = await books.retention.crisis()
            if count:
                log.info("%d texts about a crisis were kept long enough", count)

    async def _close(self) -> None:
        """Of projects that ended long ago only totals stay."""
        async with self._store.reading() as books:
            places = await books.closing.due(datetime.now(UTC).date())
        for place in places:
            await self._close_place(place)

    async def _close_place(self, place: int) -> None:
        async with self._store.reading() as books:
            surveys, people = await books.closing.surveys(place), await books.closing.people(place)
        for number, slug in surveys:
            async with self._store.writing() as books:
                await books.closing.close_survey(place, number, slug)
        async with self._store.writing() as books:
            await books.closing.close_ideas(place)
        for start in range(0, len(people), FORGOTTEN_AT_ONCE):
            async with self._store.writing() as books:
                await self._forget(books, people[start : start + FORGOTTEN_AT_ONCE])
        async with self._store.writing() as books:
            await books.closing.close_talks(place)
        if people:
            log.info("a project ended long ago: %d people were forgotten, totals stay", len(people))

    async def _forget(self, books: Books, people: Sequence[int]) -> None:
        for number in people:
            if one := await books.people.person(number):
                await books.people.forget(one)

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
