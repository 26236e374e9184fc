"""Houses for tormented bots, and a cradle for all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.births import Births
from tests.whole.house import House


@pytest.fixture(scope="session")
def births(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Births]:
    made = Births(House(tmp_path_factory.mktemp("cradle")).environment())
    yield made
    made.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An empty house; no process outlives the test."""
    house = House(tmp_path)
    yield house
    house.close()
