"""The schema: which version the database has, and bringing it up to date with Alembic."""

import asyncio
import shutil
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.language import _
from bot.neighbourhood.refusal import Refusal
from bot.store.running import refuse_while_running
from bot.store.tables import metadata

_MIGRATIONS = Path(__file__).parent / "migrations"


async def check(engine: AsyncEngine, *, embedded: bool) -> None:
    """Refuse a newer schema; bring an embedded database up to date; refuse an older PostgreSQL one."""
    async with engine.connect() as connection:
        current = await connection.run_sync(_current)
    if current == _script().get_current_head():
        return
    _refuse_newer(current)
    if not embedded:
        raise Refusal(_("The database has an old schema. Make a backup, and then run: wijkbot migrate"))
    await engine.dispose()
    if current is not None:
        await asyncio.to_thread(refuse_while_running, engine.url)
        _set_copy_aside(engine.url)
    await asyncio.to_thread(upgrade, engine.url)


def upgrade(url: URL | str) -> None:
    """Bring the database up to the newest schema; blocking, with a connection of its own.

    Refuses a newer one, and one that has something to be brought up while a bot works with it.
    """
    address = make_url(url)
    driver = "sqlite" if address.get_backend_name() == "sqlite" else "postgresql+psycopg"
    engine = create_engine(address.set(drivername=driver))
    try:
        with engine.connect() as connection:
            current = _current(connection)
        _refuse_newer(current)
        if current == _script().get_current_head():
            return
        if current is not None:
            refuse_while_running(url)
        with engine.begin() as connection:
            upgrade_on(connection)
    finally:
        engine.dispose()


def upgrade_on(connection: Connection, revision: str = "head") -> None:
    """Bring the database up to a revision, within the transaction of this connection."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def standing(connection: Connection) -> str:
    """How the schema of this database stands to the program's: `current`, `older`, `newer`, or `none` at all."""
    revision = _current(connection)
    if revision is None:
        return "none"
    if not knows(revision):
        return "newer"
    return "current" if revision == _script().get_current_head() else "older"


def knows(revision: str) -> bool:
    """Whether this program has such a schema in its past; that of a newer program it has not."""
    return revision in {one.revision for one in _script().walk_revisions()}


def _refuse_newer(current: str | None) -> None:
    if current is not None and not knows(current):
        raise Refusal(_("This database was made by a newer wijkbot. Install that version, or restore an older backup."))


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _script() -> ScriptDirectory:
    return ScriptDirectory(str(_MIGRATIONS))


def _set_copy_aside(url: URL) -> None:
    if url.database and Path(url.database).is_file():
        stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        shutil.copy2(url.database, f"{url.database}.before-migration-{stamp}")


__all__ = ["check", "metadata", "upgrade"]
