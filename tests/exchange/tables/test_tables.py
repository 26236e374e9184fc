"""Tables that people bring: any separator and encoding, and a clear word about what cannot be read."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.exchange.tables import open_table
from bot.neighbourhood.refusal import Refusal

ROWS = [["text", "naam"], ["Een café, of twee", "Zoë"], ["Regel een\nregel twee", "Jan"]]


def read(path: Path) -> list[list[str]]:
    with open_table(path) as table:
        return [list(table.columns), *(cells for _row, cells in table.rows)]


def written(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def lines(separator: str) -> str:
    return "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in ROWS)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_separator_and_encoding_is_read(tmp_path: Path, separator: str, encoding: str) -> None:
    assert read(written(tmp_path / "a.csv", lines(separator), encoding)) == ROWS


def test_excel_tells_its_separator_itself(tmp_path: Path) -> None:
    assert read(written(tmp_path / "a.csv", "sep=;\r\ntext;naam\r\na,b;c")) == [["text", "naam"], ["a,b", "c"]]


def test_a_workbook_is_read(tmp_path: Path) -> None:
    book = Workbook()
    for row in [
        ["text", "getal", "dag", None],
        ["Een boom", 3.0, None, None],
        [None, None, None, None],
        ["x", 1.5, True, None],
    ]:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx") == [["text", "getal", "dag"], ["Een boom", "3", ""], ["x", "1.5", "TRUE"]]


def test_short_rows_are_filled_and_empty_rows_left_out(tmp_path: Path) -> None:
    assert read(written(tmp_path / "a.csv", "a,b,c\n1\n\n,,\n2,3,4,,\n")) == [
        ["a", "b", "c"], ["1", "", ""], ["2", "3", "4"],
    ]  # fmt: skip


def test_the_progress_hears_how_much_was_read(tmp_path: Path) -> None:
    heard: list[tuple[int, int | None]] = []
    path = written(tmp_path / "a.csv", "text\n" + "boom\n" * 9000)
    with open_table(path, lambda done, total: heard.append((done, total))) as table:
        assert sum(1 for _row in table.rows) == 9000
    assert heard[-1][1] == path.stat().st_size


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", b"", "it is empty"),
        ("a.csv", b"PK\x03\x04rest", "this is no CSV; save it again as CSV"),
        ("a.csv", b"%PDF-1.7", "this is no CSV"),
        ("a.csv", b"a,b\n1,2,3\n", "row 2 has more cells than the header row"),
        ("a.xlsx", b"nonsense", "this Excel file cannot be read"),
        ("a.xlsx", b"", "this Excel file cannot be read"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    with pytest.raises(Refusal, match=told):
        read(written(tmp_path / name, content))


def test_a_quote_that_is_never_closed_is_told_or_read_as_text(tmp_path: Path) -> None:
    assert read(written(tmp_path / "a.csv", 'text\n"open\nmore\n')) == [["text"], ["open\nmore\n"]]


def test_no_file_and_a_directory_are_told(tmp_path: Path) -> None:
    for path, told in ((tmp_path / "no.csv", "there is no such file"), (tmp_path, "this is a directory")):
        with pytest.raises(Refusal, match=told):
            read(path)
