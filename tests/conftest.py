"""Every test of the dialogue, the conversations and the store runs on both databases."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.store import Store
from tests.talk.databases import PostgreSQL, SQLite
from tests.talk.village import Talker, Village

# Other programs run on the same machine: how long an example takes says nothing about the bot.
settings.register_profile("wijkbot", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("wijkbot")


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> SQLite:
    return SQLite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    # Not below pytest's own directory: run as root the server is another user's, and every pytest closes that anew.
    server = PostgreSQL(Path(tempfile.mkdtemp(prefix="wijkbot-")))
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> SQLite | PostgreSQL:
    """The one and the other kind of database."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def database(databases: SQLite | PostgreSQL, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated database with nothing in it."""
    with databases.copy(tmp_path) as address:
        yield address


@pytest.fixture
async def store(database: str) -> AsyncIterator[Store]:
    """An open store."""
    opened = await Store.open(database)
    yield opened
    await opened.close()


@pytest.fixture
async def village(database: str, tmp_path: Path) -> AsyncIterator[Village]:
    """A bot with one neighbourhood, Oosterwijk, and nobody in it yet."""
    made = Village(database, tmp_path)
    await made.neighbourhood()
    yield made
    await made.close()


@pytest.fixture
async def anna(village: Village) -> Talker:
    """A resident of Oosterwijk who agreed."""
    return await village.resident("Anna")
