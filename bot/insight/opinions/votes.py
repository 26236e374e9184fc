"""Votes, packed: one line of three small numbers for each vote, so that millions fit."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

AGREE, PASS, DISAGREE = 1, 0, -1
NOBODY = -1


@dataclass(frozen=True)
class Votes:
    """Who voted what on which statement; people and statements are numbered from 0, each pair at most once.

    `vote` is 1 for agree, -1 for disagree and 0 for pass. `hidden` marks the statements that moderation refused: they
    count for how much somebody voted and for nothing else.
    """

    who: "NDArray[np.int32]"
    what: "NDArray[np.int32]"
    vote: "NDArray[np.int8]"
    people: int
    statements: int
    hidden: "NDArray[np.bool_]"

    @cached_property
    def given(self) -> "NDArray[np.int64]":
        """How many votes each person gave, on hidden statements too."""
        return np.bincount(self.who, minlength=self.people)

    def of(self, people: "NDArray[np.bool_]") -> "Votes":
        """The votes of some people only; everybody keeps their number."""
        chosen = people[self.who]
        return Votes(self.who[chosen], self.what[chosen], self.vote[chosen], self.people, self.statements, self.hidden)

    def shown(self) -> "Votes":
        """The votes on the statements that are not hidden."""
        if not self.hidden.any():
            return self
        chosen = ~self.hidden[self.what]
        return Votes(self.who[chosen], self.what[chosen], self.vote[chosen], self.people, self.statements, self.hidden)


@dataclass(frozen=True)
class Counts:
    """For each group (row) and statement (column): how many agreed, disagreed, and voted at all."""

    agree: "NDArray[np.int64]"
    disagree: "NDArray[np.int64]"
    seen: "NDArray[np.int64]"


def count(votes: Votes, group: "NDArray[np.int64]", groups: int) -> Counts:
    """Count the votes of each group; people in group -1 (`NOBODY`) are left out."""
    belongs = group[votes.who]
    inside = belongs >= 0
    cell = belongs[inside] * votes.statements + votes.what[inside]
    vote = votes.vote[inside]

    def table(cells: "NDArray[np.int64]") -> "NDArray[np.int64]":
        return np.bincount(cells, minlength=groups * votes.statements).reshape(groups, votes.statements)

    return Counts(table(cell[vote == AGREE]), table(cell[vote == DISAGREE]), table(cell))
