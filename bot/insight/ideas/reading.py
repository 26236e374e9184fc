"""Texts read once: the topics each is about, and a sparse matrix of its words for finding what is alike."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.insight.ideas.lexicon import fold
from bot.insight.ideas.words import Word, Words, tokens
from bot.insight.pace import Pace, unhurried

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_WORDS = 200  # of a text: what it is about stands in its first lines
GRAM = 4  # letters
BEHIND = 0.75  # what stands behind “for” or “in” says less about what it is
GRAMS_WEIGH = 0.5
PARTS_WEIGH = 0.7
MOST_OF_ONE = 1.5  # a word that comes back counts once and a half
SAY_EVERY = 1000


@dataclass(frozen=True)
class Read:
    """Texts as numbers: `topics` by text, and `words` as rows of length 1 (or 0 where a text says nothing)."""

    topics: list[dict[str, float]]
    words: Any


class Reader:
    """Reads texts into numbers; the features it learned stay the same, so that a later text can be compared."""

    def __init__(self) -> None:
        self._words = Words()
        self._features: dict[str, int] = {}
        self._known: dict[str, tuple[array[int], array[float]]] = {}
        self._weights: NDArray[np.float32] = np.zeros(0, dtype=np.float32)

    def read(self, texts: Iterable[str], count: int, pace: Pace = unhurried) -> Read:
        """Read all texts and learn how common each feature is. The pace hears the share that is done."""
        topics, columns, values, ends = [], array("i"), array("f"), array("q", [0])
        for number, text in enumerate(texts):
            if number % SAY_EVERY == 0:
                pace(number / max(count, 1))
            topics.append(self._one(text, columns, values))
            ends.append(len(columns))
        rows = self._matrix(columns, values, ends)
        rows.sum_duplicates()
        common = np.bincount(rows.indices, minlength=rows.shape[1])
        self._weights = np.log((1 + len(topics)) / (1 + common)).astype(np.float32) + 0.1
        return Read(topics, self._weighed(rows))

    def again(self, text: str) -> Any:
        """One more text as a row; features that were never seen are left out."""
        columns, values = array("i"), array("f")
        self._one(text, columns, values)
        seen = [at for at, column in enumerate(columns) if column < len(self._weights)]
        columns, values = array("i", [columns[at] for at in seen]), array("f", [values[at] for at in seen])
        row = self._matrix(columns, values, array("q", [0, len(columns)]), len(self._weights))
        row.sum_duplicates()
        return self._weighed(row)

    def _one(self, text: str, columns: "array[int]", values: "array[float]") -> dict[str, float]:
        """Add the features of a text to the end of the row; returns its topics."""
        typed = [token for _number, token in zip(range(MOST_WORDS), tokens(text), strict=False)]
        folded = [fold(token) for token in typed]
        topics: defaultdict[str, float] = defaultdict(float)
        told = 1.0
        for at, token in enumerate(typed):
            # A capital says nothing at the start, nor right behind an article there: “De Meditatietuin”.
            word = self._words.of(token, first=at == 0 or (at == 1 and folded[0] in self._words.lexicon.ignored))
            if word.lemma:
                known, weights = self._known_of(word)
                columns.extend(known)
                values.extend(weights)
            elif at and folded[at] in self._words.lexicon.turning:
                told = BEHIND
            for meant in (word.topics, *self._words.phrases(folded, at)):
                for topic, sure in meant.items():
                    topics[topic] += sure * told
        return topics

    def _known_of(self, word: Word) -> tuple["array[int]", "array[float]"]:
        found = self._known.get(word.lemma)
        if found is None:
            padded = f" {word.lemma} "
            grams = {padded[at : at + GRAM] for at in range(max(len(padded) - GRAM + 1, 1))}
            features = {f"={word.lemma}": 1.0}
            features |= {f"={part}": PARTS_WEIGH for part in word.parts}
            features |= {f"~{gram}": GRAMS_WEIGH / len(grams) ** 0.5 for gram in sorted(grams)}
            features |= {f"#{topic}": weight for topic, weight in word.topics.items()}
            columns = array("i", [self._features.setdefault(name, len(self._features)) for name in features])
            found = self._known[word.lemma] = (columns, array("f", features.values()))
        return found

    def _matrix(
        self, columns: "array[int]", values: "array[float]", ends: "array[int]", width: int | None = None
    ) -> Any:
        from scipy.sparse import csr_array

        # The arrays as they stand, not copies of them; one kind of number for both indices, or scipy copies after all.
        kind = np.int32 if len(columns) < np.iinfo(np.int32).max else np.int64
        starts = np.frombuffer(ends, dtype=np.int64).astype(kind)
        cells = (
            np.frombuffer(values, dtype=np.float32),
            np.frombuffer(columns, dtype=np.int32).astype(kind, copy=False),
            starts,
        )
        return csr_array(cells, shape=(len(ends) - 1, len(self._features) if width is None else width))

    def _weighed(self, rows: Any) -> Any:
        """Rare features count more, and every row gets length 1."""
        rows.data = np.minimum(rows.data, MOST_OF_ONE) * self._weights[rows.indices]
        of_row = np.repeat(np.arange(rows.shape[0], dtype=np.int32), np.diff(rows.indptr))
        lengths = np.sqrt(np.bincount(of_row, weights=rows.data**2, minlength=rows.shape[0]))
        rows.data /= np.where(lengths > 0, lengths, 1).astype(np.float32)[of_row]
        return rows
