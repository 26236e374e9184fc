"""What every export format is: a writer of rows into a file."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO, ClassVar


class Format(ABC):
    """Writes rows into an open file; `scratch` is a directory for what it has to set aside meanwhile.

    Subclasses are the formats. Each has a `name` (what people ask for) and a `suffix` for files, and is found by itself
    when its module stands in `bot/exchange/formats/`. Writing raises OSError when the disk is full.
    """

    name: ClassVar[str]
    suffix: ClassVar[str]

    def __init__(self, file: BinaryIO, scratch: Path) -> None:
        self._file = file
        self._scratch = scratch

    @abstractmethod
    def begin(self, title: str, columns: Sequence[str]) -> None:
        """Write what comes before the rows; the title is the name of what is exported."""

    @abstractmethod
    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        """Write rows of text, numbers and None, in the order of the columns."""

    def close(self) -> None:  # noqa: B027 - most formats end with their last row
        """Write what comes after the rows."""

    def drop(self) -> None:  # noqa: B027 - most formats hold nothing but the file
        """Let go of everything: the file will not be kept."""
