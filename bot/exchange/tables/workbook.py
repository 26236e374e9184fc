"""The first sheet of an Excel file as lines of text, however large it is."""

import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.exchange.refused import refuse
from bot.language import _

LARGEST_UNPACKED = 2_000_000_000  # bytes
SAY_EVERY = 4096  # rows


@contextmanager
def sheet_lines(
    path: Path, progress: Callable[[int, int | None], None] | None
) -> Iterator[Iterator[tuple[int, list[str]]]]:
    """The rows of the first sheet that hold something, each with its number."""
    from openpyxl import load_workbook

    damaged = refuse(path, _("this Excel file cannot be read; save it again as .xlsx"))
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise refuse(path, _("it unpacks to more than 2 GB; save it as CSV"))
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise damaged from error
    try:
        yield _lines(book.worksheets[0], damaged, progress) if book.worksheets else iter(())
    finally:
        book.close()


def _lines(
    sheet: Any, damaged: Exception, progress: Callable[[int, int | None], None] | None
) -> Iterator[tuple[int, list[str]]]:
    rows = enumerate(sheet.iter_rows(values_only=True), 1)
    while True:
        try:
            number, row = next(rows)
        except StopIteration:
            return
        except Exception as error:  # openpyxl raises nearly anything on a damaged sheet
            raise damaged from error
        cells = [text_of(cell) for cell in row]
        if any(cells):
            yield number, cells
        if progress and number % SAY_EVERY == 0:
            progress(number, sheet.max_row)


def text_of(value: Any) -> str:
    """A cell as its text: a whole number without decimals, a day without its time."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
