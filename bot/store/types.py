"""Column types that behave alike on SQLite and PostgreSQL.

They say directly how a value is written and read: the usual way of a TypeDecorator costs two more calls for each value.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.language import jsontext


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, always aware. SQLite would hand back a naive one, so there it is ISO 8601 text."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(String(32) if dialect.name == "sqlite" else DateTime(timezone=True))

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        if dialect.name == "sqlite":
            return lambda moment: moment and moment.astimezone(UTC).isoformat(timespec="microseconds")
        return lambda moment: moment and moment.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        if dialect.name == "sqlite":
            return lambda text: text and datetime.fromisoformat(text)
        return lambda moment: moment and moment.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """A JSON value as text, the same on both databases and readable in a dump. None is a value too: `null`."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        return jsontext.written_text

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], Any]:
        return lambda text: None if text is None else jsontext.read(text)
