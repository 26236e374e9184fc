"""XLSX: a workbook for Excel and LibreOffice, written row by row so that memory stays flat."""

import re
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from typing import Any, BinaryIO, ClassVar

from bot.exchange.cells import is_executable
from bot.exchange.format import Format

MOST_ROWS = 1_048_576  # on a sheet, the header row included
LONGEST_TEXT = 32_767  # in a cell, in UTF-16 code units as Excel counts them
NARROWEST, WIDEST = 8, 60  # of a column, in characters

# What XML cannot hold, and so no cell either.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class _Tap:
    """The file, until it is shut: a zip file that goes away unfinished still writes its end, when nobody listens."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def shut(self) -> None:
        self._file = BytesIO()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class Xlsx(Format):
    """Text cells are text, whatever they start with; a full sheet is continued on a next one."""

    name: ClassVar[str] = "xlsx"
    suffix: ClassVar[str] = ".xlsx"

    def begin(self, title: str, columns: Sequence[str]) -> None:
        from xlsxwriter import Workbook  # takes a tenth of a second, so only when it is used

        options = {"constant_memory": True, "tmpdir": str(self._scratch), "use_zip64": True}
        self._tap = _Tap(self._file)
        self._book = Workbook(self._tap, options)
        self._head = self._book.add_format({"bold": True})
        # What the apostrophe is in CSV: the text stays text when somebody edits it.
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._title, self._columns = title, tuple(columns)
        self._widths = [max(NARROWEST, len(column) + 4) for column in columns]  # room for the filter's button
        self._sheets = 0
        self._open_sheet()

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        if self._line == 1:
            self._fit(rows[:100])
        for row in rows:
            if self._line == MOST_ROWS:
                self._finish_sheet()
                self._open_sheet()
            self._write_row(row)

    def close(self) -> None:
        from xlsxwriter.exceptions import FileCreateError

        self._finish_sheet()
        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # the OSError that it wraps

    def drop(self) -> None:
        self._tap.shut()
        for sheet in self._book.worksheets():
            with suppress(OSError):
                sheet.row_data_fh.close()

    def _open_sheet(self) -> None:
        self._sheets += 1
        self._sheet = self._book.add_worksheet(self._title if self._sheets == 1 else f"{self._title} {self._sheets}")
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(self._columns):
            self._sheet.write_string(0, place, column, self._head)
        self._line = 1

    def _finish_sheet(self) -> None:
        self._sheet.autofilter(0, 0, self._line - 1, len(self._columns) - 1)
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, width)

    def _fit(self, rows: Sequence[Sequence[Any]]) -> None:
        for place, width in enumerate(self._widths):
            longest = max((len(str(row[place] or "")) for row in rows), default=0)
            self._widths[place] = min(max(width, longest + 1), WIDEST)

    def _write_row(self, row: Sequence[Any]) -> None:
        line, sheet = self._line, self._sheet
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    quoted = self._quoted if is_executable(cell) else None
                    sheet.write_string(line, place, writable(cell), quoted)
            elif cell is not None:
                sheet.write_number(line, place, cell)
        self._line += 1


def writable(text: str) -> str:
    """The text as a cell can hold it: nothing that XML cannot, and not longer than Excel takes."""
    if not text.isprintable():
        text = _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes such a text for markup of its own and would write it into the sheet as it is.
        text += " "
    return _cut(text) if len(text) > LONGEST_TEXT // 2 else text


def _cut(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * LONGEST_TEXT - 2].decode("utf-16-le", "ignore") + "…"
