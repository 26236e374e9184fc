"""Erasing what stands outside the database: a due row, so that it is done even if the bot is killed at once."""

from collections.abc import Sequence
from typing import Literal

from bot.store.book import now
from bot.store.ids import new_id
from bot.store.records import Due

KIND = "erase"
What = Literal["person", "idea", "talk"]


def erasing(what: What, number: int, photos: Sequence[str], *, exports: bool = True, key: str = "") -> Due:
    """What is to be done: take these photos away, with `exports` every export too, and write it on the list.

    `key` is that of the one answer of a conversation (`talk`) that goes; without it all of it goes.
    """
    row, moment = new_id(), now()
    named = {"what": what, "number": number, "key": key, "at": moment.isoformat()}
    return Due(row, KIND, f"{KIND}:{row}", moment, {**named, "photos": list(photos), "exports": exports})
