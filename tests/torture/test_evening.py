"""A short evening: whatever happens to the bot, nothing is lost and nothing misfiled."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.torture import deeds
from tests.torture.births import Births
from tests.torture.evening import Course, Evening, furnish
from tests.torture.every_point import Walk
from tests.torture.reaper import Fate
from tests.torture.street import Crowd
from tests.whole.house import House

QUESTIONS = 10
SHORT = Course(
    seed=1,
    crowd=Crowd(at_once=25, most=25, questions=QUESTIONS),
    fate=Fate(life=1.0, long_way=0.1, stormy=0.2),
    deeds={**deeds.DEEDS, **deeds.EMBEDDED},
    deaths=10,
    timed=False,
)


@pytest.mark.timeout(180)
async def test_nothing_is_lost_or_misfiled_whatever_happens(house: House, births: Births) -> None:
    furnish(house, births, QUESTIONS)
    outcome = await Evening(house, births, SHORT).passes()
    assert outcome.findings == [], outcome.story
    assert outcome.answers > 150
    assert outcome.kills > 4


@pytest.mark.timeout(180)
async def test_nor_when_the_bot_dies_at_the_first_points_of_each_step(house: House, births: Births) -> None:
    furnish(house, births, 4)
    walk = Walk(house, births, seed=1, most=1, length=4)
    outcome = await walk.passes()
    assert outcome.findings == [], outcome.story
    assert outcome.answers == 4
    assert outcome.kills > 10


def test_the_same_seed_brings_the_same_people(tmp_path: Path) -> None:
    nobody = House(tmp_path)
    one, other, third = (Evening(nobody, None, replace(SHORT, seed=seed)) for seed in (3, 3, 4))  # type: ignore[arg-type]
    newcomers = [evening.street.newcomer(1).plans for evening in (one, other, third)]
    assert newcomers[0] == newcomers[1] != newcomers[2]
