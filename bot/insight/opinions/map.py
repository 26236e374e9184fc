"""The map of opinions: everybody as a point in the plane, near those who vote alike (PCA with two components).

What somebody did not vote on takes the mean of its statement. Centred, those cells are exactly zero, so the singular
value decomposition of a *sparse* matrix is the PCA of the full one.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from bot.insight.opinions.votes import Votes

if TYPE_CHECKING:
    from numpy.typing import NDArray

AXES = 2
# Who voted on little stands near the middle only because little is known. The square root of the share (Polis) makes up
# for all of it and blows up chance; on real conversations the fourth root agrees best (docs/insight.md).
STRETCH = 0.25
# Up to here all eigenvectors of the small matrix of statements are faster, and exact whatever the votes are.
FEW_STATEMENTS = 256
FEW_CELLS = 1_000_000


def draw(votes: Votes) -> "NDArray[np.float64]":
    """The points of all people, two coordinates each; who voted on nothing that is shown stands in the middle."""
    return place(votes, axes(votes))


def axes(votes: Votes) -> tuple["NDArray[np.float64]", "NDArray[np.float64]"]:
    """The mean vote on each statement, and the two directions (columns) in which people differ most."""
    shown = votes.shown()
    seen = np.bincount(shown.what, minlength=votes.statements)
    total = np.bincount(shown.what, weights=shown.vote, minlength=votes.statements)
    mean = total / np.maximum(seen, 1)
    return mean, _directions(_centred(shown, mean))


def place(votes: Votes, drawn: tuple["NDArray[np.float64]", "NDArray[np.float64]"]) -> "NDArray[np.float64]":
    """The points of people on axes that were found before, maybe with the votes of others."""
    mean, directions = drawn
    shown = votes.shown()
    points: NDArray[np.float64] = _centred(shown, mean) @ directions
    known = np.maximum(shown.given, 1)
    stretched: NDArray[np.float64] = points * ((~votes.hidden).sum() / known)[:, None] ** STRETCH
    return stretched


def _centred(shown: Votes, mean: "NDArray[np.float64]") -> Any:
    """The centred matrix: a plain one while it is small, which is faster, else a sparse one."""
    cells = shown.vote - mean[shown.what]
    if shown.people * shown.statements <= FEW_CELLS:
        plain = np.zeros((shown.people, shown.statements))
        plain[shown.who, shown.what] = cells
        return plain
    from scipy.sparse import csr_array

    return csr_array((cells, (shown.who, shown.what)), shape=(shown.people, shown.statements))


def _directions(matrix: Any) -> "NDArray[np.float64]":
    statements = matrix.shape[1]
    if statements <= FEW_STATEMENTS or matrix.shape[0] <= AXES:
        product = matrix.T @ matrix
        _values, vectors = np.linalg.eigh(product if isinstance(product, np.ndarray) else product.toarray())
        found = vectors[:, ::-1][:, :AXES]
    else:
        found = _of_many(matrix)
    wide = np.zeros((statements, AXES))
    wide[:, : found.shape[1]] = found
    # The sign of an axis is arbitrary: its strongest statement points right, so that equal votes give equal maps.
    strongest = wide[np.abs(wide).argmax(axis=0), range(AXES)] if statements else np.ones(AXES)
    return wide * np.where(strongest < 0, -1.0, 1.0)


def _of_many(matrix: Any) -> "NDArray[np.float64]":
    from scipy.sparse.linalg import svds

    if not abs(matrix).max():
        return np.zeros((matrix.shape[1], AXES))
    start = np.random.default_rng(0).standard_normal(min(matrix.shape))
    _left, _values, right = svds(matrix, k=AXES, v0=start, return_singular_vectors="vh")
    vectors: NDArray[np.float64] = right[::-1].T
    return vectors
