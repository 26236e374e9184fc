"""Chance that nobody can foresee: the order of rows, and their ids."""

import os
from array import array
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TypeVar

# Letters only: neither a spreadsheet nor a reader takes them for a number, and they make no words.
_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")
_BYTES, _LENGTH = 8, 16

Thing = TypeVar("Thing")


def shuffled(things: Iterable[Thing]) -> list[Thing]:
    """The things in an order of chance."""
    found = list(things)
    keys = array("Q", os.urandom(_BYTES * len(found)))
    return [found[place] for place in sorted(range(len(found)), key=keys.__getitem__)]


def ids(count: int) -> list[str]:
    """So many ids of 16 letters, never given before and never again."""
    letters = os.urandom(_BYTES * count).hex().translate(_LETTERS)
    return [letters[start : start + _LENGTH] for start in range(0, _LENGTH * count, _LENGTH)]


def portions(things: Sequence[Thing], size: int) -> Iterable[list[Thing]]:
    """The things, so many at a time."""
    left = iter(things)
    while portion := list(islice(left, size)):
        yield portion
