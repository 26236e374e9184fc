"""Spells that are no mistakes: a clock that jumps, a death at a chosen moment, and a note of what a disk would keep."""

import itertools
import os
import signal
from pathlib import Path
from types import FrameType
from typing import Any

from tests.torture.spells import spell


@spell("clock")
def clock(start: float, *jumps: float) -> None:
    """The bot's clock begins at this moment (seconds since 1970); at each SIGUSR1 it jumps by the next of these."""
    import time_machine

    travel = time_machine.travel(start, tick=True).start()
    ahead = iter(jumps)

    def jump(_number: int, _frame: FrameType | None) -> None:
        travel.shift(next(ahead, 0.0))

    signal.signal(signal.SIGUSR1, jump)


@spell("point")
def point(number: int) -> None:
    """Die with kill -9 right before or right after a statement or a call: at the point of this number, counted from
    when the first updates were handed over.
    """
    from sqlalchemy import Engine, event

    from bot.channel.client import Telegram
    from bot.dialogue.desk import Desk

    points = itertools.count(1)
    begun = False

    def pass_by(*_given: Any) -> None:
        if begun and next(points) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    take, send = Desk.take, Telegram._send

    async def taken(desk: Desk, events: Any) -> Any:
        nonlocal begun
        begun = begun or bool(events)
        return await take(desk, events)

    async def sent(*given: Any) -> Any:
        pass_by()
        answer = await send(*given)
        pass_by()
        return answer

    Desk.take, Telegram._send = taken, sent  # type: ignore[method-assign, assignment]
    for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, moment, pass_by)


@spell("power")
def power(ledger: str) -> None:
    """Note after each commit how much of SQLite's log survives a power cut, by what SQLite asked of the disk."""
    from sqlalchemy.ext.asyncio import AsyncConnection

    commit = AsyncConnection.commit

    async def committed(connection: AsyncConnection) -> None:
        await commit(connection)
        raw = await connection.get_raw_connection()
        driver = raw.driver_connection._conn
        if driver.in_transaction:
            return
        (kind,) = driver.execute("PRAGMA synchronous").fetchone()
        if kind >= 2:
            (_number, _name, path), *_rest = driver.execute("PRAGMA database_list").fetchall()
            Path(ledger).write_text(str(Path(f"{path}-wal").stat().st_size), "utf-8")

    AsyncConnection.commit = committed  # type: ignore[method-assign]
