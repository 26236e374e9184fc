import io
import logging
import sqlite3
import sys
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from bot.channel.discreet import named
from bot.channel.redact import HIDDEN, Redaction, install
from bot.channel.wire import Unsent
from bot.commands.base import log_to_stderr

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
    assert log.getvalue().endswith("ValueError\n")
    assert TOKEN not in log.getvalue()


def test_other_tokens_and_events_of_structlog_are_redacted_too() -> None:
    other = "987654321:ZZZdefGHIjklMNOpqrSTUvwxYZ012345678"
    assert Redaction().conceal(f"bot{other}!") == f"bot{HIDDEN}!"
    event = {"event": other, "count": 3}
    record = logging.makeLogRecord({"name": "bot.x", "msg": event})
    assert Redaction().filter(record)
    assert record.msg == {"event": HIDDEN, "count": 3}


def test_what_holds_no_token_stays_as_it_was() -> None:
    record = logging.makeLogRecord({"name": "bot.x", "msg": "%s people at %s", "args": (3, "10:30")})
    Redaction(TOKEN).filter(record)
    assert (record.msg, record.args) == ("%s people at %s", (3, "10:30"))


def test_a_mistake_in_a_log_call_is_told_without_its_values() -> None:
    record = logging.makeLogRecord({"name": "bot.x", "msg": "%d", "args": ("x",)})
    assert Redaction(TOKEN).filter(record)
    assert record.getMessage() == "a mistake in a log call: %d"


def test_a_thread_and_a_finalizer_that_fail_are_told_without_words(log: io.StringIO) -> None:
    def fails() -> None:
        raise ValueError(words)

    words = "words of Anna"
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logging.getLogger().addHandler(handler)
    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    sys.unraisablehook(SimpleNamespace(exc_value=ValueError(words)))
    logging.getLogger().removeHandler(handler)
    assert written.getvalue().count("ValueError\n") == 2
    assert "Anna" not in written.getvalue()


def test_of_the_database_the_kind_of_trouble_is_told() -> None:
    with pytest.raises(sqlite3.Error) as refused:
        sqlite3.connect(":memory:").execute("SELECT 'words of Anna' FROM nowhere")
    assert named(refused.value) == "sqlite3.OperationalError: SQLITE_ERROR"


def test_what_a_program_says_about_itself_and_about_the_disk_is_told() -> None:
    assert named(AttributeError("'X' has no attribute 'y'")) == "AttributeError: 'X' has no attribute 'y'"
    assert named(FileNotFoundError(2, "x", "Anna.txt")) == "FileNotFoundError: No such file or directory"
    assert named(Unsent("no connection")) == "bot.channel.wire.Unsent: no connection"
    assert named(KeyError("Anna")) == "KeyError"


def test_what_the_running_bot_writes_has_the_traceback_and_no_words(
    capfd: pytest.CaptureFixture[str],
) -> None:
    root = logging.getLogger()
    handlers, level, undo = list(root.handlers), root.level, install(TOKEN)
    words = "words of Anna"
    try:
        log_to_stderr()
        try:
            raise ValueError(words)
        except ValueError:
            logging.getLogger("bot.dialogue.batch").exception("a turn failed with %s", TOKEN)
    finally:
        undo()
        logging.basicConfig(force=True, handlers=handlers, level=level)
    said = capfd.readouterr().err
    assert f"a turn failed with {HIDDEN}" in said
    assert "raise ValueError(words)" in said
    assert "Logging error" not in said
    assert words not in said
