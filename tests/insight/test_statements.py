"""What statements say: what all share, what a group stands for, and where groups differ."""

import numpy as np
import pytest

from bot.insight.opinions.statements import consensus, dividing, group_informed, representative, shared, sides
from bot.insight.opinions.votes import Counts, count
from tests.insight.electorate import votes

NOTHING_HIDDEN = np.zeros(3, dtype=bool)


def two_groups() -> Counts:
    """Ten people each: all want benches, one group wants trees and the other does not, and nobody wants cars."""
    rows = [[1, 1, -1]] * 10 + [[1, -1, -1]] * 10
    return count(votes(rows), np.repeat([0, 1], 10), 2)


def test_shares_are_smoothed_by_one() -> None:
    agree, _disagree = sides(two_groups())
    assert agree.share[0].tolist() == pytest.approx([11 / 12, 11 / 12, 1 / 12])
    assert agree.test[0, 0] == pytest.approx(2 * 11**0.5 * 0.5)
    assert agree.ratio[0, 1] == pytest.approx(11.0)


def test_what_every_group_agrees_with_unites() -> None:
    told = [(one.statement, one.agrees, one.count, one.voted) for one in shared(two_groups(), NOTHING_HIDDEN)]
    assert told == [(0, True, 20, 20), (2, False, 20, 20)]


def test_consensus_informed_by_groups_is_the_product_of_their_shares() -> None:
    agree, disagree = group_informed(two_groups())
    assert agree.tolist() == pytest.approx([(11 / 12) ** 2, 11 / 12 * 1 / 12, (1 / 12) ** 2])
    assert disagree[1] == pytest.approx(1 / 12 * 11 / 12)


def test_what_one_group_wants_and_the_other_does_not_divides() -> None:
    assert dividing(two_groups(), NOTHING_HIDDEN) == [1]


def test_a_group_stands_for_what_tells_it_from_the_others() -> None:
    told = [
        [(one.statement, one.agrees) for one in stances] for stances in representative(two_groups(), NOTHING_HIDDEN)
    ]
    assert ((1, True) in told[0], (1, False) in told[1]) == (True, True)
    assert ((1, False) in told[0], (1, True) in told[1]) == (False, False)


def test_what_is_hidden_is_not_told() -> None:
    hidden = np.array([True, True, True])
    counts = two_groups()
    assert (shared(counts, hidden), dividing(counts, hidden), representative(counts, hidden)) == ([], [], [[], []])
    together = count(votes([[1, 1, -1]] * 10), np.zeros(10, dtype=np.int64), 1)
    assert consensus(together, hidden) == ([], [])


def test_a_consensus_has_both_directions_and_no_chance() -> None:
    rows: list[list[int | None]] = [[1, 1 if at % 2 else -1, -1] for at in range(20)]
    agreed, disagreed = consensus(count(votes(rows), np.zeros(20, dtype=np.int64), 1), NOTHING_HIDDEN)
    assert ([one.statement for one in agreed], [one.statement for one in disagreed]) == ([0], [2])


def test_people_in_no_group_are_not_counted() -> None:
    counts = count(votes([[1], [1], [-1]]), np.array([0, -1, 0]), 1)
    assert (counts.agree.tolist(), counts.disagree.tolist(), counts.seen.tolist()) == ([[1]], [[1]], [[2]])
