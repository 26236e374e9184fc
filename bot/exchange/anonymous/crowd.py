"""Hiding in the crowd: of every row only that is shown which enough people share.

Rows are parted by one trait after the other. A part that is too small is hidden, together with as many others as it
takes to be no small part either; so what is hidden cannot be worked out from what is shown.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

FEW = 5  # people: what fewer share is hidden
FEW_SENSITIVE = 10  # the same, where a row among it can hurt
HIDDEN = "too few to show"

# The values of one trait, row by row; the same again in coarser shades, if there are.
Trait = Sequence[Sequence[Hashable]]
Part = tuple[list[int], tuple[Hashable, ...]]


class Crowd:
    """Rows with whose they are, and which of them can hurt (1) or not (0)."""

    def __init__(self, persons: Sequence[int], sensitive: Sequence[int]) -> None:
        self._persons = persons
        self._sensitive = sensitive

    def parts(self, traits: Iterable[Trait]) -> tuple[list[Part], list[int]]:
        """The rows in parts, each with the values that it shows, and the rows of which there are too few to show any.

        The values stand in the order of the traits; `HIDDEN` where there is one that may not be shown.
        """
        everybody = list(range(len(self._persons)))
        known, few = self._known(everybody, [0] * len(everybody))
        parts: list[Part] = [(rows, ()) for _, rows in known]
        for trait in traits:
            if len(set(trait[0])) == 1:  # which is quickly told, and often so
                parts = [(rows, (*shown, trait[0][0])) for rows, shown in parts]
            else:
                parts = [(some, (*shown, value)) for rows, shown in parts for value, some in self._parted(rows, trait)]
        return parts, few

    def _parted(self, rows: list[int], trait: Trait) -> list[tuple[Hashable, list[int]]]:
        shown: list[tuple[Hashable, list[int]]] = []
        left = rows
        for values in trait:
            known, left = self._known(left, values)
            shown += known
            if not left:
                return shown
        while shown and not self._hides(left, trait[0]):
            smallest = min(reversed(shown), key=lambda part: len(part[1]))  # of equal ones the coarser
            shown.remove(smallest)
            left = left + smallest[1]
        return [*shown, (HIDDEN, left)]

    def _known(
        self, rows: Sequence[int], values: Sequence[Hashable]
    ) -> tuple[list[tuple[Hashable, list[int]]], list[int]]:
        """The rows by their value where enough people have it, and the rows that are left."""
        by_value: defaultdict[Hashable, list[int]] = defaultdict(list)
        for row in rows:
            by_value[values[row]].append(row)
        shown: list[tuple[Hashable, list[int]]] = []
        left: list[int] = []
        for value, alike in by_value.items():
            if self._is_many(alike):
                shown.append((value, alike))
                continue
            # Perhaps enough of them are of the ordinary sort.
            ordinary = [row for row in alike if not self._sensitive[row]]
            if self._is_many(ordinary):
                shown.append((value, ordinary))
                left += [row for row in alike if self._sensitive[row]]
            else:
                left += alike
        return shown, left

    def _hides(self, rows: Sequence[int], values: Sequence[Hashable]) -> bool:
        """Whether these rows hide each other: of enough people, and not all with the same value."""
        return self._is_many(rows) and len({values[row] for row in rows}) > 1

    def _is_many(self, rows: Sequence[int]) -> bool:
        """Whether they are of enough people."""
        if len(rows) < FEW:
            return False
        needed = FEW_SENSITIVE if any(map(self._sensitive.__getitem__, rows)) else FEW
        people: set[int] = set()
        for row in rows:
            people.add(self._persons[row])
            if len(people) >= needed:
                return True
        return False
