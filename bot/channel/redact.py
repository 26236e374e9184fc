"""Keeping the token and the words of residents out of logs.

The token stands in addresses, and so in messages, arguments and tracebacks of libraries; words stand in parameters and
exceptions. Filters of a logger do not see what its children log, and handlers come and go: so it is done where records
are made.
"""

import logging
import re
import sys
import threading
from collections.abc import Callable
from typing import Any

from bot.channel.discreet import told

HIDDEN = "<token>"
OURS = ("bot", "conversations", "root")

_TOKEN = re.compile(r"(?<!\d)\d{4,}:[A-Za-z0-9_-]{20,}")

Factory = Callable[..., logging.LogRecord]
log = logging.getLogger(__name__)


class Redaction(logging.Filter):
    """Takes the token, whatever looks like one, and free text out of a record. Also usable as a filter of a handler."""

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
        if record.name is None:  # an empty one, made to be filled with what was redacted before
            return True
        if isinstance(record.msg, dict):  # structlog hands its events on like this
            record.msg = {key: self._value(value) for key, value in record.msg.items()}
        else:
            _without_values(record)
            self._message(record)
        if record.exc_info and record.exc_info[1]:
            record.exc_text = self.conceal(told(record.exc_info[1]))
            record.exc_info = None
        return True

    def _message(self, record: logging.LogRecord) -> None:
        try:
            plain = record.getMessage()
        except Exception:  # a mistake in a log call; logging would report it with all values
            record.msg, record.args = f"a mistake in a log call: {record.msg}", ()
            return
        concealed = self.conceal(plain)
        if concealed != plain:
            record.msg, record.args = concealed, ()

    def _value(self, value: Any) -> Any:
        return self.conceal(value) if isinstance(value, str) else value


def _without_values(record: logging.LogRecord) -> None:
    """What libraries tell for their makers holds statements' parameters and rows: only the kind of message stays.

    asyncio's error tells the exception's own words on further lines, at any level.
    """
    if record.name.partition(".")[0] in OURS:
        return
    if record.name == "asyncio":
        record.msg, record.args = str(record.msg).partition("\n")[0], ()
    elif record.levelno < logging.WARNING:
        record.msg, record.args = str(record.msg), ()


def install(*secrets: str) -> Callable[[], None]:
    """Redact every record from now on, of threads and finalizers too; the returned function ends it."""
    redaction = Redaction(*secrets)
    before: Factory = logging.getLogRecordFactory()
    hooks = threading.excepthook, sys.unraisablehook

    def make(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = before(*args, **kwargs)
        redaction.filter(record)
        return record

    def end() -> None:
        logging.setLogRecordFactory(before)
        threading.excepthook, sys.unraisablehook = hooks

    logging.setLogRecordFactory(make)
    threading.excepthook = _in_thread
    sys.unraisablehook = _unraisable
    return end


def _in_thread(failed: threading.ExceptHookArgs) -> None:
    log.error("a thread failed", exc_info=failed.exc_value)


def _unraisable(failed: "sys.UnraisableHookArgs") -> None:
    log.error("an error that nobody can be told of", exc_info=failed.exc_value)
