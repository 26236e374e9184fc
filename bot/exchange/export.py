"""Exports: rows first, formats second. What there is to export, and in which columns, is in `docs/exports.md`."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.exchange.format import Format
from bot.exchange.formats import formats
from bot.exchange.reader import Reader
from bot.exchange.rows import What, whats
from bot.exchange.target import target
from bot.exchange.wall_clock import WallClock
from bot.language import Lazy, _, translator
from bot.neighbourhood.places import Neighbourhood
from bot.neighbourhood.refusal import Refusal
from bot.store import Books

Progress = Callable[[int, int | None], None]

Named = TypeVar("Named")


async def export(
    books: Books,
    neighbourhood: Neighbourhood,
    what: str,
    form: str,
    path: Path,
    *,
    timezone: str = "Europe/Amsterdam",
    excel: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write all there is of `what` to a file (`-` is the standard output); returns how many rows that was.

    `excel` asks for the variant of the format that Excel opens with a double click. Words are in the first language of
    the neighbourhood. `progress` hears how many rows are done, and of how many. Refusal when there is no such thing or
    format, or the file cannot be written; then nothing is left of it.
    """
    source = _known(whats(), what, _("There is no export “{name}”. Known are: {known}."))
    writer = _known(formats(), f"{form}-excel" if excel else form, _("There is no format “{name}”. Known are: {known}."))
    reader = Reader(translator(neighbourhood.languages[0]), WallClock(ZoneInfo(timezone)))
    report = await _reporting(progress, books, neighbourhood, source)
    with target(path) as (file, scratch):
        return await _write(writer(file, scratch), source, ...)
