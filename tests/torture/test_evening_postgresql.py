"""The same with PostgreSQL, in a file of its own so that it runs beside the other one; the server dies as well."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.talk.databases import PostgreSQL
from tests.torture import deeds
from tests.torture.births import Births
from tests.torture.evening import Evening, furnish
from tests.torture.test_evening import QUESTIONS, SHORT
from tests.whole.house import House


@pytest.fixture
def sturdy() -> Iterator[PostgreSQL]:
    """A server that keeps what it confirmed, also when it is killed."""
    server = PostgreSQL(Path(tempfile.mkdtemp(prefix="wijkbot-")), sturdy=True)
    yield server
    server.stop()


@pytest.mark.timeout(180)
async def test_nothing_is_lost_or_misfiled_with_postgresql(
    house: House, births: Births, sturdy: PostgreSQL, tmp_path: Path
) -> None:
    own = {name: deeds.DEEDS[name] for name in ("after_a_deed", "within_a_call", "stopped")}
    course = replace(SHORT, deeds={**own, "database_killed": deeds.server_dies(sturdy)}, deaths=6)
    with sturdy.copy(tmp_path, empty=True) as address:
        furnish(house, births, QUESTIONS, address)
        outcome = await Evening(house, births, course).passes()
    assert outcome.findings == [], outcome.story
    assert outcome.answers > 150
