"""Telling somebody what became of a role: a due row, so that they hear it whatever happens to the bot."""

from bot.store.book import now
from bot.store.ids import new_id
from bot.store.records import Due

KIND = "roles"


def telling(resident_id: int, role: str, neighbourhood_id: int, came: str | None = None) -> Due:
    """What is to be told: that they lost this role, or who `came` in with it by an invite of theirs."""
    number = new_id()
    payload = {"role": role, "neighbourhood": neighbourhood_id, "came": came}
    return Due(number, KIND, f"{KIND}:{number}", now(), payload, resident_id)
