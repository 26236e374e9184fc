"""Opinion groups: found where people differ, and not where they do not."""

from itertools import repeat

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.insight.agreement import adjusted_rand
from bot.insight.opinions import Silence, find_opinions
from bot.insight.opinions.groups import who_counts
from tests.insight.electorate import planted, votes

VOTE = st.sampled_from([1, -1, 0, None])
TABLES = st.integers(0, 12).flatmap(lambda width: st.lists(st.lists(VOTE, min_size=width, max_size=width), max_size=40))


@pytest.mark.parametrize("groups", [2, 3, 4])
def test_groups_that_differ_are_found(groups: int) -> None:
    given_votes, group = planted(200, 40, groups)
    found = find_opinions(given_votes)
    assert (found.groups, found.silence) == (groups, None)
    assert adjusted_rand(found.group, group) > 0.9
    assert found.stability > 0.8


def test_the_largest_group_is_the_first() -> None:
    loud = [[1] * 10 + [-1] * 10] * 30 + [[-1] * 10 + [1] * 10] * 12
    found = find_opinions(votes(loud))
    assert np.bincount(found.group).tolist() == [30, 12]


def test_the_same_votes_give_the_same_groups() -> None:
    given_votes, _group = planted(120, 30, 3)
    assert np.array_equal(find_opinions(given_votes).group, find_opinions(given_votes).group)


def test_the_order_of_the_votes_does_not_matter() -> None:
    given_votes, _group = planted(150, 30, 2)
    mixed = np.random.default_rng(3).permutation(len(given_votes.who))
    other = type(given_votes)(
        given_votes.who[mixed], given_votes.what[mixed], given_votes.vote[mixed], 150, 30, given_votes.hidden
    )
    assert np.array_equal(find_opinions(given_votes).group, find_opinions(other).group)


def test_fourteen_voters_are_too_few_to_tell() -> None:
    found = find_opinions(votes([[1, -1, 1, -1, 1, -1, 1]] * 7 + [[-1, 1, -1, 1, -1, 1, -1]] * 7))
    assert (found.silence, found.voters, found.groups) == (Silence.TOO_FEW, 14, 0)
    assert set(found.group.tolist()) == {-1}


def test_one_more_is_enough_when_they_clearly_differ() -> None:
    found = find_opinions(votes([[1, -1] * 10] * 8 + [[-1, 1] * 10] * 7))
    assert (found.silence, found.groups) == (None, 2)


def test_people_who_all_vote_the_same_have_no_groups() -> None:
    assert find_opinions(votes([[1] * 12] * 50)).silence is Silence.ALIKE


@pytest.mark.parametrize(("people", "statements"), [(60, 30), (200, 40), (500, 25)])
def test_people_who_vote_by_chance_have_no_groups(people: int, statements: int) -> None:
    dice = np.random.default_rng(people)
    rows = [[int(vote) for vote in dice.choice([1, -1], statements)] for _person in range(people)]
    found = find_opinions(votes(rows))
    assert (found.silence, found.groups) == (Silence.UNSTABLE, 0)


def test_one_odd_person_is_no_group() -> None:
    given_votes, _group = planted(100, 30, 2)
    rows = np.zeros((101, 30), dtype=int)
    rows[given_votes.who, given_votes.what] = given_votes.vote
    rows[100] = [(-1) ** (at // 2) * 1 for at in range(30)]
    sizes = np.bincount(find_opinions(votes(rows.tolist())).group)
    assert sizes.min() >= 5


def test_who_voted_on_little_is_in_no_group() -> None:
    rows: list[list[int | None]] = [[1, -1] * 10 if at % 2 else [-1, 1] * 10 for at in range(40)]
    rows.append([1] * 6 + [None] * 14)
    found = find_opinions(votes(rows))
    assert (found.group[40], found.voters, found.counted) == (-1, 41, 40)


def test_the_most_active_are_added_when_few_voted_enough() -> None:
    rows: list[list[int | None]] = [[1] * (at % 7) + [None] * (20 - at % 7) for at in range(30)]
    counts = who_counts(votes(rows))
    assert len(counts) == 15
    assert {at % 7 for at in counts.tolist()} == {4, 5, 6} | {3}


def test_a_hidden_statement_decides_nothing() -> None:
    given_votes, group = planted(100, 20, 2)
    spoilt = type(given_votes)(
        *(getattr(given_votes, name) for name in ("who", "what", "vote")), 100, 20, np.ones(20, bool)
    )
    assert adjusted_rand(find_opinions(given_votes).group, group) > 0.9
    assert find_opinions(spoilt).silence is Silence.ALIKE


@given(TABLES)
@settings(max_examples=60, deadline=None)
def test_any_votes_give_groups_of_five_or_an_honest_no(rows: list[list[int | None]]) -> None:
    found = find_opinions(votes(rows))
    assert len(found.group) == len(rows)
    if found.silence is None:
        sizes = np.bincount(found.group[found.group >= 0])
        assert (len(sizes), found.voters >= 15, sizes.min() >= 1) == (found.groups, True, True)
    else:
        assert (found.groups, found.group.max(initial=-1)) == (0, -1)


def test_more_statements_than_a_plain_matrix_takes_give_the_same_kind_of_groups() -> None:
    given_votes, group = planted(60, 400, 2, given=0.2)
    assert adjusted_rand(find_opinions(given_votes).group, group) > 0.9


def test_the_work_can_be_stopped() -> None:
    class Stopped(Exception):
        pass

    heard: list[float] = []

    def pace(share: float) -> None:
        heard.append(share)
        if share > 0.5:
            raise Stopped

    with pytest.raises(Stopped):
        find_opinions(planted(100, 20, 2)[0], pace)
    assert heard == sorted(heard)


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [([0, 0, 1, 1], [5, 5, 3, 3], 1.0), ([0, 0, 1, 1], [0, 1, 0, 1], -0.5), ([], [], 1.0), ([1, 1], [2, 2], 1.0)],
)
def test_agreement_of_groupings(one: list[int], other: list[int], agreement: float) -> None:
    assert adjusted_rand(one, other) == pytest.approx(agreement)


def test_groupings_that_have_nothing_to_do_with_each_other_agree_about_zero() -> None:
    dice = np.random.default_rng(0)
    pairs = [(dice.integers(0, 3, 500), dice.integers(0, 4, 500)) for _again in repeat(None, 20)]
    assert abs(np.mean([adjusted_rand(one, other) for one, other in pairs])) < 0.01
