"""How well two groupings of the same things agree: the adjusted Rand index (Hubert and Arabie, 1985)."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def adjusted_rand(one: "ArrayLike", other: "ArrayLike") -> float:
    """1 when both group alike, about 0 when they agree no more than chance would."""
    _names, first = np.unique(np.asarray(one), return_inverse=True)
    _names, second = np.unique(np.asarray(other), return_inverse=True)
    width = int(second.max(initial=0)) + 1
    _pairs, both = np.unique(first * width + second, return_counts=True)
    together, in_one, in_other = _pairs_in(both), _pairs_in(np.bincount(first)), _pairs_in(np.bincount(second))
    everything = _pairs_in(np.array([len(first)]))
    if not everything:
        return 1.0
    expected = in_one * in_other / everything
    most = (in_one + in_other) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def _pairs_in(sizes: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]") -> float:
    return float((sizes * (sizes - 1)).sum()) / 2
