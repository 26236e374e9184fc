"""Groups of ideas: by the topic that their words mean, else by the ideas that are worded alike."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.insight.ideas.neighbours import nearest
from bot.insight.ideas.parting import parted
from bot.insight.ideas.reading import Reader
from bot.insight.ideas.titles import title_of
from bot.insight.pace import Pace, between, unhurried

if TYPE_CHECKING:
    from numpy.typing import NDArray

SURE = 0.35  # a topic that is meant less surely is left to what is worded alike
ALIKE = 0.2
SAME = 0.45  # ideas without a topic that are this much alike make a group by themselves
LARGEST = 400
NONE = -1


@dataclass(frozen=True)
class Grouping:
    """The group of each text, the largest group 0, and the title of each group: words out of one of its texts.

    An idea that is like no other is a group by itself; a text without words is in none (-1).
    """

    group: "NDArray[np.int64]"
    titles: list[str]


def group_ideas(texts: Sequence[str], pace: Pace = unhurried) -> Grouping:
    """Group texts by what they are about. The pace hears the share that is done, and may stop it."""
    group = np.full(len(texts), NONE, dtype=np.int64)
    said = [at for at, text in enumerate(texts) if any(map(str.isalnum, text))]
    if said:
        group[said], titles = _grouped([texts[at] for at in said], pace)
    else:
        titles = []
    pace(1.0)
    return Grouping(group, titles)


def _grouped(texts: Sequence[str], pace: Pace) -> tuple["NDArray[np.int64]", list[str]]:
    read = Reader().read(texts, len(texts), between(pace, 0.0, 0.6))
    topic = _topics(read.topics)
    _join(topic, read.words, between(pace, 0.6, 0.8))
    largest = max(LARGEST, int(2 * np.sqrt(len(texts))))
    group = _by_size(parted(topic, read.words, largest, between(pace, 0.8, 0.9)))
    return group, _titles(texts, read.words, group, between(pace, 0.9, 1.0))


def _topics(meant: list[dict[str, float]]) -> "NDArray[np.int64]":
    """The topic of each text, as a number; -1 where none is sure. Of equal ones the rarer says more."""
    common = Counter(topic for one in meant for topic in one)
    number = {name: at for at, name in enumerate(sorted(common))}
    found = np.full(len(meant), NONE, dtype=np.int64)
    for at, one in enumerate(meant):
        if one:
            best = max(one, key=lambda name: (one[name], -common[name], name))
            if one[best] >= SURE:
                found[at] = number[best]
    return found


def _join(topic: "NDArray[np.int64]", words: Any, pace: Pace) -> None:
    """Give texts without a topic that of those they are most like; what is left joins what is nearly the same."""
    without = np.flatnonzero(topic == NONE)
    rows, others, likeness = nearest(words, without, pace)
    votes: defaultdict[int, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    for row, other, alike in zip(rows, others, likeness, strict=True):
        if alike >= ALIKE and topic[other] != NONE:
            votes[int(row)][int(topic[other])] += float(alike)
    pairs = [(row, other) for row, other, alike in zip(rows, others, likeness, strict=True) if alike >= SAME]
    for row, counted in votes.items():
        topic[row] = max(sorted(counted), key=counted.__getitem__)
    _connect(topic, pairs)


def _connect(topic: "NDArray[np.int64]", pairs: list[tuple[int, int]]) -> None:
    """Number what is still without a topic: together where pairs connect them, else each by itself."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    without = np.flatnonzero(topic == NONE)
    place = {int(at): number for number, at in enumerate(without)}
    kept = [(place[row], place[other]) for row, other in pairs if row in place and other in place]
    ends = np.array(kept, dtype=np.int64).reshape(-1, 2)
    graph = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(len(without), len(without)))
    _count, parts = connected_components(graph, directed=False)
    topic[without] = topic.max(initial=NONE) + 1 + parts


def _by_size(group: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """The groups numbered anew, the largest first, of equals the one that came first."""
    _names, first, back, sizes = np.unique(group, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    return number[back]


def _titles(texts: Sequence[str], words: Any, group: "NDArray[np.int64]", pace: Pace) -> list[str]:
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], np.arange(group.max() + 2))
    titles = []
    for number, (start, end) in enumerate(pairwise(starts)):
        titles.append(title_of(texts, words, order[start:end]))
        if number % 100 == 0:
            pace(start / len(texts))
    return titles
