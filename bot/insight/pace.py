"""How long work tells where it is, and how it is stopped."""

from collections.abc import Callable

Pace = Callable[[float], None]
"""Hears which share of the work is done, from 0 to 1. What it raises stops the work: that is how it is cancelled."""


def unhurried(_share: float) -> None:
    """The pace of who does not want to hear anything."""


def between(pace: Pace, start: float, end: float) -> Pace:
    """The pace of a part of the work, which lies between these shares of the whole."""
    return lambda share: pace(start + (end - start) * share)
