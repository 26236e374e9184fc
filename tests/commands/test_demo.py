"""`wijkbot demo`: an example village in which everybody really talked with the bot, and of which nothing is left."""

import contextlib
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.neighbourhood.themes import THEMES
from bot.simulator.village import villagers
from tests.house.project import ROOT

PATIENCE_SECONDS = 60
READY = "The wijkbot is ready. Open"


class Demo:
    """A running demo, seen from outside: what it printed, its pages, and the database it will throw away."""

    def __init__(self, directory: Path, address: str) -> None:
        self.directory = directory
        self.address = address
        self._said = directory / "said.txt"
        environment = {**os.environ, "WIJKBOT_LISTEN": address, "TMPDIR": str(directory), "WIJKBOT_RATE": "1"}
        with self._said.open("wb") as said:
            command = [sys.executable, "-m", "bot", "demo"]
            self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said)

    @property
    def said(self) -> str:
        return self._said.read_text(encoding="utf-8")

    def wait(self) -> None:
        """Until the village is alive."""
        end = time.monotonic() + PATIENCE_SECONDS
        while READY not in self.said:
            assert self._process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.1)

    def stop(self) -> int:
        """Interrupt it, as Ctrl-C does: the exit status."""
        self._process.send_signal(signal.SIGINT)
        return self.ends()

    def ends(self) -> int:
        """Wait for its end: the exit status."""
        return self._process.wait(PATIENCE_SECONDS)

    def left(self) -> list[Path]:
        """The throw-away directories that are there."""
        return list(self.directory.glob("wijkbot-demo-*"))

    def page(self, path: str) -> Any:
        """What the chat page asks the server."""
        with urllib.request.urlopen(f"http://{self.address}{path}", timeout=10) as answer:
            return json.load(answer)

    def rows(self, sql: str) -> list[Any]:
        """What stands in the database."""
        with contextlib.closing(sqlite3.connect(self.left()[0] / "wijkbot.db")) as database:
            return database.execute(sql).fetchall()


def address_of(door: socket.socket) -> str:
    return f"127.0.0.1:{door.getsockname()[1]}"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One village for all tests; after the interruption nothing of it is left."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        address = address_of(door)
    running = Demo(tmp_path_factory.mktemp("demo"), address)
    try:
        running.wait()
        yield running
    finally:
        status = running.stop()
    assert (status, running.left()) == (0, [])


def test_nobody_of_the_village_got_stuck(demo: Demo) -> None:
    assert "in vain" not in demo.said
    assert "Traceback" not in demo.said
    assert f"Open http://{demo.address} in your browser." in demo.said


def test_who_may_take_part_agreed_and_of_the_others_nothing_is_kept(demo: Demo) -> None:
    ages = Counter(age for (age,) in demo.rows("SELECT age FROM consent"))
    told = Counter(one.age for one in villagers())
    assert ages == {"adult": told["adult"], "child": told["child"]}
    assert demo.rows("SELECT count(*) FROM resident") == [(told["adult"] + told["child"],)]


def test_every_idea_was_handed_in_as_it_was_meant(demo: Demo) -> None:
    meant = {
        (idea.theme, idea.text, one.name if idea.named else "", idea.photos)
        for one in villagers()
        for idea in one.ideas
    }
    assert set(demo.rows("SELECT theme, text, name, photos FROM idea")) == meant
    assert {theme for theme, *_rest in meant} == {theme.key for theme in THEMES}


def test_surveys_were_finished_or_left_half_way(demo: Demo) -> None:
    states = Counter(state for (state,) in demo.rows("SELECT state FROM conversation WHERE script = 'survey'"))
    assert sum(states.values()) == sum(len(one.surveys) for one in villagers())
    assert states["done"] > 15
    assert states["open"] > 3


def test_second_thoughts_are_the_answers_that_count(demo: Demo) -> None:
    given = demo.rows("SELECT answer.key, value, on_path FROM answer JOIN conversation ON id = conversation_id")
    second = [
        (key, plan.get("back", plan.get("change")))
        for one in villagers()
        for plans in one.surveys.values()
        for key, plan in plans.items()
        if isinstance(plan, dict)
    ]
    stored = [(key, json.loads(value)) for key, value, on_path in given if on_path]
    assert second
    assert [one for one in second if _as_stored(*one) not in stored] == []


def _as_stored(key: str, plan: Any) -> tuple[str, Any]:
    return key, {"yes": True, "no": False}.get(plan, plan) if isinstance(plan, str) else plan


def test_the_chat_page_shows_people_and_links_for_more(demo: Demo) -> None:
    people = demo.page("/people")
    assert [person["name"] for person in people] == [one.name for one in villagers()]
    first = demo.page(f"/people/{people[0]['id']}/chat")["messages"]
    assert villagers()[0].ideas[0].text in [message["text"] for message in first]
    assert any("photo" in message for message in first)
    assert {"resident", "facilitator"} <= {offer["label"] for offer in demo.page("/offers")}


def test_an_address_in_use_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        running = Demo(tmp_path, address_of(door))
        assert running.ends() == 2
    assert "WIJKBOT_LISTEN" in running.said
    assert running.left() == []
