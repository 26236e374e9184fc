"""Bots that a cradle brings forth, with the handles that an ordinary child process has."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Spell = Sequence[Any]


class Child:
    """A bot's process: what `subprocess.Popen` offers, as far as the house needs it."""

    def __init__(self, pid: int, log: Path) -> None:
        self.pid = pid
        self._end = log.with_suffix(".end")
        self._status: int | None = None
        self._handle = os.pidfd_open(pid) if self.poll() is None else None

    def poll(self) -> int | None:
        """The exit status, when it ended; minus the signal's number when a signal ended it."""
        if self._status is None and self._end.exists():
            self._status = int(self._end.read_text("utf-8"))
        return self._status

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it ended."""
        if self.poll() is None and self._handle is not None:
            try:
                signal.pidfd_send_signal(self._handle, number)
            except ProcessLookupError:
                return

    def kill(self) -> None:
        """Kill -9."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to stop."""
        self.send_signal(signal.SIGTERM)

    def wait(self, timeout: float = 60) -> int:
        """The exit status once it ended; TimeoutExpired when it does not."""
        deadline = time.monotonic() + timeout
        if self._handle is not None:
            select.select([self._handle], [], [], timeout)
        while (status := self.poll()) is None:
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("wijkbot run", timeout)
            time.sleep(0.001)
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        return status


class Births:
    """One cradle. `compiled` is where Python keeps what it compiled, when it may not do so beside the program."""

    def __init__(self, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "tests.torture.cradle"]
        root = Path(__file__).parents[2]
        self._cradle = subprocess.Popen(
            command, cwd=root, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip
        self._hear()

    def _hear(self) -> str:
        assert self._cradle.stdout is not None
        line = self._cradle.stdout.readline().strip()
        assert line, "the cradle broke"
        return line

    def bear(
        self, directory: Path, environment: dict[str, str], log: Path, spells: Sequence[Spell], command: Sequence[str]
    ) -> Child:
        """A process that carries out this command in this directory, with these settings, under these spells."""
        assert self._cradle.stdin is not None
        asked = {"directory": str(directory), "environment": environment, "log": str(log), "spells": list(spells),
                 "command": list(command)}  # fmt: skip
        log.with_suffix(".end").unlink(missing_ok=True)
        self._cradle.stdin.write(json.dumps(asked) + "\n")
        self._cradle.stdin.flush()
        return Child(int(self._hear()), log)

    def close(self) -> None:
        """Leave no process behind."""
        assert self._cradle.stdin is not None
        assert self._cradle.stdout is not None
        self._cradle.stdin.close()
        self._cradle.wait()
        self._cradle.stdout.close()
