"""“Is it this one?”: the ideas that are most like what somebody is writing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.insight.ideas.reading import Reader

if TYPE_CHECKING:
    from numpy.typing import NDArray

LIKE_ENOUGH = 0.25


class Alike(NamedTuple):
    """An idea by its place among the texts, and how alike it is, from 0 to 1."""

    place: int
    likeness: float


class Similar:
    """Texts that can be searched for what is alike; made once, asked often."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._reader = Reader()
        # By feature, so that a question only looks at the texts that share one with it.
        self._texts = self._reader.read(texts, len(texts)).words.tocsc()

    def to(self, text: str, most: int = 3, enough: float = LIKE_ENOUGH) -> list[Alike]:
        """At most so many that are like this text, the most alike first; none that is not alike enough."""
        likeness: NDArray[np.float32] = np.zeros(self._texts.shape[0], dtype=np.float32)
        row = self._reader.again(text)
        for feature, weight in zip(row.indices, row.data, strict=True):
            start, end = self._texts.indptr[feature : feature + 2]
            likeness[self._texts.indices[start:end]] += weight * self._texts.data[start:end]
        order = np.argsort(-likeness, kind="stable")[:most] if len(likeness) <= most else _most(likeness, most)
        return [Alike(int(at), float(likeness[at])) for at in order if likeness[at] >= enough]


def _most(likeness: "NDArray[np.float32]", most: int) -> "NDArray[np.int64]":
    chosen = np.argpartition(-likeness, most)[:most]
    return chosen[np.argsort(-likeness[chosen], kind="stable")]
