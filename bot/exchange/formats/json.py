"""JSON: an array of objects, one on each line, with the columns as keys."""

from collections.abc import Sequence
from json import JSONEncoder
from typing import Any, ClassVar

from bot.exchange.format import Format


class Json(Format):
    """UTF-8; numbers are numbers, and null stands where there is nothing."""

    name: ClassVar[str] = "json"
    suffix: ClassVar[str] = ".json"

    def begin(self, title: str, columns: Sequence[str]) -> None:
        self._columns = tuple(columns)
        self._before = "[\n"
        self._encode = JSONEncoder(ensure_ascii=False).encode

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        if rows:
            objects = (self._encode(dict(zip(self._columns, row, strict=True))) for row in rows)
            self._put(self._before + ",\n".join(objects))
            self._before = ",\n"

    def close(self) -> None:
        self._put("\n]\n" if self._before == ",\n" else "[]\n")

    def _put(self, text: str) -> None:
        self._file.write(text.encode("utf-8", "replace"))
