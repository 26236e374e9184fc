"""A small world with one bot and Anna, and a clock that only moves when told."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.simulator import TOKEN, Person, World

Ask = Callable[..., Any]


class Clock:
    """Seconds since 1970, standing still until `pass_`."""

    def __init__(self) -> None:
        self.now = 1_770_000_000.0

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    world = World(clock)
    world.add_bot()
    return world


@pytest.fixture
def anna(world: World) -> Person:
    """A resident who started the bot."""
    anna = Person(world, "Anna")
    anna.starts()
    return anna


@pytest.fixture
def ask(world: World) -> Ask:
    """Calls a method that must succeed; gives its result."""

    def call(method: str, files: Any = None, **params: Any) -> Any:
        reply = world.call(TOKEN, method, params, files)
        assert reply.status == 200, reply.body
        return reply.body["result"]

    return call


@pytest.fixture
def refuse(world: World) -> Ask:
    """Calls a method that must be refused; gives the description."""

    def call(method: str, files: Any = None, **params: Any) -> str:
        reply = world.call(TOKEN, method, params, files)
        assert reply.body["ok"] is False
        assert reply.body["error_code"] == reply.status
        return str(reply.body["description"])

    return call


@pytest.fixture
def updates(ask: Ask) -> Ask:
    """What the bot hears: every update that waits, all of them confirmed."""

    def take() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = ask("getUpdates")
        if found:
            ask("getUpdates", offset=found[-1]["update_id"] + 1)
        return found

    return take


@pytest.fixture(scope="session")
def spec_file() -> Path:
    """The machine-readable Bot API, which lies beside the project where it is developed."""
    beside = Path(__file__).parents[3] / "shared" / "data"
    path = Path(os.environ.get("WIJKBOT_SHARED_DATA", beside)) / "bot_api_spec.json"
    if not path.exists():
        pytest.skip("bot_api_spec.json is not beside this checkout")
    return path
