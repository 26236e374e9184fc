"""What statements say about groups: what all share, what a group stands for, and where groups differ.

The numbers are those of Polis: counts smoothed by one, and tests at 90 %. `docs/insight.md` has the formulas.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.insight.opinions.votes import Counts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]

SIGNIFICANT = 1.2816  # z of 90 %, one-sided
MOST_SHOWN = 5
FEWEST_VOTES = 5  # with fewer votes from a group, what it thinks is not told


@dataclass(frozen=True)
class Stance:
    """A group (or all) on one statement: agreeing or not, how many of those who voted, and how sure that is."""

    statement: int
    agrees: bool
    count: int
    voted: int
    share: float  # smoothed, from 0 to 1
    weight: float  # what it was ranked by


@dataclass(frozen=True)
class Side:
    """The numbers of one direction, agreeing or disagreeing, by group (row) and statement (column)."""

    count: "NDArray[np.int64]"
    seen: "NDArray[np.int64]"

    @cached_property
    def share(self) -> "Floats":
        """The smoothed share of who voted: (count + 1) / (voted + 2)."""
        return (self.count + 1) / (self.seen + 2)

    @cached_property
    def test(self) -> "Floats":
        """Whether the share is above a half, as z of a test of one proportion."""
        seen = self.seen + 1
        return 2 * np.sqrt(seen) * ((self.count + 1) / seen - 0.5)

    @cached_property
    def ratio(self) -> "Floats":
        """How many times the share of all others together the share of the group is."""
        others, seen = self._others
        return self.share / ((others + 1) / (seen + 2))

    @cached_property
    def ratio_test(self) -> "Floats":
        """Whether the share differs from that of all others, as z of a test of two proportions."""
        others, seen_by_others = (one + 1 for one in self._others)
        count, seen = self.count + 1, self.seen + 1
        both = (count + others) / (seen + seen_by_others)
        error = np.sqrt(np.maximum(both * (1 - both), 0) * (1 / seen + 1 / seen_by_others))
        certain = error == 0
        return np.where(certain, 0.0, (count / seen - others / seen_by_others) / np.where(certain, 1, error))

    @cached_property
    def weight(self) -> "Floats":
        """What representative statements are ranked by."""
        return self.ratio * self.ratio_test * self.share * self.test

    @cached_property
    def tells(self) -> "Mask":
        """Where the group both takes this side and takes it more than the others, beyond chance."""
        return (self.test > SIGNIFICANT) & (self.ratio_test > SIGNIFICANT)

    @property
    def _others(self) -> tuple["NDArray[np.int64]", "NDArray[np.int64]"]:
        return self.count.sum(axis=0) - self.count, self.seen.sum(axis=0) - self.seen


def sides(counts: Counts) -> tuple[Side, Side]:
    """The numbers of agreeing and of disagreeing."""
    return Side(counts.agree, counts.seen), Side(counts.disagree, counts.seen)


def consensus(counts: Counts, hidden: "Mask") -> tuple[list[Stance], list[Stance]]:
    """What all together agree with, and what they disagree with, beyond chance; the counts are of one group: all."""
    found = []
    for side, agrees in zip(sides(counts), (True, False), strict=True):
        weight = (side.share * side.test)[0]
        shown = (side.share[0] > 0.5) & (side.test[0] > SIGNIFICANT) & ~hidden
        found.append([_stance(side, 0, at, agrees, weight[at]) for at in _top(weight, shown)])
    return found[0], found[1]


def group_informed(counts: Counts) -> tuple["Floats", "Floats"]:
    """For each statement how much every group agrees, and disagrees: the product of their shares."""
    agree, disagree = sides(counts)
    return agree.share.prod(axis=0), disagree.share.prod(axis=0)


def shared(counts: Counts, hidden: "Mask") -> list[Stance]:
    """What every group agrees with, or every group disagrees with; those most that are shared most."""
    enough = (counts.seen >= FEWEST_VOTES).all(axis=0) & ~hidden
    found = []
    for side, product, agrees in zip(sides(counts), group_informed(counts), (True, False), strict=True):
        everywhere = enough & (side.share > 0.5).all(axis=0)
        total = Side(side.count.sum(axis=0, keepdims=True), side.seen.sum(axis=0, keepdims=True))
        found += [_stance(total, 0, at, agrees, product[at]) for at in _top(product, everywhere)]
    return sorted(found, key=lambda one: -one.weight)[:MOST_SHOWN]


def dividing(counts: Counts, hidden: "Mask") -> list[int]:
    """The statements on which groups differ most: one agrees and another does not, and not by chance."""
    agree, disagree = sides(counts)
    enough = (counts.seen >= FEWEST_VOTES).all(axis=0) & ~hidden
    apart = agree.share.max(axis=0) - agree.share.min(axis=0)
    opposite = (agree.share > 0.5).any(axis=0) & (disagree.share > 0.5).any(axis=0)
    sure = np.maximum(agree.ratio_test, disagree.ratio_test).max(axis=0) > SIGNIFICANT
    return _top(apart, enough & opposite & sure)


def representative(counts: Counts, hidden: "Mask") -> list[list[Stance]]:
    """For each group at most five statements that tell it from the others, its best agreement first, agreeing first."""
    return [_of_group(counts, group, hidden) for group in range(len(counts.seen))]


def _of_group(counts: Counts, group: int, hidden: "Mask") -> list[Stance]:
    agree, disagree = sides(counts)
    candidates = np.flatnonzero(~hidden)
    best = _best_agreement(agree, disagree, group, candidates)
    telling = candidates[(agree.tells | disagree.tells)[group, candidates]]
    ranked = sorted((_stronger(agree, disagree, group, at) for at in telling), key=lambda one: -one.weight)
    if best is not None:
        head = [_stronger(agree, disagree, group, best)]
    elif ranked or not len(candidates):
        head = []
    else:
        strongest = np.maximum(agree.ratio_test, disagree.ratio_test)[group, candidates].argmax()
        head = [_stronger(agree, disagree, group, candidates[strongest])]
    chosen = head + [one for one in ranked if not head or one.statement != head[0].statement]
    return sorted(chosen[:MOST_SHOWN], key=lambda one: not one.agrees)


def _best_agreement(agree: Side, disagree: Side, group: int, candidates: Iterable[int]) -> int | None:
    """The statement that the group agrees with best, as Polis chooses it: in one pass, each against the best so far."""
    best: int | None = None
    for at in candidates:
        if agree.count[group, at] + disagree.count[group, at] == 0:
            continue
        if best is None:
            promising = agree.ratio[group, at] > 1 and agree.share[group, at] > 0.5
            better = agree.test[group, at] > SIGNIFICANT or promising
        elif agree.ratio[group, best] > 1:
            better = agree.weight[group, at] > agree.weight[group, best]
        else:
            likely = agree.share[group] * agree.test[group]
            better = likely[at] > likely[best]
        best = at if better else best
    return best


def _stronger(agree: Side, disagree: Side, group: int, at: int) -> Stance:
    """The stance of a group in the direction in which it differs most from the others."""
    agrees = bool(agree.ratio_test[group, at] > disagree.ratio_test[group, at])
    side = agree if agrees else disagree
    return _stance(side, group, at, agrees, side.weight[group, at])


def _stance(side: Side, group: int, at: int, agrees: bool, weight: float) -> Stance:
    count, voted = int(side.count[group, at]), int(side.seen[group, at])
    return Stance(int(at), agrees, count, voted, float(side.share[group, at]), float(weight))


def _top(weight: "Floats", allowed: "Mask") -> list[int]:
    """The heaviest that are allowed, the first ones of equals first."""
    order = np.argsort(-weight, kind="stable")
    return [int(at) for at in order if allowed[at]][:MOST_SHOWN]
