"""The simulator is for this machine alone, unless the operator says otherwise: who reaches it can read every chat."""

import subprocess
import sys

import pytest

from bot.simulator import TOKEN
from tests.whole.house import House, Running
from tests.whole.page import Page, free_port

GUARDED = ("/", "/people", "/offers", f"/bot{TOKEN}/getMe")
# As a program of its own: tests may speak with the loopback address only.
FROM_OUTSIDE = """
import socket, sys
from http.client import HTTPConnection
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
    probe.connect(("192.0.2.1", 9))  # chooses an own address; nothing is sent
    own = probe.getsockname()[0]
for path in sys.argv[2:]:
    connection = HTTPConnection(own, int(sys.argv[1]), timeout=20)
    connection.request("GET", path)
    print(connection.getresponse().status)
    connection.close()
"""


def open_to_all(house: House, page: Page, public: str) -> Running:
    bot = house.starts(listen=f"0.0.0.0:{page.port}", token="", simulator_public=public)
    bot.until(lambda: bot.at_work)
    return bot


def from_outside(page: Page, *paths: str) -> list[int]:
    """The statuses that somebody hears who comes by an address of this machine that is not a loopback one."""
    command = [sys.executable, "-c", FROM_OUTSIDE, str(page.port), *paths]
    asked = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    if "Network is unreachable" in asked.stderr:
        pytest.skip("this machine has a loopback address only")
    assert asked.returncode == 0, asked.stderr
    return [int(line) for line in asked.stdout.split()]


def test_only_this_machine_reaches_the_simulator(house: House) -> None:
    page = Page(free_port())
    open_to_all(house, page, "no")
    assert [page.asks("GET", path)[0] for path in GUARDED] == [200] * 4
    assert [page.asks("GET", path, Host="wijk.example")[0] for path in GUARDED] == [403] * 4
    assert from_outside(page, *GUARDED) == [403] * 4
    assert from_outside(page, "/healthz") == [200]


def test_everybody_reaches_it_when_the_operator_says_so(house: House) -> None:
    page = Page(free_port())
    open_to_all(house, page, "yes")
    assert from_outside(page, *GUARDED) == [200] * 4
