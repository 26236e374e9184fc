"""The judge notices every bot that is broken on purpose, and finds nothing wrong with one that is not."""

from dataclasses import replace

import pytest

from tests.torture.births import Births
from tests.torture.evening import Evening, furnish
from tests.torture.mutants import MUTANTS
from tests.torture.trials import PLAIN, QUESTIONS, TRIALS
from tests.whole.house import House


def test_there_is_a_trial_for_each() -> None:
    assert TRIALS.keys() == MUTANTS.keys()
    assert len(MUTANTS) >= 12


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", TRIALS)
async def test_a_broken_bot_is_noticed(house: House, births: Births, name: str) -> None:
    furnish(house, births, QUESTIONS)
    outcome = await Evening(house, births, replace(TRIALS[name], spells=(("mutant", name),))).passes()
    assert outcome.findings


async def test_a_sound_bot_is_not_blamed(house: House, births: Births) -> None:
    furnish(house, births, QUESTIONS)
    outcome = await Evening(house, births, PLAIN).passes()
    assert outcome.findings == [], outcome.story
    assert outcome.answers > 100
