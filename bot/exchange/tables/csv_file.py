"""CSV as programs and people make it: any separator, with or without a byte order mark, in an old encoding too."""

import codecs
import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from bot.exchange.refused import refuse
from bot.language import _

SEPARATORS = ",;\t|"
LARGEST_CELL = 50_000_000  # characters; beyond that a quote was never closed
CHUNK = 1 << 20
SAY_EVERY = 4096  # rows
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# How files begin that are no text but are sometimes given this name: ZIP (so Excel), old Excel, PDF.
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")


@contextmanager
def csv_lines(
    path: Path, progress: Callable[[int, int | None], None] | None
) -> Iterator[Iterator[tuple[int, list[str]]]]:
    """The lines of a CSV file that hold something, each with its number."""
    with path.open("rb") as raw:
        encoding = _encoding(path, raw)
        raw.seek(0)
        size = path.stat().st_size
        text = TextIOWrapper(raw, encoding, errors="replace", newline="")
        yield _lines(path, text, (lambda: progress(raw.tell(), size)) if progress else None)


def _lines(path: Path, text: Iterator[str], said: Callable[[], None] | None) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LARGEST_CELL)
    source: Iterator[str] = (line.replace("\0", "") for line in text)
    first = next(source, "")
    named = first.strip().lower()
    if named.startswith("sep=") and len(named) == len("sep=;"):  # Excel tells its separator so
        separator = named[-1]
    else:
        separator, source = _separator(first), chain([first], source)
    reader = csv.reader(source, delimiter=separator)
    try:
        for cells in reader:
            if any(cells):
                yield reader.line_num, cells
            if said and reader.line_num % SAY_EVERY == 0:
                said()
    except csv.Error as error:
        told = _("row {row} cannot be read as CSV; save the file again as CSV", row=reader.line_num)
        raise refuse(path, told) from error


def _separator(header: str) -> str:
    """The separator that makes most columns of the header row; a comma when none does."""
    columns = {one: len(next(csv.reader([header], delimiter=one), [])) for one in SEPARATORS}
    return max(SEPARATORS, key=lambda one: columns[one])


def _encoding(path: Path, raw: BinaryIO) -> str:
    """How the text is encoded: by its mark, else UTF-8 when all of it is, else Windows-1252."""
    head = raw.read(CHUNK)
    if head.startswith(_NO_TEXT):
        raise refuse(path, _("this is no CSV; save it again as CSV (UTF-8) or as .xlsx"))
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    if head[1::2].count(0) * 4 > len(head):
        return "utf-16-le"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while head:
            decoder.decode(head)
            head = raw.read(CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
