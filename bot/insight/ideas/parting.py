"""Groups that are too large to read are parted by their words (k-means on the sphere)."""

from typing import TYPE_CHECKING, Any

import numpy as np

from bot.insight.pace import Pace

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROUNDS = 8
SEEN = 5000  # texts that the middles are found with


def parted(group: "NDArray[np.int64]", words: Any, largest: int, pace: Pace) -> "NDArray[np.int64]":
    """The groups, those above the largest size in parts of about that size at most."""
    found = group.copy()
    sizes = np.bincount(group)
    following = len(sizes)
    for number in np.flatnonzero(sizes > largest):
        pace(int(number) / len(sizes))
        members = np.flatnonzero(group == number)
        parts = _parts(words[members], -(-len(members) // largest))
        found[members] = np.where(parts == 0, number, following + parts - 1)
        following += int(parts.max())
    return found


def _parts(rows: Any, k: int) -> "NDArray[np.int64]":
    dice = np.random.default_rng(k)
    seen = rows if rows.shape[0] <= SEEN else rows[dice.choice(rows.shape[0], SEEN, replace=False)]
    middles = seen[dice.choice(seen.shape[0], k, replace=False)].toarray()
    for _round in range(ROUNDS):
        part = (seen @ middles.T).argmax(axis=1)
        middles = np.stack([_middle(seen[part == at], middles[at]) for at in range(k)])
    nearest: NDArray[np.int64] = (rows @ middles.T).argmax(axis=1)
    _kept, nearest = np.unique(nearest, return_inverse=True)
    return nearest


def _middle(rows: Any, before: "NDArray[np.float32]") -> "NDArray[np.float32]":
    total: NDArray[np.float32] = np.asarray(rows.sum(axis=0)).ravel() if rows.shape[0] else before
    length = np.float32(np.linalg.norm(total))
    return total / length if length else before
