"""Restoring a backup: checked first, then filled in whole, brought up to date, and what was erased erased again."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, column, delete, func, insert, select, table, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.language import _
from bot.neighbourhood.deeds import RESTORED
from bot.neighbourhood.ideas import WITHDRAWN
from bot.neighbourhood.refusal import Refusal
from bot.store import schema
from bot.store.backup.archive import Archive, Manifest, reading
from bot.store.backup.dump import VERSION_TABLE, Progress
from bot.store.backup.erasures import Erasures
from bot.store.backup.present import Present
from bot.store.books import Books
from bot.store.engine import open_blocking, open_engine
from bot.store.files import settle
from bot.store.tables import answer, conversation, delivery, idea, instance, photo, resident
from bot.store.unit import Unit

PORTION = 500
_LOGS = ("-wal", "-shm")
_ON_ITS_WAY = ("pending", "claimed", "sending")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: what the archive held, how much was erased again, and where the former database is kept."""

    manifest: Manifest
    erased: int
    aside: Path | None


async def restore(
    url: str, directory: Path, path: Path, *, replace: bool = False, progress: Progress | None = None
) -> Restored:
    """Put database and photos back as the archive at `path` holds them; all of it or nothing of it.

    Refusal when the archive is damaged or newer, when the database is in use, or holds something without `replace`.
    """
    with reading(path) as archive:
        if not schema.knows(archive.manifest.schema):
            raise Refusal(_("This backup was made by a newer wijkbot. Install that version first."))
        present = Present(url)
        aside = present.set_aside(directory) if present.check(replace=replace) else None
        erasures = Erasures(directory)
        erasures.adopt(archive)
        work = _Work(archive, directory, erasures, progress or _silent)
        if present.file is None:
            erased = await work.into_server(url)
        else:
            erased = await work.into_file(present.file)
    return Restored(archive.manifest, erased, aside)


class _Work:
    """One archive on its way back."""

    def __init__(self, archive: Archive, directory: Path, erasures: Erasures, progress: Progress) -> None:
        self._archive = archive
        self._photos = directory / "photos"
        self._erasures = erasures
        self._progress = progress

    async def into_server(self, url: str) -> int:
        """All in one transaction, of which others see nothing until it is whole."""
        engine = open_engine(url)
        async with engine.begin() as connection:
            await connection.run_sync(_drop_tables)
            await connection.run_sync(self._fill)
            erased = await self._finish(connection)
        await engine.dispose()
        return erased

    async def into_file(self, file: Path) -> int:
        """A new file beside it, which takes its place when it is whole."""
        file.parent.mkdir(parents=True, exist_ok=True)
        made = file.with_name(f"{file.name}.restoring")
        _remove(made, "", *_LOGS)
        try:
            erased = await self._make(f"sqlite:///{made}")
            _remove(file, *_LOGS)
            made.replace(file)
            settle(file.parent)
        finally:
            _remove(made, "", *_LOGS)
        return erased

    async def _make(self, url: str) -> int:
        blocking = open_blocking(url)
        with blocking.begin() as filling:
            self._fill(filling)
        blocking.dispose()
        engine = open_engine(url)  # with foreign keys: what is erased takes along what belongs to it
        async with engine.begin() as connection:
            erased = await self._finish(connection)
        await engine.dispose()
        return erased

    def _fill(self, connection: Connection) -> None:
        """The tables as they were at the time of the backup, then brought up to date."""
        schema.upgrade_on(connection, self._archive.manifest.schema)
        found = MetaData()
        found.reflect(connection)
        for each in reversed(found.sorted_tables):  # a migration may have put rows in
            if each.name != VERSION_TABLE:
                connection.execute(delete(each))
        self._load(connection)
        if connection.dialect.name == "postgresql":
            _go_on_counting(connection, found)
        schema.upgrade_on(connection)

    def _load(self, connection: Connection) -> None:
        tables = self._archive.manifest.tables
        total, done = sum(rows.count for rows in tables.values()), 0
        for name, rows in tables.items():
            filled = insert(table(name, *map(column, rows.columns)))
            for portion in _portions(self._archive.rows(name)):
                connection.execute(filled, [dict(zip(rows.columns, row, strict=True)) for row in portion])
                done += len(portion)
                self._progress(done, total)

    async def _finish(self, connection: AsyncConnection) -> int:
        await _stop_what_was_on_its_way(connection)
        books = Books(Unit(connection))
        erased = await _erase_again(books, self._erasures)
        books.audit.note(RESTORED, about=self._archive.manifest.created)
        await books.unit.finish()
        names = (await connection.execute(select(photo.c.stored).where(photo.c.stored != ""))).scalars()
        for name in names:
            if self._archive.holds(f"photos/{name}") and Path(name).name == name:
                self._archive.extract(f"photos/{name}", self._photos / name)
        return erased


