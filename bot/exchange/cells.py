"""Cells that a spreadsheet shows and never carries out."""

import re

# What starts a formula, in the full-width and small forms that some spreadsheets read alike as well.
_FORMULA = "=+\\-@\u2212\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b"
# What programs leave out before they look: white space, control characters, marks that cannot be seen.
_UNSEEN = "\\s\x00-\x20\x7f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff"
# A tab or a line end at the very start can move what follows to a cell or a line of its own.
_EXECUTABLE = re.compile(f"[\t\r\n]|[{_UNSEEN}]*[{_FORMULA}]")


def is_executable(text: str) -> bool:
    """Whether a spreadsheet could take this text for a formula."""
    return _EXECUTABLE.match(text) is not None


def harmless(cell: object) -> object:
    """The cell, a text that could be a formula behind an apostrophe: spreadsheets take it for words then."""
    # This runs for every cell, and almost every text starts with a letter.
    if cell.__class__ is str and cell and not cell[0].isalnum() and is_executable(cell):  # type: ignore[index]
        return f"'{cell}"
    return cell
