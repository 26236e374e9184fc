"""Exports: rows first, formats second. What there is to export, and in which columns, is in `docs/exports.md`."""

import gc
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.exchange.format import Format
from bot.exchange.formats import formats
from bot.exchange.reader import Reader
from bot.exchange.rows import whats
from bot.exchange.target import target
from bot.exchange.wall_clock import WallClock
from bot.exchange.what import Rows, What
from bot.language import _, translator
from bot.neighbourhood.places import Neighbourhood
from bot.neighbourhood.refusal import Refusal
from bot.store import Books

Progress = Callable[[int, int | None], None]


async def export(  # noqa: PLR0913 - the last four are by name, and rarely given
    books: Books,
    neighbourhood: Neighbourhood,
    what: str,
    form: str,
    path: Path,
    *,
    timezone: str = "Europe/Amsterdam",
    excel: bool = False,
    identified: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write all there is of `what` to a file (`-` is the standard output); returns how many rows that was.

    It is anonymised unless `identified`; who asks for that has to be allowed to, and it is to be recorded before.
    Words are in the first language of the neighbourhood, times on the clock of the time zone. `excel` asks for the
    variant of the format for a Dutch Excel. `progress` hears how many rows are done, and of how many. Refusal when
    there is no such thing or format, or when the file cannot be written; then nothing is left of it.

    It computes more than it waits: large ones belong in a process of their own, away from the bot's event loop.
    """
    source = _what(what)
    form_of = _format(f"{form}-excel" if excel else form)
    reader = Reader(translator(neighbourhood.languages[0]), WallClock(ZoneInfo(timezone)))
    # How many rows are left of them when they are anonymous is known at the end only.
    total = await source.total(books, neighbourhood) if progress and identified else None
    rows = (source.rows if identified else source.anonymous)(books, neighbourhood, reader)
    with target(path) as (file, scratch), _not_looking_for_garbage():
        writer = form_of(file, scratch)
        try:
            writer.begin(what, source.COLUMNS)
            return await _write(writer, rows, total, progress)
        except BaseException:
            writer.drop()
            raise


@contextmanager
def _not_looking_for_garbage() -> Iterator[None]:
    """Rows refer to nothing that refers back, so there is none; looking for it took a quarter of the time."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


async def _write(writer: Format, rows: Rows, total: int | None, progress: Progress | None) -> int:
    done = 0
    async with aclosing(rows):
        async for portion in rows:
            writer.write(portion)
            done += len(portion)
            if progress:
                progress(done, total)
    writer.close()
    return done


def _what(name: str) -> What:
    known = whats()
    if name not in known:
        raise Refusal(_("There is no export “{name}”. Known are: {known}.", name=name, known=", ".join(known)))
    return known[name]


def _format(name: str) -> type[Format]:
    known = formats()
    if name not in known:
        raise Refusal(_("There is no format “{name}”. Known are: {known}.", name=name, known=", ".join(known)))
    return known[name]
