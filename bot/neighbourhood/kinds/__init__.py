"""The question kinds, one in each file. A new kind is a new file here: the walk below finds it."""

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Any

from bot.language import Text
from bot.neighbourhood.kinds.choice import Choice
from bot.neighbourhood.kinds.choices import Choices
from bot.neighbourhood.kinds.date import DateOf
from bot.neighbourhood.kinds.number import Number
from bot.neighbourhood.kinds.open_text import OpenText
from bot.neighbourhood.kinds.photos import Photos
from bot.neighbourhood.kinds.place import Place
from bot.neighbourhood.kinds.ranking import Ranking
from bot.neighbourhood.kinds.scale import Scale
from bot.neighbourhood.kinds.yes_no import YesNo
from bot.neighbourhood.question import Question

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")


def kinds() -> dict[str, type[Question]]:
    """Every kind of this package by its name: what a survey can ask."""
    found: dict[str, type[Question]] = {}
    waiting = list(Question.__subclasses__())
    while waiting:
        one = waiting.pop()
        waiting.extend(one.__subclasses__())
        if one.__module__.startswith(f"{__name__}.") and isinstance(getattr(one, "kind", None), str):
            found[one.kind] = one
    return found


def define(kind: str, key: str, text: Text, definition: Mapping[str, Any]) -> Question:
    """A question from a survey's definition; KeyError when there is no such kind."""
    return kinds()[kind].define(key, text, definition)


__all__ = [
    "Choice",
    "Choices",
    "DateOf",
    "Number",
    "OpenText",
    "Photos",
    "Place",
    "Ranking",
    "Scale",
    "YesNo",
    "define",
    "kinds",
]
