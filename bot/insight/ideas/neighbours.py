"""The nearest texts of many texts at once, by what rare features they share."""

from typing import TYPE_CHECKING, Any

import numpy as np

from bot.insight.pace import Pace

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_PAIRS = 150_000_000  # looked at in all: features that would ask for more are too common to tell anything
AT_ONCE = 100  # rows: each could be like all the others
KEPT = 8


def nearest(
    words: Any, rows: "NDArray[np.int64]", pace: Pace
) -> tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.float32]"]:
    """For some rows the others that are most alike: three columns of row, other and likeness, a few for each row."""
    telling = _telling(words, rows)
    everything = telling.T.tocsr()
    found_rows, found_others, found_likeness = [], [], []
    for start in range(0, len(rows), AT_ONCE):
        pace(start / len(rows))
        part = rows[start : start + AT_ONCE]
        likeness = (telling[part] @ everything).tocsr()
        for number, row in enumerate(part):
            begin, end = likeness.indptr[number : number + 2]
            others, alike = likeness.indices[begin:end], likeness.data[begin:end]
            if len(alike) > KEPT + 1:
                chosen = np.argpartition(-alike, KEPT)[: KEPT + 1]
                others, alike = others[chosen], alike[chosen]
            other = others != row
            found_rows.append(np.full(int(other.sum()), row))
            found_others.append(others[other])
            found_likeness.append(alike[other])
    empty = np.zeros(0, dtype=np.int64)
    return (
        np.concatenate([empty, *found_rows]),
        np.concatenate([empty, *found_others]),
        np.concatenate([empty.astype(np.float32), *found_likeness]),
    )


def _telling(words: Any, rows: "NDArray[np.int64]") -> Any:
    """The matrix with the features of these rows, without the most common: the work grows with the number of texts."""
    from scipy.sparse import csr_array

    width = words.shape[1]
    common = np.bincount(words.indices, minlength=width)
    asked = np.bincount(words[rows].indices, minlength=width)
    work = common.astype(np.int64) * asked
    order = np.argsort(common, kind="stable")
    kept = np.zeros(width, dtype=bool)
    kept[order[np.cumsum(work[order]) <= MOST_PAIRS]] = True
    kept &= asked > 0
    # Only what is kept is copied: the whole matrix is large.
    chosen = kept[words.indices]
    starts = np.concatenate([[0], np.cumsum(chosen)])[words.indptr].astype(words.indptr.dtype)
    return csr_array((words.data[chosen], words.indices[chosen], starts), shape=words.shape)
