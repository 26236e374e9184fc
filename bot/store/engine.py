"""Engines: SQLite embedded, PostgreSQL by address, with the pragmas and locking that lose nothing (DESIGN.md, 3)."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store import one_hop

BUSY_SECONDS = 10
BEATING_SECONDS = 1  # a sign of life that comes late is none, and turns wait for it


def open_engine(url: str, *, writing: bool = True, lasting: bool = True) -> AsyncEngine:
    """An engine for this address. On SQLite a writing one begins with the write lock, so that no update is lost.

    What is written without `lasting` may be undone by a power cut, and waits less for others.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(url, writing=writing, lasting=lasting)
    return create_async_engine(
        address.set(drivername="postgresql+psycopg"), pool_size=10, pool_pre_ping=True, hide_parameters=True
    )


@contextmanager
def snapshot(url: URL | str) -> Iterator[Connection]:
    """A blocking connection that sees one moment, whatever is written meanwhile, and that writes nothing."""
    engine = open_blocking(url)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection
    finally:
        engine.dispose()


def open_blocking(url: URL | str) -> Engine:
    """An engine for long work outside the event loop. On SQLite without foreign keys: tables are filled in order."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address.set(drivername="postgresql+psycopg"), hide_parameters=True)
    engine = create_engine(
        address.set(drivername="sqlite"),
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def is_embedded(url: str) -> bool:
    """Whether the database is a file of the bot itself."""
    return make_url(url).get_backend_name() == "sqlite"


def fold_log(url: str) -> None:
    """Write SQLite's log into the file and empty it; blocking. Raises OperationalError while somebody reads from it."""
    # It waits for nobody: whoever waits for readers here keeps every writer waiting.
    connection = sqlite3.connect(make_url(url).database or "", timeout=0, isolation_level=None)
    try:
        busy, _pages, _folded = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    if busy:
        raise sqlite3.OperationalError("the write-ahead log is being read")


def _sqlite(url: str, *, writing: bool, lasting: bool) -> AsyncEngine:
    address = make_url(url).set(drivername="sqlite+aiosqlite")
    engine = _writer(address, BUSY_SECONDS if lasting else BEATING_SECONDS) if writing else _reader(address)
    begin = "BEGIN IMMEDIATE" if writing else "BEGIN"

    @event.listens_for(engine.sync_engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        # The driver must not begin by itself: it would begin late and without the write lock.
        connection.isolation_level = None
        _pragmas(connection.cursor(), lasting=lasting)

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _writer(address: URL, busy_seconds: float) -> AsyncEngine:
    database = address.database or ":memory:"
    return create_async_engine(
        address,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
        async_creator=lambda: one_hop.connect(database, busy_seconds),
    )


def _reader(address: URL) -> AsyncEngine:
    return create_async_engine(
        address, pool_size=4, max_overflow=0, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS}
    )


def _pragmas(cursor: sqlite3.Cursor, *, lasting: bool) -> None:
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL" if lasting else "PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA cache_size=-16000")
    cursor.execute("PRAGMA secure_delete=ON")  # what is erased is gone from free pages too
    cursor.close()
