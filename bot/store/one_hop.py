"""A connection to SQLite that crosses to its thread once for a statement.

aiosqlite crosses four times: for a cursor, the statement, its rows and the end of the cursor. Each crossing costs more
than most statements do.
"""

import sqlite3
from collections import deque
from collections.abc import Iterable
from typing import Any

import aiosqlite

_CHUNK = 64


class Cursor(aiosqlite.Cursor):
    """Brings all rows along with the statement; for the small answers of a transaction, not for exports."""

    def __init__(self, connection: "Connection", cursor: sqlite3.Cursor) -> None:
        super().__init__(connection, cursor)
        self._rows: deque[Any] = deque()

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "Cursor":
        """Run a statement and fetch what it answers."""
        rows = await self._execute(self._answered, sql, parameters or ())  # type: ignore[no-untyped-call]
        self._rows = deque(rows)
        return self

    async def fetchone(self) -> Any:
        """The next row, or None."""
        return self._rows.popleft() if self._rows else None

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        """The next rows."""
        return [self._rows.popleft() for _ in range(min(size or self.arraysize, len(self._rows)))]

    async def fetchall(self) -> list[Any]:
        """All rows that are left."""
        rows, self._rows = list(self._rows), deque()
        return rows

    async def close(self) -> None:
        """Nothing is left open: the statement ended with its last row."""

    def _answered(self, sql: str, parameters: Any) -> list[Any]:
        self._cursor.execute(sql, parameters)
        return self._cursor.fetchall() if self._cursor.description else []


class Connection(aiosqlite.Connection):
    """Makes cursors without asking its thread: SQLite is not touched by that."""

    def cursor(self) -> Cursor:  # type: ignore[override] # SQLAlchemy enters it, as it enters what aiosqlite gives
        """A cursor."""
        return Cursor(self, self._conn.cursor())


async def connect(database: str, busy_seconds: float) -> Connection:
    """Open a database file. The statements begin and end transactions themselves."""

    def connector() -> sqlite3.Connection:
        return sqlite3.connect(database, busy_seconds, isolation_level=None, check_same_thread=False)

    connection = Connection(connector, _CHUNK)
    connection._thread.daemon = True  # as SQLAlchemy does: a program that fails must not wait for it
    return await connection  # type: ignore[return-value] # aiosqlite says its own class, and gives this one
