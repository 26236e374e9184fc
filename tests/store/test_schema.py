"""The schema: migrations that make exactly the tables, and which versions are refused."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, make_url, text

from bot.neighbourhood.refusal import Refusal
from bot.store import Store, migrate, schema
from bot.store.tables import metadata
from tests.talk.databases import PostgreSQL, SQLite


def run(address: str, statement: str) -> None:
    url = make_url(address)
    engine = create_engine(url if url.drivername == "sqlite" else url.set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


async def test_the_migrations_make_exactly_the_tables(databases: SQLite | PostgreSQL, tmp_path: Path) -> None:
    with databases.copy(tmp_path, empty=True) as address:
        migrate(address)
        store = await Store.open(address)
        async with store.reading() as books:
            differences = await books.unit.connection.run_sync(_differences)
        await store.close()
    assert differences == []


def _differences(connection: Connection) -> list[object]:
    found: list[object] = compare_metadata(MigrationContext.configure(connection), metadata)
    return found


async def test_migrating_twice_is_migrating_once(databases: SQLite | PostgreSQL, tmp_path: Path) -> None:
    with databases.copy(tmp_path, empty=True) as address:
        migrate(address)
        run(address, "INSERT INTO meta (key, value) VALUES ('kept', 'yes')")
        migrate(address)
        store = await Store.open(address)
        async with store.reading() as books:
            kept = (await books.unit.connection.execute(text("SELECT value FROM meta"))).scalar()
        await store.close()
    assert kept == "yes"


async def test_a_schema_of_a_newer_program_is_refused(databases: SQLite | PostgreSQL, tmp_path: Path) -> None:
    with databases.copy(tmp_path, empty=True) as address:
        migrate(address)
        run(address, "UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(Refusal, match="newer wijkbot"):
            await Store.open(address)


async def test_an_embedded_database_is_migrated_by_opening_it(sqlite: SQLite, tmp_path: Path) -> None:
    with sqlite.copy(tmp_path, empty=True) as address:
        store = await Store.open(address)
        assert await store.answers()
        await store.close()


async def test_a_postgresql_database_is_never_migrated_by_opening_it(postgresql: PostgreSQL, tmp_path: Path) -> None:
    with postgresql.copy(tmp_path, empty=True) as address, pytest.raises(Refusal, match="wijkbot migrate"):
        await Store.open(address)


async def test_before_an_embedded_database_is_migrated_a_copy_is_set_aside(
    sqlite: SQLite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite.copy(tmp_path) as address:
        monkeypatch.setattr("bot.store.schema._current", lambda _connection: _first_of_two(monkeypatch))
        store = await Store.open(address)
        await store.close()
    assert _copies(tmp_path) == 1


def _first_of_two(monkeypatch: pytest.MonkeyPatch) -> str:
    """As if there were one more migration than the database has had."""
    monkeypatch.setattr("alembic.script.ScriptDirectory.get_current_head", lambda _self: "0002")
    return "0001"


def _copies(directory: Path) -> int:
    return len(list(directory.glob("*.before-migration-*")))


async def test_what_an_older_database_holds_stays(databases: SQLite | PostgreSQL, tmp_path: Path) -> None:
    with databases.copy(tmp_path, empty=True) as address:
        url = make_url(address)
        engine = create_engine(url if url.drivername == "sqlite" else url.set(drivername="postgresql+psycopg"))
        with engine.begin() as connection:
            schema.upgrade_on(connection, "0001")
            for statement in OLDER:
                connection.execute(text(statement))
        engine.dispose()
        migrate(address)
        store = await Store.open(address)
        async with store.reading() as books:
            found = [await books.unit.connection.execute(metadata.tables[name].select()) for name in FILLED]
        await store.close()
    assert [len(rows.all()) for rows in found] == [1, 1, 1, 1, 0]  # what was read for /mine held words


FILLED = ("neighbourhood", "resident", "membership", "conversation", "answer")
OLDER = (
    "INSERT INTO neighbourhood (id, slug, name, kind, languages, created)"
    " VALUES (1, 'oost', 'Oost', 'wijk', '[]', '2026-01-01T00:00:00+00:00')",
    "INSERT INTO resident (id, person, chat, language, state, agreed, keyboard, created)"
    " VALUES (1, 1, 1, 'nl', 'active', '2026-11', false, '2026-01-01T00:00:00+00:00')",
    "INSERT INTO membership (resident_id, neighbourhood_id, role, since)"
    " VALUES (1, 1, 'resident', '2026-01-01T00:00:00+00:00')",
    "INSERT INTO conversation (id, resident_id, script, arguments, state, channel, created, touched)"
    " VALUES (1, 1, 'mine', '{}', 'done', 'chat', '2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00')",
    "INSERT INTO answer (conversation_id, key, kind, value, state, on_path, answered)"
    " VALUES (1, 'all', 'once', '{}', 'given', true, '2026-01-01T00:00:00+00:00')",
)
