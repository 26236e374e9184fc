"""Opening a table, whatever program it came from."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.exchange.refused import refuse
from bot.exchange.tables.csv_file import csv_lines
from bot.exchange.tables.workbook import sheet_lines
from bot.language import _

Progress = Callable[[int, int | None], None]
Line = tuple[int, list[str]]  # its number in the file, from 1, and its cells
WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Table:
    """The columns of a table and its rows: as many cells as columns, empty rows left out. Rows can be read once."""

    path: Path
    columns: tuple[str, ...]
    rows: Iterator[Line]

    def column(self, *names: str) -> int | None:
        """The place of the first of these columns that is there; capitals and spaces around do not matter."""
        known = [column.strip().casefold() for column in self.columns]
        return next((known.index(name) for name in names if name in known), None)


@contextmanager
def open_table(path: Path, progress: Progress | None = None) -> Iterator[Table]:
    """The table in a CSV (any separator; UTF-8, UTF-16 or Windows-1252) or an Excel file (its first sheet).

    The progress hears how many bytes (CSV) or rows (Excel) were read, and of how many. Refusal when it cannot be read.
    """
    if not path.exists():
        raise refuse(path, _("there is no such file"))
    if path.is_dir():
        raise refuse(path, _("this is a directory, not a file"))
    reading = sheet_lines if path.suffix.lower() in WORKBOOKS else csv_lines
    try:
        with reading(path, progress) as lines:
            header = next(lines, None)
            if header is None:
                raise refuse(path, _("it is empty"))
            columns = _trimmed(header[1])
            yield Table(path, tuple(columns), _even(path, len(columns), lines))
    except OSError as error:
        raise refuse(path, _("it cannot be read: {reason}", reason=error.strerror or str(error))) from error


def _trimmed(cells: Sequence[str]) -> list[str]:
    """Without empty cells at the end, which spreadsheets like to leave."""
    filled = [place for place, cell in enumerate(cells, 1) if cell.strip()]
    return list(cells[: filled[-1]]) if filled else []


def _even(path: Path, width: int, lines: Iterator[Line]) -> Iterator[Line]:
    for number, cells in lines:
        if any(cell.strip() for cell in cells[width:]):
            told = _("row {row} has more cells than the header row; save the file again as CSV", row=number)
            raise refuse(path, told)
        yield number, cells[:width] + [""] * (width - len(cells))
