"""A shelf: the rows of one table that a transaction works with, read together and written together.

Statements cost far more than rows, so a batch of turns reads its rows in a few statements, changes values in memory,
and writes what changed in a few statements before the commit. A turn that fails is dropped without a trace.
"""

from collections.abc import Callable, Hashable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Executable, Select, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.many import run_many

Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)


class Shelf(Generic[Row, Key]):
    """Rows of `table` as values of `form`, one for each `unique` key (the primary key when not given).

    `group` is whose row it is, for `of`; it never changes. `kept` columns are not overwritten with nothing (see
    `_upsert`).
    """

    def __init__(
        self,
        table: Table,
        form: type[Row],
        key: Callable[[Row], Key],
        group: Callable[[Row], Hashable] | None = None,
        kept: tuple[str, ...] = (),
        unique: tuple[str, ...] = (),
    ) -> None:
        self._table = table
        self._form = form
        self._key = key
        self._group = group
        self._kept = kept
        self._unique = unique or tuple(column.name for column in table.primary_key)
        self._names = tuple(field.name for field in fields(form))  # type: ignore[arg-type]
        self._values: Callable[[Row], tuple[Any, ...]] = attrgetter(*self._names)
        self._rows: dict[Key, Row] = {}
        self._unwritten: set[Key] = set()
        self._staged: dict[Key, Row] = {}
        self._written: set[Key] = set()  # of what is staged
        self._groups: dict[Hashable, dict[Key, None]] = {}

    def get(self, key: Key | None) -> Row | None:
        """The row as this turn sees it, when it was read or put."""
        if key is None:
            return None
        return self._staged.get(key) or self._rows.get(key)

    def of(self, group: Hashable) -> list[Row]:
        """The rows of one group that were read or put, as this turn sees them."""
        rows = map(self.get, self._groups.get(group, ()))
        return [row for row in rows if row is not None]

    def put(self, row: Row) -> Row:
        """Stage a new or changed row."""
        key = self._key(row)
        self._staged[key] = row
        self._written.discard(key)
        self._index(key, row)
        return row

    def settle(self) -> None:
        """The turn went well: its rows stay."""
        if not self._staged:
            return
        self._rows.update(self._staged)
        self._unwritten.update(self._staged.keys() - self._written)
        self.drop()

    def drop(self) -> None:
        """The turn failed: its rows go."""
        self._staged.clear()
        self._written.clear()

    def lay_aside(self) -> dict[Key, Row]:
        """Take what is staged away for a moment (see `Unit.sql`)."""
        staged, self._staged = self._staged, {}
        return staged

    def take_up(self, staged: dict[Key, Row]) -> None:
        """Bring back what was laid aside."""
        self._staged = staged

    async def load(self, connection: AsyncConnection, where: ColumnElement[bool], **values: Any) -> list[Row]:
        """Read rows; what this transaction already has is newer than what the database says.

        `values` are those of the parameters in `where`: building an expression takes longer than filling it in.
        """
        found = await connection.execute(_columns(self._table, self._names).where(where), values)
        rows = [self._form(*values) for values in found]
        for row in rows:
            key = self._key(row)
            self._rows.setdefault(key, row)
            self._index(key, row)
        return rows

    async def write(self, connection: AsyncConnection) -> None:
        """Write what was staged or settled and is not written yet, in one statement."""
        changed = [self._rows[key] for key in self._unwritten if key not in self._staged]
        changed.extend(row for key, row in self._staged.items() if key not in self._written)
        upsert = _upsert(self._table, self._names, self._kept, self._unique, connection.dialect.name)
        await run_many(connection, upsert, self._names, [self._values(row) for row in changed])
        self._unwritten.clear()
        self._written.update(self._staged)

    def remove(self, gone: Callable[[Row], bool]) -> None:
        """Let go of rows that were taken away in the database."""
        for rows in (self._rows, self._staged):
            for key in [key for key, row in rows.items() if gone(row)]:
                del rows[key]
                self._unwritten.discard(key)

    def _index(self, key: Key, row: Row) -> None:
        if self._group is not None:
            self._groups.setdefault(self._group(row), {})[key] = None


@cache
def _columns(table: Table, names: tuple[str, ...]) -> Select[Any]:
    return select(*(table.c[name] for name in names))


@cache
def _upsert(
    table: Table, names: tuple[str, ...], kept: tuple[str, ...], unique: tuple[str, ...], dialect: str
) -> Executable:
    """INSERT … ON CONFLICT DO UPDATE of every column; a `kept` column that is empty now keeps its older value.

    Receipts write those columns beside the turn (on PostgreSQL at the same time), so a turn must not undo them.
    """
    statement: Any = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    keys = {*unique, *(column.name for column in table.primary_key)}
    changes = {
        name: func.coalesce(statement.excluded[name], table.c[name]) if name in kept else statement.excluded[name]
        for name in names
        if name not in keys
    }
    if not changes:
        return statement.on_conflict_do_nothing()  # type: ignore[no-any-return]
    return statement.on_conflict_do_update(index_elements=list(unique), set_=changes)  # type: ignore[no-any-return]
