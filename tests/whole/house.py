"""The bot as an operator runs it: a process of its own, with its settings in the environment."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from tests.torture.births import Births, Child, Spell

Seen = TypeVar("Seen")
PATIENCE_SECONDS = 60
AT_WORK = ("The bot is at work", "The wijkbot is ready")


class Running:
    """A bot that was started; what it says on stdout and stderr is in its log."""

    def __init__(self, process: subprocess.Popen[bytes] | Child, log: Path, born: float) -> None:
        self.process = process
        self.log = log
        self.born = born

    @property
    def said(self) -> str:
        """What it said so far."""
        return self.log.read_text("utf-8")

    @property
    def at_work(self) -> bool:
        """Whether it said that it is ready."""
        return any(line in self.said for line in AT_WORK)

    def kill(self) -> None:
        """Kill -9: nothing of it runs on."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> tuple[int, float]:
        """Ask it to stop: its exit status, and after how many seconds it was gone."""
        asked = time.monotonic()
        self.process.terminate()
        status = self.process.wait(PATIENCE_SECONDS)
        return status, time.monotonic() - asked

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait until something happened; fails with the log when the bot ends before it, or it takes too long."""
        until(lambda: happened() or self.process.poll() is not None, lambda: self.said)
        assert happened(), f"the bot stopped with status {self.process.poll()}:\n{self.said}"


@dataclass
class House:
    """Where a bot lives: a directory with its data, and the settings it is started with."""

    directory: Path
    settings: dict[str, str] = field(default_factory=dict)
    under: tuple[str, ...] = ()  # the command that the bot is started with
    lives: list[Running] = field(default_factory=list)

    def starts(self, **settings: str) -> Running:
        """Start the bot."""
        self.lives.append(self._runs("bot", "run", **settings))
        return self.lives[-1]

    def bears(self, births: Births, *command: str, spells: Sequence[Spell] = ()) -> Running:
        """Start a command from a cradle, under these spells."""
        born, log = time.monotonic(), self._log("bot")
        child = births.bear(self.directory, self.environment(), log, spells, command)
        self.lives.append(Running(child, log, born))
        return self.lives[-1]

    def bore(self, births: Births, *command: str, spells: Sequence[Spell] = ()) -> None:
        """Have a command carried out that must succeed."""
        done = self.bears(births, *command, spells=spells)
        assert done.process.wait(PATIENCE_SECONDS) == 0, done.said

    def simulates(self, port: int) -> Running:
        """Start a simulator that stands alone; returns when it answers."""
        simulator = self._runs("bot.simulator", "--port", str(port))
        until(lambda: _listens(port), lambda: simulator.said)
        return simulator

    def does(self, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        whole = [*self.under, sys.executable, "-m", "bot", *command]
        environment = self.environment(settings)
        return subprocess.run(
            whole, cwd=self.directory, env=environment, capture_output=True, text=True, timeout=PATIENCE_SECONDS,
            check=False,
        )  # fmt: skip

    def did(self, *command: str, **settings: str) -> str:
        """Run a command that must succeed: what it printed."""
        done = self.does(*command, **settings)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _runs(self, module: str, *given: str, **settings: str) -> Running:
        born, log = time.monotonic(), self._log(module)
        command = [*self.under, sys.executable, "-m", module, *given]
        with log.open("wb") as said:
            process = subprocess.Popen(
                command, cwd=self.directory, env=self.environment(settings), stdout=said, stderr=said
            )
        return Running(process, log, born)

    def _log(self, module: str) -> Path:
        return self.directory / f"{module}-{len(self.lives):03}.log"

    @property
    def said(self) -> str:
        """What all its bots said."""
        return "\n".join(life.said for life in self.lives)

    def close(self) -> None:
        """Leave no process behind."""
        for life in self.lives:
            life.kill()

    def environment(self, settings: dict[str, str] | None = None) -> dict[str, str]:
        """What a process of this house finds in its environment."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("WIJKBOT_")}
        own = {"WIJKBOT_DATA_DIR": "data", "WIJKBOT_LISTEN": "127.0.0.1:0", "WIJKBOT_RATE": "0"}
        named = {f"WIJKBOT_{name.upper()}": value for name, value in {**self.settings, **(settings or {})}.items()}
        return {**inherited, **self._compiled(), **own, **named}

    def _compiled(self) -> dict[str, str]:
        """Where no compiled files may be written, they are kept beside the test: compiling takes longer than a life."""
        if not os.environ.get("PYTHONDONTWRITEBYTECODE"):
            return {}
        return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(self.directory.parent / "compiled")}


def _listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def until(look: Callable[[], Seen], story: Callable[[], str]) -> Seen:
    """Look until there is something to see, and give that; fails with the story when it takes too long."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not (seen := look()):
        assert time.monotonic() < end, story()
        time.sleep(0.05)
    return seen


async def eventually(happened: Callable[[], object], story: Callable[[], str]) -> float:
    """Wait until something happened while others go on: how many seconds that took."""
    began = time.monotonic()
    while not happened():
        assert time.monotonic() < began + PATIENCE_SECONDS, story()
        await asyncio.sleep(0.02)
    return time.monotonic() - began


def refused(done: subprocess.CompletedProcess[str] | Running, *words: str, lines: int = 1) -> bool:
    """Whether it ended with status 2 and one line with these words; fails with what it said otherwise."""
    status, said = _end(done)
    assert status == 2, said
    assert said.startswith("wijkbot: ")
    assert said.count("\n") == lines, said
    assert [word for word in words if word not in said] == [], said
    return True


def _end(done: subprocess.CompletedProcess[str] | Running) -> tuple[int, str]:
    if isinstance(done, Running):
        return done.process.wait(PATIENCE_SECONDS), done.said
    return done.returncode, done.stdout + done.stderr
