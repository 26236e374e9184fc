"""Waves: new accounts that came in shortly after each other by the same link, and answer alike beyond chance.

How alike a group is, is the share of pairs that gave the same answer, over all questions. Chance is what random groups
of the same size among everybody else give: a Monte Carlo permutation test, whose p is (b + 1) / (m + 1) for b of m
groups that are at least as alike (Phipson and Smyth, 2010, "Permutation P-values should never be zero"), times the
number of groups that were looked at (Bonferroni).

A flag is a reason to look, never to take away: neighbours who fill in a survey together and agree look the same.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

GAP_SECONDS = 300.0
SMALLEST = 5
# Fewer others than this say nothing about what is common here.
OTHERS = 20
DRAWS = 2000
LARGEST_CHANCE = 0.01
LEAST_DIFFERENCE = 0.15

Answers = Mapping[Hashable, Hashable]


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who came in: by which link, and at which moment (seconds since 1970)."""

    person: int
    link: str
    at: float


@dataclass(frozen=True, slots=True)
class Wave:
    """People of one wave; `alike` and `usual` are shares from 0 to 1, `chance` is the p-value."""

    link: str
    people: tuple[int, ...]
    alike: float
    usual: float
    chance: float


def waves(arrivals: Sequence[Arrival], answers: Mapping[int, Answers]) -> list[Wave]:
    """The waves among those who answered (answers by person, then by question); the same for the same data."""
    bursts = list(_bursts([one for one in arrivals if answers.get(one.person)]))
    found = (_judge(burst, answers, len(bursts)) for burst in bursts)
    return [wave for wave in found if wave is not None]


def alike(group: Sequence[Answers]) -> float:
    """The share of pairs that gave the same answer to a question that both answered; 0 when there are none."""
    counts: dict[Hashable, Counter[Hashable]] = defaultdict(Counter)
    for given in group:
        for question, answer in given.items():
            counts[question][answer] += 1
    same = sum(_pairs(count) for each in counts.values() for count in each.values())
    pairs = sum(_pairs(sum(each.values())) for each in counts.values())
    return same / pairs if pairs else 0.0


def _bursts(arrivals: list[Arrival]) -> Iterator[list[Arrival]]:
    by_link: dict[str, list[Arrival]] = defaultdict(list)
    for one in sorted(arrivals, key=lambda one: (one.at, one.person)):
        by_link[one.link].append(one)
    for mine in by_link.values():
        starts = [0, *(at for at, (one, next_) in enumerate(pairwise(mine), 1) if next_.at - one.at > GAP_SECONDS)]
        for start, end in pairwise([*starts, len(mine)]):
            if end - start >= SMALLEST:
                yield mine[start:end]


def _judge(burst: list[Arrival], answers: Mapping[int, Answers], looked_at: int) -> Wave | None:
    inside = {one.person for one in burst}
    others = [answers[person] for person in sorted(answers) if person not in inside and answers[person]]
    if len(others) < max(OTHERS, 2 * len(burst)):
        return None
    observed = alike([answers[one.person] for one in burst])
    chance = Random(len(burst))  # noqa: S311 - the same answer for the same data, no secret
    drawn = [alike(chance.sample(others, len(burst))) for _ in range(DRAWS)]
    usual = sum(drawn) / DRAWS
    p = min(1.0, (1 + sum(one >= observed for one in drawn)) / (DRAWS + 1) * looked_at)
    if p > LARGEST_CHANCE or observed - usual < LEAST_DIFFERENCE:
        return None
    return Wave(burst[0].link, tuple(one.person for one in burst), observed, usual, p)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
