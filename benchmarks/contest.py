"""One run of one bot: started as its own process at the simulator, which is another one and drives the people."""

import contextlib
import json
import os
import re
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bot.simulator.world import TOKEN

PATIENCE_SECONDS = 20.0
Process = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Contender:
    """A bot: its name in the tables, and how it is started. `{url}` and `{token}` are filled in in both."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)

    def start(self, url: str) -> Process:
        """Start it at a Bot API."""
        filled = {"url": url, "token": TOKEN}
        environment = {**os.environ, **{name: value.format(**filled) for name, value in self.environment.items()}}
        # Compiling the libraries anew at every start would be measured instead of the bot.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, *(word.format(**filled) for word in self.command)]
        return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)


@dataclass(frozen=True)
class Result:
    """What was measured: per second, milliseconds until the next screen, processor milliseconds per update of the bot
    and of the simulator, seconds from start to first poll, and peak resident memory of the bot in MB.
    """

    updates: int
    per_second: float
    median_ms: float
    p99_ms: float
    cpu_ms: float
    simulator_cpu_ms: float
    start_seconds: float
    peak_mb: float


def measure(contender: Contender, people: int, rounds: int, payload: str = "", flood: int = 0) -> Result:
    """Have `people` people at a time, and `rounds` times as many in all, answer the contender's survey.

    With `flood`, one more person says so many things a second meanwhile.
    """
    with _simulator(people, rounds, payload, flood) as (simulator, url):
        began = time.perf_counter()
        bot = contender.start(url)
        try:
            _told(simulator, bot)
            start_seconds, cpu_before = time.perf_counter() - began, _cpu_seconds(bot.pid)
            summary = _told(simulator, bot)
            cpu, peak_mb = _cpu_seconds(bot.pid) - cpu_before, _peak_mb(bot.pid)
        finally:
            _end(bot)
    count = int(summary["updates"])
    speed = (summary["per_second"], summary["median_ms"], summary["p99_ms"])
    return Result(count, *speed, 1000 * cpu / count, 1000 * summary["cpu"] / count, start_seconds, peak_mb)


@contextlib.contextmanager
def _simulator(people: int, rounds: int, payload: str, flood: int) -> Iterator[tuple[Process, str]]:
    port = _free_port()
    command = [sys.executable, "-m", "bot.simulator", "--port", str(port), "--limits", "off"]
    command += ["--drive", str(people), "--rounds", str(rounds), "--payload", payload, "--flood", str(flood)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=0)
    try:
        _wait_for(port)
        yield process, f"http://127.0.0.1:{port}"
    finally:
        _end(process)


def _told(simulator: Process, bot: Process) -> dict[str, float]:
    """What the simulator tells next."""
    while not select.select([simulator.stdout], [], [], 1.0)[0]:
        if bot.poll() is not None:
            raise RuntimeError(f"the bot ended by itself: {bot.args!r}")
    line = simulator.stdout.readline() if simulator.stdout else b""
    if not line:
        raise RuntimeError("the simulator ended by itself")
    return dict(json.loads(line))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("the simulator did not start")


def _cpu_seconds(pid: int) -> float:
    used = psutil.Process(pid).cpu_times()
    return float(used.user + used.system)


def _peak_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():  # not a Linux: what it holds now is the best there is
        return float(psutil.Process(pid).memory_info().rss / 1e6)
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
    return int(found[1]) * 1024 / 1e6 if found else 0.0


def _end(process: Process) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
