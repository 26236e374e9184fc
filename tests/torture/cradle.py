"""Where the bot is born again and again: a process that has read all of its program, and forks a bot on demand.

Reading the program is most of what a start costs, so a bot is back in a fraction of the time. What runs is `wijkbot
run` in a process of its own, with its own memory; now and then a life begins the long way, as an operator starts it.
"""

import contextlib
import ctypes
import importlib
import json
import os
import select
import signal
import sys
from pathlib import Path
from typing import Any

from tests.torture import spells

# What a start reads when it comes to it.
_READ = (
    "bot.app", "bot.commands.simulating", "bot.exchange.export", "psycopg_pool",
    "sqlalchemy.dialects.sqlite.aiosqlite", "sqlalchemy.dialects.postgresql.psycopg",
    "structlog", "uvicorn.protocols.http.httptools_impl", "uvicorn.loops.auto",
)  # fmt: skip
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def _bury(child: int, log: Path) -> None:
    """Write down how a child ended: a file beside its log."""
    _child, status = os.waitpid(child, 0)
    written = log.with_suffix(".ending")
    written.write_text(str(os.waitstatus_to_exitcode(status)), "utf-8")
    written.rename(log.with_suffix(".end"))


def _live(asked: dict[str, Any]) -> None:
    """Become the bot; never returns."""
    status = 1
    try:
        os.setsid()
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
        log = os.open(asked["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for number, file in ((0, os.open(os.devnull, os.O_RDONLY)), (1, log), (2, log)):
            os.dup2(file, number)
        os.environ.clear()
        os.environ.update(asked["environment"])
        os.chdir(asked["directory"])
        for name, *given in asked["spells"]:
            spells.cast(name, *given)
        from bot.__main__ import main

        main(args=asked["command"], prog_name="wijkbot")
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _read_program() -> None:
    for name in _READ:
        importlib.import_module(name)
    from bot.dialogue.plugins import load_scripts
    from bot.language import known_languages, translator

    load_scripts()
    for language in known_languages():
        translator(language)("")


def _bear(line: bytes) -> tuple[int, int, Path]:
    """A new child: a handle on it, its number, and its log."""
    asked = json.loads(line)
    child = os.fork()
    if child == 0:
        _live(asked)
    print(child, flush=True)
    return os.pidfd_open(child), child, Path(asked["log"])


def main() -> None:
    """A line of JSON in, a number of a process out, until there are no more lines; children die with the cradle."""
    _read_program()
    print("ready", flush=True)
    born: dict[int, tuple[int, Path]] = {}
    rest = b""
    while True:
        ready, _writable, _odd = select.select([0, *born], [], [])
        for handle in set(ready) - {0}:
            _bury(*born.pop(handle))
            os.close(handle)
        if 0 not in ready:
            continue
        heard = os.read(0, 65536)
        if not heard:
            return
        *lines, rest = (rest + heard).split(b"\n")
        for line in lines:
            handle, child, log = _bear(line)
            born[handle] = child, log


if __name__ == "__main__":
    main()
