"""The formats, one family in each file. A new format is a new file here: the walk below finds it."""

import importlib
import pkgutil

from bot.exchange.format import Format

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")


def formats() -> dict[str, type[Format]]:
    """Every format by its name."""
    found: dict[str, type[Format]] = {}
    waiting = list(Format.__subclasses__())
    while waiting:
        one = waiting.pop()
        waiting.extend(one.__subclasses__())
        found[one.name] = one
    return dict(sorted(found.items()))
