"""Making a backup: every row of one moment, read beside the running bot, and the photos that those rows name.

Rows are read from the tables as they stand in the database, so an older or newer schema can be backed up as well. A
reader sees one moment and holds up nobody: on SQLite because of its write-ahead log, on PostgreSQL as REPEATABLE READ.
"""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, DateTime, MetaData, Table, func, select, text

from bot import __version__
from bot.store.backup.archive import Manifest, Writer, writing
from bot.store.backup.erasures import Erasures
from bot.store.engine import snapshot

VERSION_TABLE = "alembic_version"
PORTION = 500
_EXACTLY = 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'

Progress = Callable[[int, int | None], None]


def back_up(url: str, directory: Path, path: Path, progress: Progress | None = None) -> Manifest:
    """Write the database, the photos below the data directory and the list of erasures to one archive; blocking.

    `progress` hears how many rows are done, and of how many. Raises DBAPIError, or OSError when it cannot be written.
    """
    manifest = Manifest(__version__, datetime.now(UTC).isoformat(timespec="seconds"))
    with snapshot(url) as connection, writing(path, manifest) as archive:
        tables = _tables(connection)
        manifest.schema = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
        manifest.bot = str(connection.execute(text("SELECT value FROM meta WHERE key = 'bot'")).scalar() or "")
        _write_rows(connection, tables, archive, progress or _silent)
        _write_photos(connection, directory / "photos", archive)
        for file in Erasures(directory).files:
            archive.file(file.name, file)
    return manifest


def make_backup(url: str, directory: Path, path: Path) -> int:
    """`back_up` for a process beside the bot, which goes before it: how many rows were written."""
    os.nice(19)
    return sum(rows.count for rows in back_up(url, directory, path).tables.values())


def _tables(connection: Connection) -> list[Table]:
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != VERSION_TABLE]


def _write_rows(connection: Connection, tables: list[Table], archive: Writer, progress: Progress) -> None:
    total = sum(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)
    done = 0
    for table in tables:
        archive.rows(table.name, table.columns.keys(), _portions(connection, table, done, total, progress))
        done += archive.manifest.tables[table.name].count


def _portions(
    connection: Connection, table: Table, done: int, total: int, progress: Progress
) -> Iterator[list[list[Any]]]:
    asked = select(*map(_plain, table.columns)).execution_options(yield_per=PORTION)
    for portion in connection.execute(asked).partitions():
        yield [list(row) for row in portion]
        done += len(portion)
        progress(done, total)


def _plain(column: Column[Any]) -> ColumnElement[Any]:
    """The column as JSON can hold it: a moment as text in UTC, the rest as it is (JSON is kept as text)."""
    if isinstance(column.type, DateTime):
        return func.to_char(func.timezone("UTC", column), _EXACTLY)
    return column


def _write_photos(connection: Connection, photos: Path, archive: Writer) -> None:
    names = connection.execute(text("SELECT stored FROM photo WHERE stored <> ''")).scalars().all()
    for name in sorted(set(names)):
        if archive.file(f"photos/{name}", photos / name):
            archive.manifest.photos += 1
        else:
            archive.manifest.missing.append(name)


def _silent(_done: int, _total: int | None) -> None:
    """Nobody is looking."""
