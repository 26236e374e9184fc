"""Kill -9 at any moment of the whole path loses nothing and misfiles nothing; nor does stopping."""

import pytest

from tests.whole.house import House
from tests.whole.torment import KILLS, TIMEOUT_SECONDS, is_tormented


@pytest.mark.timeout(TIMEOUT_SECONDS)
async def test_nothing_is_lost_or_misfiled_when_the_bot_is_killed_at_any_moment(house: House) -> None:
    await is_tormented(house, KILLS, stops=2)
