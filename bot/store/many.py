"""One statement for many rows.

SQLAlchemy makes a dictionary of parameters for every row, and looks up for every value how it is written. On SQLite,
where a batch of turns is one transaction, that took as long as the rest of storing it; there it is looked up once.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Row = tuple[Any, ...]
# Which value of a row, and what writes it.
Plan = tuple[tuple[int, Callable[[Any], Any] | None], ...]


async def run_many(
    connection: AsyncConnection, statement: Executable, names: tuple[str, ...], rows: Sequence[Row]
) -> None:
    """Run a statement for rows of values, given in the order of its parameters' names.

    The statement must be a lasting one: what is found out about it is kept.
    """
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        words, plan = _compiled(statement, names)
        await connection.exec_driver_sql(words, [_written(row, plan) for row in rows])
    else:
        await connection.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])


def _written(row: Row, plan: Plan) -> Row:
    return tuple([row[at] if write is None else write(row[at]) for at, write in plan])


@cache
def _compiled(statement: Any, names: tuple[str, ...]) -> tuple[str, Plan]:
    dialect = sqlite.dialect()
    compiled = statement.compile(dialect=dialect, column_keys=names)
    types = [(name, compiled.binds[name].type) for name in compiled.positiontup]
    plan = tuple((names.index(name), kind.dialect_impl(dialect).bind_processor(dialect)) for name, kind in types)
    return str(compiled), plan
