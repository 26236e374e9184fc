"""Keeping the token out of logs. It stands in addresses, and so in messages, arguments and tracebacks of libraries.

Filters of a logger do not see what its children log, and handlers come and go: so it is done where records are made.
"""

import logging
import re
import traceback
from collections.abc import Callable
from typing import Any

HIDDEN = "<token>"

_TOKEN = re.compile(r"(?<!\d)\d{4,}:[A-Za-z0-9_-]{20,}")

Factory = Callable[..., logging.LogRecord]


class Redaction(logging.Filter):
    """Takes the token, and whatever looks like one, out of a record. Also usable as a filter of a handler."""

    def __init__(self, *secrets: str) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def conceal(self, text: str) -> str:
        """The text without the token."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return _TOKEN.sub(HIDDEN, text)

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the record in place; it is always kept."""
        if isinstance(record.msg, dict):  # structlog hands its events on like this
            record.msg = {key: self._value(value) for key, value in record.msg.items()}
        else:
            self._message(record)
        if record.exc_info and record.exc_info[0]:
            record.exc_text = self.conceal("".join(traceback.format_exception(*record.exc_info)).rstrip())
            record.exc_info = None
        return True

    def _message(self, record: logging.LogRecord) -> None:
        try:
            plain = record.getMessage()
        except (TypeError, ValueError):  # a mistake in a log call is logging's to report
            return
        concealed = self.conceal(plain)
        if concealed != plain:
            record.msg, record.args = concealed, ()

    def _value(self, value: Any) -> Any:
        return self.conceal(value) if isinstance(value, str) else value


def install(*secrets: str) -> Callable[[], None]:
    """Redact every record from now on; the returned function ends it."""
    redaction = Redaction(*secrets)
    before: Factory = logging.getLogRecordFactory()

    def make(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = before(*args, **kwargs)
        redaction.filter(record)
        return record

    logging.setLogRecordFactory(make)
    return lambda: logging.setLogRecordFactory(before)
