"""Opinion groups, or an honest word why there are none."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from bot.insight.opinions.clusters import silhouettes, split
from bot.insight.opinions.map import draw
from bot.insight.opinions.stability import stability
from bot.insight.opinions.votes import NOBODY, Votes
from bot.insight.pace import Pace, between, unhurried

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEWEST_PEOPLE = 15  # with fewer, groups mean nothing
ENOUGH_VOTES = 7  # somebody with fewer votes is not placed in a group
MOST_GROUPS = 5
# One more group has to stand out that much better; else a conversation would jump between two and three.
WORTH_ANOTHER = 0.05
STABLE = 0.6
SAME_PLACE = 1e-9


class Silence(Enum):
    """Why no groups are shown."""

    TOO_FEW = "too few"
    ALIKE = "alike"
    UNSTABLE = "unstable"


@dataclass(frozen=True)
class Opinions:
    """What was found: the group of each person (-1: none), how many groups, or why there are none.

    `voters` voted at all, `counted` voted enough to be placed. `silhouette` (-1 to 1) says how far groups stand apart,
    `stability` (about 0 to 1) how little it matters who was asked; both are 0 when nothing was tried.
    """

    group: "NDArray[np.int64]"
    groups: int
    silence: Silence | None
    voters: int
    counted: int
    silhouette: float = 0.0
    stability: float = 0.0


def find_opinions(votes: Votes, pace: Pace = unhurried) -> Opinions:
    """Group people by how they vote. The largest group is 0. The pace hears the share that is done, and may stop it."""
    voters = int((votes.given > 0).sum())
    people = who_counts(votes)
    nobody = np.full(votes.people, NOBODY, dtype=np.int64)
    if voters < FEWEST_PEOPLE:
        return Opinions(nobody, 0, Silence.TOO_FEW, voters, len(people))
    points = draw(votes)[people]
    pace(0.4)
    group, groups, apart = _best(points, between(pace, 0.4, 0.6))
    if groups < 2:
        return Opinions(nobody, 0, Silence.ALIKE, voters, len(people))
    placed = nobody.copy()
    placed[people] = group
    steady = stability(votes, placed, groups, between(pace, 0.6, 1.0))
    pace(1.0)
    if steady < STABLE:
        return Opinions(nobody, 0, Silence.UNSTABLE, voters, len(people), apart, steady)
    return Opinions(placed, groups, None, voters, len(people), apart, steady)


def who_counts(votes: Votes) -> "NDArray[np.int64]":
    """Who voted enough to be placed in a group; when those are few, the most active others are added up to 15."""
    enough = np.flatnonzero(votes.given >= max(1, min(ENOUGH_VOTES, votes.statements)))
    if len(enough) >= FEWEST_PEOPLE:
        return enough
    most_active = np.argsort(-votes.given, kind="stable")[:FEWEST_PEOPLE]
    return np.sort(most_active[votes.given[most_active] > 0])


def _best(points: "NDArray[np.float64]", pace: Pace) -> tuple["NDArray[np.int64]", int, float]:
    """The grouping whose groups stand apart best, the largest group first, how many there are, and how far apart."""
    best, best_apart = np.zeros(len(points), dtype=np.int64), -1.0
    if np.ptp(points, axis=0).max(initial=0) < SAME_PLACE:
        return best, 1, 0.0
    most = min(MOST_GROUPS, 2 + len(points) // 12)
    how_far_apart = silhouettes(points)
    for k in range(2, most + 1):
        group, _middles = split(points, k)
        apart = how_far_apart(group)
        if k > 2 and apart < best_apart + WORTH_ANOTHER:
            break
        best, best_apart = group, apart
        pace((k - 1) / (most - 1))
    sizes = np.bincount(best)
    place = np.empty(len(sizes), dtype=np.int64)
    place[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    return place[best], len(sizes), best_apart