async def _stop_what_was_on_its_way(connection: AsyncConnection) -> None:
    """Since the backup it was sent, or nobody waits for it any more; only of bulk somebody should know."""
    waiting = delivery.c.state.in_(_ON_ITS_WAY)
    await connection.execute(delete(delivery).where(waiting, delivery.c.lane == "reply"))
    await connection.execute(update(delivery).where(waiting).values(state="unknown", reason="restored from a backup"))
    await connection.execute(delete(instance))


async def _erase_again(books: Books, erasures: Erasures) -> int:
    connection = books.unit.connection
    people = await connection.execute(select(resident.c.id, resident.c.person, resident.c.created))
    gone = [row.id for row in people if erasures.cover("person", row.person, row.created)]
    for number in gone:
        if one := await books.people.person(number):
            await books.people.forget(one)
    return len(gone) + await _withdraw_again(books, erasures) + await _take_back_again(books, erasures)


async def _withdraw_again(books: Books, erasures: Erasures) -> int:
    asked = select(idea.c.id, idea.c.changed).where(idea.c.state != WITHDRAWN)
    ideas = await books.unit.connection.execute(asked)
    gone = [row.id for row in ideas if erasures.cover("idea", row.id, row.changed)]
    for number in gone:
        await books.ideas.take_away(number)
    return len(gone)


async def _take_back_again(books: Books, erasures: Erasures) -> int:
    """Responses and single answers that were taken back, or that went because of what they said about somebody."""
    connection = books.unit.connection
    talks = (await connection.execute(select(conversation.c.id, conversation.c.created))).all()
    whole = [row.id for row in talks if erasures.cover("talk", row.id, row.created)]
    for number in whole:
        await books.contributions.take_back(number)
    parts = [(row.id, key, at) for row in talks for key, at in erasures.parts("talk", row.id).items() if key]
    for number, key, at in parts:
        mine = (answer.c.conversation_id == number) & (answer.c.key == key) & (answer.c.state != "skipped")
        if (await connection.execute(select(answer.c.key).where(mine, answer.c.answered <= at))).first():
            await books.contributions.take_back_answer(number, key)
    return len(whole) + len(parts)


def _remove(file: Path, *parts: str) -> None:
    """Take parts of a database away: the log of one file may never be read with another."""
    for part in parts:
        file.with_name(file.name + part).unlink(missing_ok=True)


def _drop_tables(connection: Connection) -> None:
    found = MetaData()
    found.reflect(connection)
    found.drop_all(connection)


def _go_on_counting(connection: Connection, found: MetaData) -> None:
    """Numbers that the database gives go on after the highest that was restored."""
    for each in found.sorted_tables:
        if "id" in each.columns:
            named = {"table": each.name}
            sequence = connection.execute(text("SELECT pg_get_serial_sequence(:table, 'id')"), named).scalar()
            if sequence:
                highest = connection.execute(select(func.max(each.c.id))).scalar() or 0
                connection.execute(select(func.setval(sequence, highest + 1, False)))


def _portions(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while portion := list(islice(rows, PORTION)):
        yield portion


def _silent(_done: int, _total: int | None) -> None:
    """Nobody is looking."""
