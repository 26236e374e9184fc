"""Groups of ideas in plain sentences."""

from collections.abc import Iterator

import numpy as np

from bot.insight.ideas import Grouping

MOST_TOLD = 12


def tell_ideas(grouping: Grouping) -> Iterator[str]:
    """How many groups there are, the largest of them, and how many ideas stand alone."""
    sizes = np.bincount(grouping.group[grouping.group >= 0], minlength=len(grouping.titles))
    several, alone = int((sizes > 1).sum()), int((sizes == 1).sum())
    empty = int((grouping.group < 0).sum())
    yield f"{sizes.sum():,} ideas: {several:,} groups of two and more, {alone:,} ideas that are like no other."
    if empty:
        yield f"{empty:,} rows have no text, and so no group."
    for number, size in enumerate(sizes[: min(several, MOST_TOLD)]):
        yield f"{size:,} like “{grouping.titles[number]}”"
    if several > MOST_TOLD:
        yield f"… and {several - MOST_TOLD:,} smaller groups."
