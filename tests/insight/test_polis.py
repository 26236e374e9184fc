"""Our groups beside those that Polis recorded, in three real conversations (CC BY 4.0, compdemocracy.org)."""

import csv
from pathlib import Path

import numpy as np
import pytest

from bot.exchange.polis import read_conversation
from bot.insight.agreement import adjusted_rand
from bot.insight.opinions import find_opinions

REAL = Path(__file__).parents[3] / "shared" / "data" / "polis"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real conversations are not there")


@pytest.mark.parametrize(
    ("name", "least"), [("brexit-consensus", 0.8), ("scoop-hivemind.biodiversity", 0.9), ("vtaiwan.uberx", 0.85)]
)
def test_groups_agree_with_those_of_polis(name: str, least: float) -> None:
    with (REAL / name / "participants-votes.csv").open(encoding="utf-8") as file:
        recorded = [row["group-id"] for row in csv.DictReader(file)]
    found = find_opinions(read_conversation(REAL / name).votes)
    both = np.array([bool(one) for one in recorded]) & (found.group >= 0)
    assert found.groups == len(set(recorded) - {""})
    assert adjusted_rand(found.group[both], np.array(recorded)[both]) > least
