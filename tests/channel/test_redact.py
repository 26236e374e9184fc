import io
import logging
from collections.abc import Iterator

import pytest

from bot.channel.redact import HIDDEN, Redaction, install

TOKEN = "123456:ABCdefGHIjklMNOpqrSTUvwxYZ012345678"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a handler that knows nothing of tokens writes."""
    undo = install(TOKEN, "odd-secret", "")
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logger = logging.getLogger("httpx")
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)
    undo()


def test_the_token_is_taken_out_of_messages_and_arguments(log: io.StringIO) -> None:
    logging.getLogger("httpx").error("POST %s %d", f"https://api.telegram.org/bot{TOKEN}/getMe", 200)
    logging.getLogger("httpx").error("with odd-secret")
    assert log.getvalue() == f"POST https://api.telegram.org/bot{HIDDEN}/getMe 200\nwith {HIDDEN}\n"


def test_the_token_is_taken_out_of_tracebacks(log: io.StringIO) -> None:
    try:
        raise ValueError(f"no answer from /bot{TOKEN}/getMe")
    except ValueError:
        logging.getLogger("httpx").exception("it failed")
    assert "ValueError: no answer" in log.getvalue()
    assert TOKEN not in log.getvalue()


def test_other_tokens_and_events_of_structlog_are_redacted_too() -> None:
    other = "987654321:ZZZdefGHIjklMNOpqrSTUvwxYZ012345678"
    assert Redaction().conceal(f"bot{other}!") == f"bot{HIDDEN}!"
    event = {"event": other, "count": 3}
    record = logging.makeLogRecord({"msg": event})
    assert Redaction().filter(record)
    assert record.msg == {"event": HIDDEN, "count": 3}


def test_what_holds_no_token_stays_as_it_was() -> None:
    record = logging.makeLogRecord({"msg": "%s people at %s", "args": (3, "10:30")})
    Redaction(TOKEN).filter(record)
    assert (record.msg, record.args) == ("%s people at %s", (3, "10:30"))


def test_a_mistake_in_a_log_call_is_left_to_logging() -> None:
    record = logging.makeLogRecord({"msg": "%d", "args": ("x",)})
    assert Redaction(TOKEN).filter(record)
