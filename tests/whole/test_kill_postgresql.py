"""The same with PostgreSQL, in a file of its own so that it runs beside the other one."""

from pathlib import Path

import pytest

from tests.talk.databases import PostgreSQL
from tests.whole.house import House
from tests.whole.torment import KILLS, TIMEOUT_SECONDS, is_tormented


@pytest.mark.timeout(TIMEOUT_SECONDS)
async def test_nothing_is_lost_or_misfiled_with_postgresql(
    house: House, postgresql: PostgreSQL, tmp_path: Path
) -> None:
    with postgresql.copy(tmp_path) as address:
        await is_tormented(house, max(4, KILLS // 5), stops=1, database=address)
