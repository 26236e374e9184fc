"""The small closed set of ways in which a question can be answered on a screen.

A question kind compiles to one of these; the channel renders them. A new kind needs no new widget.
"""

from dataclasses import dataclass
from typing import Literal

from bot.language import Text


@dataclass(frozen=True, slots=True)
class Option:
    """Something to tap: a stable key (any length) and the words on the button."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class Buttons:
    """One tap answers. `columns` is how many buttons stand beside each other."""

    options: tuple[Option, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Toggles:
    """Several taps, then *done*. `chosen` are the keys that are on; in order of tapping when `ordered`."""

    options: tuple[Option, ...]
    chosen: tuple[str, ...] = ()
    ordered: bool = False
    ready: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed answer; `placeholder` is a short example. Of one that comes in parts `noted` are there, then *done*."""

    placeholder: Text = ""
    noted: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """Something only a phone can give, through a reply keyboard; typing is always possible as well."""

    what: Literal["location", "contact"] = "location"


@dataclass(frozen=True, slots=True)
class Pictures:
    """Photos sent in; `received` of at most `most` so far, *done* when `ready`."""

    received: int = 0
    most: int = 1
    ready: bool = False


Widget = Buttons | Toggles | Typed | Share | Pictures
