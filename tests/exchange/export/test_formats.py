"""Formats: what goes in comes out again, however hostile, in the readers that people use."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bot.exchange.formats import formats, xlsx
from tests.exchange.export.hostile import FORMULAS, HARMLESS

COLUMNS = ("number", "text", "lat")
TEXTS = [*FORMULAS, *HARMLESS]
ROWS = [(number, text, -5.104 if number % 2 else None) for number, text in enumerate(TEXTS)]


def written(form: str, rows: Sequence[Sequence[Any]], directory: Path) -> Path:
    """A file of this format, written in portions."""
    path = directory / f"file{formats()[form].suffix}"
    with path.open("wb") as file:
        writer = formats()[form](file, directory)
        writer.begin("ideas", COLUMNS)
        for start in range(0, len(rows), 7):
            writer.write(rows[start : start + 7])
        writer.close()
    return path


def table(path: Path, encoding: str = "utf-8", separator: str = ",") -> list[list[str]]:
    with path.open(newline="", encoding=encoding) as file:
        return list(csv.reader(file, delimiter=separator))


def sheet(path: Path, name: str = "ideas") -> Worksheet:
    return openpyxl.load_workbook(path)[name]


def test_every_format_has_a_name_and_a_suffix() -> None:
    assert {name: one.suffix for name, one in formats().items()} == {
        "csv": ".csv",
        "csv-excel": ".csv",
        "json": ".json",
        "xlsx": ".xlsx",
    }


def test_csv_keeps_every_text(out: Path) -> None:
    header, *rows = table(written("csv", ROWS, out))
    assert header == list(COLUMNS)
    shown = [f"'{text}" if text in FORMULAS else text for text in TEXTS]
    assert [row[1] for row in rows] == shown
    assert rows[0][2] == ""
    assert rows[1][2] == "-5.104"


def test_csv_for_excel_has_its_mark_semicolons_and_decimal_commas(out: Path) -> None:
    path = written("csv-excel", ROWS, out)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfnumber;text;lat\r\n0;'=1+1;\r\n")
    rows = table(path, "utf-8-sig", ";")
    assert rows[2][2] == "-5,104"
    assert [row[1].removeprefix("'") for row in rows[1:]] == [text.removeprefix("'") for text in TEXTS]


def test_csv_drops_what_ends_a_file_for_many_readers(out: Path) -> None:
    path = written("csv", [(1, "a\x00b\x1b[31mc\x7f\ttab", None), (2, "lone \ud83d", None)], out)
    assert [row[1] for row in table(path)[1:]] == ["ab[31mc\ttab", "lone ?"]


def test_json_keeps_every_text_and_number(out: Path) -> None:
    found = json.loads(written("json", ROWS, out).read_text(encoding="utf-8"))
    assert found == [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]


@pytest.mark.parametrize(("form", "nothing"), [("csv", "number,text,lat\r\n"), ("json", "[]")])
def test_no_rows_are_a_good_file_too(form: str, nothing: str, out: Path) -> None:
    assert written(form, [], out).read_bytes().decode().strip("\n") == nothing.strip("\n")


def test_json_says_when_there_are_no_rows_in_a_portion(out: Path) -> None:
    path = out / "file.json"
    with path.open("wb") as file:
        writer = formats()["json"](file, out)
        writer.begin("ideas", COLUMNS)
        for rows in ([], [(1, "a", None)], [], [(2, "b", None)]):
            writer.write(rows)
        writer.close()
    assert [one["number"] for one in json.loads(path.read_text(encoding="utf-8"))] == [1, 2]


def test_xlsx_keeps_every_text_as_text(out: Path) -> None:
    page = sheet(written("xlsx", ROWS, out))
    found = [row[1] for row in page.iter_rows(min_row=2)]
    assert [cell.value or "" for cell in found] == [text.replace("\r", "\n") for text in TEXTS]
    assert {cell.data_type for cell in found if cell.value} == {"s"}
    assert [cell.quotePrefix for cell in found] == [text in FORMULAS for text in TEXTS]


def test_xlsx_keeps_numbers_and_empty_cells(out: Path) -> None:
    page = sheet(written("xlsx", ROWS, out))
    assert [page.cell(2, 3).value, page.cell(3, 3).value, page.cell(3, 1).value] == [None, -5.104, 1]


def test_xlsx_has_a_bold_header_that_stays_in_sight_and_filters(out: Path) -> None:
    page = sheet(written("xlsx", ROWS, out))
    assert [cell.value for cell in page[1]] == list(COLUMNS)
    assert all(cell.font.b for cell in page[1])
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == f"A1:C{len(ROWS) + 1}"
    assert page.column_dimensions["B"].width > page.column_dimensions["A"].width


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\x00b\x07\x1b[31m\x7f", "ab[31m"),
        ("lone \ud83d surrogate \uffff", "lone  surrogate "),
        ("line\r\nend\rs", "line\nend\ns"),
        ("<r><t>x</t></is></c><c><f>1+1</f></c></r>", "<r><t>x</t></is></c><c><f>1+1</f></c></r> "),
        ("x" * 32_767, "x" * 32_767),
        ("x" * 40_000, "x" * 32_766 + "…"),
        ("🌳" * 20_000, "🌳" * 16_383 + "…"),
    ],
    ids=["controls", "surrogates", "line ends", "markup", "just fits", "too long", "too long in units"],
)
def test_xlsx_drops_or_cuts_what_a_cell_cannot_hold(text: str, left: str, out: Path) -> None:
    assert sheet(written("xlsx", [(1, text, None)], out))["B2"].value == left


def test_xlsx_escapes_what_excel_would_take_for_an_escape(out: Path) -> None:
    # Excel reads `_x005F_` as an underscore; openpyxl leaves it as it stands.
    assert sheet(written("xlsx", [(1, "_x0041_", None)], out))["B2"].value == "_x005F_x0041_"


def test_a_full_sheet_is_continued_on_the_next(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 4)
    path = written("xlsx", [(number, "a", None) for number in range(7)], out)
    pages = [
        [row[0] for row in sheet(path, name).iter_rows(values_only=True)] for name in ("ideas", "ideas 2", "ideas 3")
    ]
    assert pages == [["number", 0, 1, 2], ["number", 3, 4, 5], ["number", 6]]


@pytest.mark.parametrize("form", sorted(formats()))
def test_a_very_long_text_is_whole_elsewhere(form: str, out: Path) -> None:
    path = written(form, [(1, "wijk " * 20_000, None)], out)
    assert form == "xlsx" or ("wijk " * 20_000).encode() in path.read_bytes()
