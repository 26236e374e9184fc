"""Plug-ins: conversations are found by their entry point, so that another Python package can bring its own."""

import importlib
import pkgutil
from collections.abc import Iterator
from importlib.metadata import entry_points
from types import ModuleType

from bot.dialogue.script import Scripts

GROUP = "wijkbot.conversations"


def load_scripts() -> Scripts:
    """Every conversation of every package that is named in the entry-point group `wijkbot.conversations`."""
    packages = [importlib.import_module(entry.module) for entry in entry_points(group=GROUP)]
    return Scripts.of(module for package in packages for module in _modules(package))


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)
