"""Fair shares: somebody who sends a lot does not hold up the others who sent something at the same time."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from bot.dialogue.events import Event

# Of one person in one portion: an album holds ten pictures at most, and asks its question once.
EACH = 10

Item = TypeVar("Item")


def portions(items: Sequence[Item], event: Callable[[Item], Event]) -> Iterator[list[Item]]:
    """The items in portions of at most `EACH` of one person, each person's in their order."""
    rest = list(items)
    while rest:
        portion: list[Item] = []
        later: list[Item] = []
        counts: Counter[int] = Counter()
        for item in rest:
            chat = event(item).sender.chat
            counts[chat] += 1
            (portion if counts[chat] <= EACH else later).append(item)
        yield portion
        rest = later
