"""What can be exported, one thing in each file. A new thing is a new module here, with what `What` asks for."""

import importlib
import pkgutil
from typing import cast

from bot.exchange.what import What


def whats() -> dict[str, What]:
    """Everything that can be exported, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name.replace("_", "-"): cast(What, importlib.import_module(f"{__name__}.{name}")) for name in names}
