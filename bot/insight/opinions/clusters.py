"""Points to groups: k-means in the plane, and how well its groups stand apart (silhouette)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Labels = NDArray[np.int64]

STARTS = 10
MOST_ROUNDS = 60
# Beyond this many points the starts are compared, and the silhouette is taken, on a sample.
SAMPLE = 1500
FEWEST_IN_GROUP = 5  # one or two odd ones are no group, and showing what they think would show who they are


def split(points: "Floats", k: int, fewest: int = FEWEST_IN_GROUP, starts: int = STARTS) -> tuple["Labels", "Floats"]:
    """The points in at most k groups of `fewest` and more, and the middles; odd ones join the group that is nearest.

    All are one group when there are no such groups.
    """
    usual = np.ones(len(points), dtype=bool)
    while usual.sum() >= k * fewest:
        group, middles = k_means(points[usual], k, starts)
        small = np.bincount(group)[group] < fewest
        if not small.any():
            return nearest(points, middles), middles
        usual[np.flatnonzero(usual)[small]] = False
    return np.zeros(len(points), dtype=np.int64), points.mean(axis=0, keepdims=True)


def k_means(points: "Floats", k: int, starts: int = STARTS) -> tuple["Labels", "Floats"]:
    """The group of each point and the middles of the groups: the best of some starts, the same for equal points.

    Groups that got no point are left out, so there may be fewer than k.
    """
    dice = np.random.default_rng(k)
    sample = points if len(points) <= SAMPLE else points[dice.choice(len(points), SAMPLE, replace=False)]
    tries = _settle(sample, np.stack([_spread(sample, k, dice) for _start in range(starts)]))
    middles = tries[_distances(sample, tries).min(axis=2).sum(axis=1).argmin()]
    if sample is not points:
        middles = _settle(points, middles[None])[0]
    kept, group = np.unique(nearest(points, middles), return_inverse=True)
    return group, middles[kept]


def nearest(points: "Floats", middles: "Floats") -> "Labels":
    """The nearest middle of each point."""
    closest: Labels = _distances(points, middles[None])[0].argmin(axis=1)
    return closest


def silhouettes(points: "Floats") -> Callable[["Labels"], float]:
    """What tells how well groups of these points stand apart, from -1 to 1, over at most some of them.

    A single group gets -1.
    """
    chosen = np.arange(len(points))
    if len(points) > SAMPLE:
        chosen = np.random.default_rng(0).choice(len(points), SAMPLE, replace=False)
    distances = np.sqrt(_distances(points[chosen], points[chosen][None])[0])
    return lambda group: _silhouette(distances, group[chosen])


def _silhouette(distances: "Floats", group: "Labels") -> float:
    kept, group = np.unique(group, return_inverse=True)
    if len(kept) < 2:
        return -1.0
    sizes, rows = np.bincount(group), np.arange(len(group))
    sums = distances @ np.eye(len(kept))[group]
    own = sums[rows, group] / np.maximum(sizes[group] - 1, 1)
    means = sums / sizes
    means[rows, group] = np.inf
    other = means.min(axis=1)
    widest = np.maximum(own, other)
    scores = np.where((sizes[group] > 1) & (widest > 0), (other - own) / np.where(widest > 0, widest, 1), 0.0)
    return float(scores.mean())


def _distances(points: "Floats", middles: "Floats") -> "Floats":
    """Squared distances, by start, point and middle."""
    across, down = points.T
    squared: Floats = (across[:, None] - middles[:, None, :, 0]) ** 2 + (down[:, None] - middles[:, None, :, 1]) ** 2
    return squared


def _spread(points: "Floats", k: int, dice: np.random.Generator) -> "Floats":
    """First middles, each drawn among the points that are far from those before (k-means++)."""
    middles = points[[dice.integers(len(points))]]
    away = np.full(len(points), np.inf)
    while len(middles) < k:
        away = np.minimum(away, ((points - middles[-1]) ** 2).sum(axis=1))
        reached = np.cumsum(away)
        drawn = np.searchsorted(reached, dice.random() * reached[-1], side="right")
        middles = np.vstack([middles, points[min(drawn, len(points) - 1)]])
    return middles


def _settle(points: "Floats", middles: "Floats") -> "Floats":
    """Move every middle of every start to the mean of the points that are nearest to it, until none moves."""
    starts, k, _axes = middles.shape
    first = np.arange(starts)[:, None] * k
    across, down = (np.tile(points[:, axis], starts) for axis in (0, 1))
    before = None
    for _round in range(MOST_ROUNDS):
        cell = (_distances(points, middles).argmin(axis=2) + first).ravel()
        if before is not None and np.array_equal(cell, before):
            break
        before = cell
        sizes = np.bincount(cell, minlength=starts * k)
        sums = [np.bincount(cell, weights=weights, minlength=starts * k) for weights in (across, down)]
        moved = np.transpose(sums) / np.maximum(sizes, 1)[:, None]
        middles = np.where(sizes[:, None] > 0, moved, middles.reshape(-1, 2)).reshape(starts, k, 2)
    return middles
