"""Erasing what stands outside the database: a due row, so that it is done even if the bot is killed at once."""

from collections.abc import Sequence
from typing import Literal

from bot.store.book import now
from bot.store.ids import new_id
from bot.store.records import Due

KIND = "erase"
What = Literal["person", "idea"]


def erasing(what: What, number: int, photos: Sequence[str], *, exports: bool = True) -> Due:
    """What is to be done: take these photos away, with `exports` every export too, and write it on the list."""
    row, moment = new_id(), now()
    payload = {"what": what, "number": number, "at": moment.isoformat(), "photos": list(photos), "exports": exports}
    return Due(row, KIND, f"{KIND}:{row}", moment, payload)
