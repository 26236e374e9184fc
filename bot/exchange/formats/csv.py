"""CSV: comma-separated as RFC 4180 has it, and the dialect that a Dutch Excel opens with a double click."""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any, ClassVar

from bot.exchange.cells import harmless
from bot.exchange.format import Format

# Control characters other than tab and line ends: a NUL ends the file for many readers.
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r"))


class Csv(Format):
    """UTF-8, commas, a decimal point."""

    name: ClassVar[str] = "csv"
    suffix: ClassVar[str] = ".csv"
    separator: ClassVar[str] = ","

    def begin(self, title: str, columns: Sequence[str]) -> None:
        self.write([columns])

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        page = StringIO(newline="")
        csv.writer(page, delimiter=self.separator).writerows(self._cells(rows))
        # In UTF-8 the bytes of control characters are never part of another character.
        self._file.write(page.getvalue().encode("utf-8", "replace").translate(None, _CONTROLS))

    def _cells(self, rows: Sequence[Sequence[Any]]) -> Iterable[Sequence[Any]]:
        return harmless(rows)


class ExcelCsv(Csv):
    """UTF-8 with a byte order mark, semicolons, a decimal comma: with a point Dutch Excel reads 5.104 as 5104."""

    name: ClassVar[str] = "csv-excel"
    separator: ClassVar[str] = ";"

    def begin(self, title: str, columns: Sequence[str]) -> None:
        self._file.write(BOM_UTF8)
        super().begin(title, columns)

    def _cells(self, rows: Sequence[Sequence[Any]]) -> Iterable[Sequence[Any]]:
        return ([_with_comma(cell) if isinstance(cell, float) else cell for cell in row] for row in harmless(rows))


def _with_comma(number: float) -> str:
    return str(number).replace(".", ",")
