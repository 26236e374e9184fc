"""The simulator's own memory on disk, so that its chats survive a restart."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Protocol

from bot.simulator.answers import Json

TABLES = """
CREATE TABLE IF NOT EXISTS kept (kind TEXT, key TEXT, row TEXT NOT NULL, PRIMARY KEY (kind, key));
CREATE TABLE IF NOT EXISTS content (unique_id TEXT PRIMARY KEY, bytes BLOB NOT NULL);
"""


class Row(Protocol):
    """Anything of `rows`: a dataclass with a key that is its own within its kind."""

    @property
    def key(self) -> str: ...


class MemoryOnly:
    """Keeps nothing beyond the process but what files hold."""

    def __init__(self) -> None:
        self._content: dict[str, bytes] = {}

    def put(self, row: Row) -> None:
        """Remember the row."""

    def drop(self, row: Row) -> None:
        """Forget the row."""

    def put_content(self, unique_id: str, content: bytes) -> None:
        """Remember the bytes of a file."""
        self._content[unique_id] = content

    def content(self, unique_id: str) -> bytes:
        """The bytes of a file that was put."""
        return self._content[unique_id]

    def flush(self) -> None:
        """Make durable what was put and dropped since the last flush."""

    def rows(self, kind: type[Row]) -> Iterator[Json]:
        """Every kept row of a kind, in the order it was first put."""
        return iter(())

    def close(self) -> None:
        """Let go of what is held open."""


class Keep(MemoryOnly):
    """Keeps rows in one SQLite file; what was flushed survives a kill -9 (a power cut may cost the newest rows)."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._database = sqlite3.connect(path, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=NORMAL")
        self._database.executescript(TABLES)
        self._changed: dict[tuple[str, str], Row | None] = {}

    def put(self, row: Row) -> None:
        self._changed[type(row).__name__, row.key] = row

    def drop(self, row: Row) -> None:
        self._changed[type(row).__name__, row.key] = None

    def put_content(self, unique_id: str, content: bytes) -> None:
        self._database.execute("INSERT OR IGNORE INTO content VALUES (?, ?)", (unique_id, content))

    def flush(self) -> None:
        for (kind, key), row in self._changed.items():
            if row is None:
                self._database.execute("DELETE FROM kept WHERE kind = ? AND key = ?", (kind, key))
            else:
                self._database.execute(
                    "INSERT INTO kept VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET row = excluded.row",
                    (kind, key, json.dumps(values(row))),
                )
        self._database.commit()
        self._changed.clear()

    def rows(self, kind: type[Row]) -> Iterator[Json]:
        found = self._database.execute("SELECT row FROM kept WHERE kind = ? ORDER BY rowid", (kind.__name__,))
        for (row,) in found:
            yield json.loads(row)

    def content(self, unique_id: str) -> bytes:
        found = self._database.execute("SELECT bytes FROM content WHERE unique_id = ?", (unique_id,))
        return bytes(found.fetchone()[0])

    def close(self) -> None:
        self.flush()
        self._database.close()


def values(row: Any) -> Json:
    """The fields of a row, without copying what is in them."""
    return {field.name: getattr(row, field.name) for field in fields(row)}
