"""Are groups a property of the people, or of who happened to come? The same is done again with part of them."""

from typing import TYPE_CHECKING

import numpy as np

from bot.insight.agreement import adjusted_rand
from bot.insight.opinions.clusters import FEWEST_IN_GROUP, nearest, split
from bot.insight.opinions.map import axes, place
from bot.insight.opinions.votes import Votes
from bot.insight.pace import Pace

if TYPE_CHECKING:
    from numpy.typing import NDArray

AGAIN = 8
PART = 0.5
MOST = 1000  # people in one part: more tell nothing new
STARTS = 4


def stability(votes: Votes, group: "NDArray[np.int64]", groups: int, pace: Pace) -> float:
    """Median agreement (adjusted Rand) of these groups with those that half of the people give, applied to all.

    `group` is -1 for who does not count. 1 means that it does not matter who is asked, 0 that it is all chance.
    """
    counted = np.flatnonzero(group >= 0)
    agreements = []
    for again in range(AGAIN):
        pace(again / AGAIN)
        dice = np.random.default_rng(again)
        chosen = dice.choice(counted, min(int(len(counted) * PART), MOST), replace=False)
        looked_at = counted if len(counted) <= 2 * MOST else dice.choice(counted, 2 * MOST, replace=False)
        agreements.append(_agreement(votes, group, groups, chosen, looked_at))
    return float(np.median(agreements))


def _agreement(
    votes: Votes,
    group: "NDArray[np.int64]",
    groups: int,
    chosen: "NDArray[np.int64]",
    looked_at: "NDArray[np.int64]",
) -> float:
    part = only(votes, chosen)
    drawn = axes(part)
    _labels, middles = split(place(part, drawn), groups, FEWEST_IN_GROUP // 2, STARTS)
    points = place(only(votes, looked_at), drawn)
    return adjusted_rand(group[looked_at], nearest(points, middles))


def only(votes: Votes, people: "NDArray[np.int64]") -> Votes:
    """The votes of these people, who are numbered anew in the order given."""
    number = np.full(votes.people, -1, dtype=np.int32)
    number[people] = np.arange(len(people), dtype=np.int32)
    who = number[votes.who]
    kept = who >= 0
    return Votes(who[kept], votes.what[kept], votes.vote[kept], len(people), votes.statements, votes.hidden)
