"""A house for one bot, with real processes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.whole.house import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An empty house; no process outlives the test."""
    house = House(tmp_path)
    yield house
    house.close()
