"""Spells: what is done to a bot's process before it begins, to see whether it, or the judge, notices."""

from collections.abc import Callable
from typing import Any

Spell = Callable[..., None]
_SPELLS: dict[str, Spell] = {}


def spell(name: str) -> Callable[[Spell], Spell]:
    """A spell of this name."""

    def learn(cast: Spell) -> Spell:
        _SPELLS[name] = cast
        return cast

    return learn


def cast(name: str, *given: Any) -> None:
    """Cast it on this process."""
    from tests.torture import more_mutants, mutants, omens  # noqa: F401 - they know the spells

    _SPELLS[name](*given)
