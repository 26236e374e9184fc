"""The sheets of an XLSForm as rows of text, read from a workbook that may be anything."""

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bot.exchange.refused import refuse
from bot.exchange.surveys.file import check_size
from bot.exchange.surveys.xlsform_languages import language_code
from bot.exchange.tables.workbook import text_of
from bot.language import _
from bot.language.clean import clean
from bot.neighbourhood.refusal import Refusal

LARGEST_UNPACKED = 50 * 1024 * 1024  # bytes
MOST_ROWS = 2000
MOST_COLUMNS = 200
DEFAULT = ""  # the language of columns that name none
_TRANSLATED = ("label", "hint", "constraint_message", "image", "audio", "video")
_SHEETS = ("survey", "choices", "settings")
_PREFIXES = ("bind", "control", "media", "body")
# Older spellings that are still around.
_ALIASES = {
    "relevance": "relevant",
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "calculate": "calculation",
    "constraining_message": "constraint_message",
    "constraintmsg": "constraint_message",
    "read_only": "readonly",
    "big-image": "image",
    "set_form_title": "form_title",
    "set_form_id": "form_id",
}
Cells = tuple[int, tuple[Any, ...]]  # the number of a row, and what is in it
_QUOTES = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number on the sheet, its cells by column, and its texts by column and language."""

    number: int
    cells: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def cell(self, column: str) -> str:
        """The text of a cell, empty when there is none."""
        return self.cells.get(column, "")

    def expression(self, column: str) -> str:
        """The cell with straight quotes: word processors turn them, and an expression cannot do without."""
        return self.cell(column).translate(_QUOTES)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The rows of the sheets of a form, and its settings."""

    survey: list[Row]
    choices: list[Row]
    settings: Row


def read_sheets(path: Path) -> Sheets:
    """The sheets of an `.xlsx` file. Refusal when it is too large, unsafe, or no XLSForm."""
    check_size(path)
    content = path.read_bytes()
    try:
        _check_unpacked(path, content)
        found = _rows(content)
    except Refusal:
        raise
    except Exception as error:  # zipfile and openpyxl raise nearly anything on a damaged file
        raise refuse(path, _("this Excel file cannot be read; save it again as .xlsx")) from error
    if any(len(sheet) > MOST_ROWS for sheet in found.values()):
        raise refuse(path, _("a sheet has more than {most} rows", most=MOST_ROWS))
    if "survey" not in found:
        raise refuse(path, _("it has no sheet “survey”, so it is no XLSForm"))
    sheets = {name: list(_named(path, name, rows)) for name, rows in found.items()}
    settings = sheets.get("settings") or [Row(2)]
    return Sheets(sheets["survey"], sheets.get("choices", []), settings[0])


def _check_unpacked(path: Path, content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        # zipfile itself stops at the size that a member claims to have, so the claims can be trusted as a limit.
        if sum(member.file_size for member in archive.infolist()) > LARGEST_UNPACKED:
            raise refuse(path, _("it unpacks to more than 50 MB; a survey is never that large"))
        for member in archive.infolist():
            if b"<!DOCTYPE" in archive.read(member).replace(b"\0", b"").upper():
                raise refuse(path, _("it holds a document type, which an Excel file never needs; save it again"))


def _rows(content: bytes) -> dict[str, list[Cells]]:
    with warnings.catch_warnings(action="ignore"):
        workbook = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = {sheet.title.strip().lower(): sheet for sheet in workbook.worksheets}
        return {name: _filled_rows(sheets[name]) for name in _SHEETS if name in sheets}


def _filled_rows(sheet: Any) -> list[Cells]:
    numbered = enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1)
    filled = ((number, row) for number, row in numbered if any(cell is not None for cell in row))
    return list(islice(filled, MOST_ROWS + 1))


def _named(path: Path, sheet: str, rows: list[Cells]) -> Iterator[Row]:
    headers = [_header(path, sheet, _text(cell)) for cell in rows[0][1]] if rows else []
    for number, row in rows[1:]:
        cells: dict[str, str] = {}
        texts: dict[str, dict[str, str]] = {}
        for (column, language), value in zip(headers, map(_text, row), strict=False):
            if value and column in _TRANSLATED:
                texts.setdefault(column, {})[language] = value
            elif value and column:
                cells[column] = value
        if cells or texts:
            yield Row(number, cells, texts)


def _header(path: Path, sheet: str, header: str) -> tuple[str, str]:
    parts = [part.strip() for part in re.split("::?", header)]
    if parts[0].lower() in (*_PREFIXES, "jr") and len(parts) > 1:
        parts = parts[1:]
    column = re.sub(r"\s+", "_", parts[0].lower())
    column = _ALIASES.get(column, column)
    if len(parts) == 1 or column not in _TRANSLATED or parts[1].lower() == "default":
        return column, DEFAULT
    language = language_code(parts[1])
    if language is None:
        raise refuse(
            path,
            _(
                "the column “{column}” on the sheet “{sheet}” needs the code of its language: “{better}”",
                column=header,
                sheet=sheet,
                better="label::Dutch (nl)",
            ),
        )
    return column, language


def _text(value: Any) -> str:
    return clean(text_of(value))
