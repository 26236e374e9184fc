"""Cells that a spreadsheet shows and never carries out."""

import re
from collections.abc import Iterable, Sequence

# What starts a formula, in the full-width and small forms that some spreadsheets read alike as well.
_FORMULA = "=+\\-@\u2212\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b"
# What programs leave out before they look: white space, control characters, marks that cannot be seen.
_UNSEEN = "\\s\x00-\x20\x7f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff"
# A tab or a line end at the very start can move what follows to a cell or a line of its own.
_EXECUTABLE = re.compile(f"[\t\r\n]|[{_UNSEEN}]*[{_FORMULA}]")


def is_executable(cell: object) -> bool:
    """Whether a spreadsheet could take this cell for a formula: only a text can be one, a number never is."""
    # Almost every text starts with a letter or a digit, and telling that is cheap.
    return isinstance(cell, str) and not cell[:1].isalnum() and _EXECUTABLE.match(cell) is not None


def harmless(rows: Iterable[Sequence[object]]) -> Iterable[Sequence[object]]:
    """The rows, each executable text behind an apostrophe: spreadsheets take it for words then."""
    # Column by column, because values come back in a column and most columns need nothing done.
    return zip(*map(_harmless_column, zip(*rows, strict=True)), strict=True)


def _harmless_column(column: Sequence[object]) -> Sequence[object]:
    if not any(map(is_executable, set(column))):
        return column
    return [f"'{cell}" if is_executable(cell) else cell for cell in column]
