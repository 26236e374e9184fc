"""The database that stands where a backup is to be restored: is there anything in it, and is anybody using it?"""

import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, literal, select, text
from sqlalchemy import table as table_named
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, OperationalError

from bot.language import _
from bot.neighbourhood.refusal import Refusal
from bot.store.backup.dump import back_up
from bot.store.backup.erasures import Erasures
from bot.store.engine import is_embedded, snapshot
from bot.store.erasing import KIND
from bot.store.running import refuse_while_running
from bot.store.types import Json

TELLING = ("neighbourhood", "resident")  # a database without rows in these was never used
_OTHERS = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""


class Present:
    """What stands there now. `file` is the file of an embedded database."""

    def __init__(self, url: str) -> None:
        self._url = url
        database = make_url(url).database
        self.file = Path(database) if is_embedded(url) and database else None

    def check(self, *, replace: bool) -> bool:
        """Whether something stands there that is to be replaced; Refusal when it may not be, or is in use."""
        if self.file is not None and not self.file.exists():
            return False
        self._check_alone()
        used = self._is_used()
        if used and not replace:
            raise Refusal(_("There is a database with people or places in it already. To replace it: --replace"))
        return used

    def set_aside(self, directory: Path) -> Path:
        """Keep what stands there: as a backup, or as the file it is when that cannot be read."""
        stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        aside = directory / "backups" / f"before-restore-{stamp}.zip"
        try:
            self._note_erasures(Erasures(directory))
            back_up(self._url, directory, aside)
        except DatabaseError:
            if self.file is None:
                raise
            aside = self.file.with_name(f"{self.file.name}.before-restore-{stamp}")
            shutil.copy2(self.file, aside)
        return aside

    def _note_erasures(self, erasures: Erasures) -> None:
        """What was erased a moment ago, and did not reach the list yet."""
        with snapshot(self._url) as connection:
            asked = text("SELECT payload FROM due WHERE kind = :kind").columns(payload=Json)
            for one in connection.execute(asked, {"kind": KIND}).scalars():
                erasures.add(one["what"], one["number"], one["at"], one.get("key", ""))

    def _check_alone(self) -> None:
        refuse_while_running(self._url)
        alone = _is_alone(self.file) if self.file is not None else self._is_only_connection()
        if not alone:
            raise Refusal(_("The database is in use. Stop the bot, and every other program that uses it."))

    def _is_only_connection(self) -> bool:
        with snapshot(self._url) as connection:
            return not connection.execute(text(_OTHERS)).scalar_one()

    def _is_used(self) -> bool:
        try:
            with snapshot(self._url) as connection:
                return any(_has_rows(connection, table) for table in TELLING)
        except OperationalError:
            raise
        except DatabaseError:
            return True  # what cannot be read may be all there is


def _has_rows(connection: Connection, table: str) -> bool:
    if not inspect(connection).has_table(table):
        return False
    return connection.execute(select(literal(1)).select_from(table_named(table)).limit(1)).first() is not None


def _is_alone(file: Path) -> bool:
    """Whether no other connection is open: only then the write-ahead log can be folded into the file."""
    connection = sqlite3.connect(file, timeout=0)
    try:
        return bool(connection.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",))
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True  # it is no database any more
    finally:
        connection.close()
