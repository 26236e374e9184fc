"""The documents stay complete: every setting and every command is written about."""

import re
from collections.abc import Iterator

import click
import pytest

from tests.house import project


def documents() -> str:
    """README and docs, with every run of white space as one space."""
    pages = [project.ROOT / "README.md", *sorted((project.ROOT / "docs").glob("**/*.md"))]
    return " ".join(" ".join(project.text(page).split()) for page in pages if page.is_file())


def settings() -> set[str]:
    """The names of all settings, as they are in the environment."""
    module = pytest.importorskip(
        "bot.settings", reason="bot/settings.py is not there yet", exc_type=ModuleNotFoundError
    )
    named = set(re.findall(r"\bWIJKBOT_[A-Z][A-Z_]*[A-Z]\b", project.text(project.ROOT / "bot" / "settings.py")))
    fields = getattr(module.Settings, "model_fields", {})
    return named | {f"WIJKBOT_{field.upper()}" for field in fields}


def commands(command: click.Command, words: str = "") -> Iterator[str]:
    """The commands that can be given, each with the groups it stands in: `survey add`."""
    if not isinstance(command, click.Group):
        yield words.strip()
        return
    for name, part in command.commands.items():
        yield from commands(part, f"{words} {name}")


def test_every_setting_is_written_about() -> None:
    names = settings()
    assert names
    assert {name for name in names if not re.search(rf"\b{name}\b", documents())} == set()


def test_every_command_is_written_about() -> None:
    module = pytest.importorskip(
        "bot.__main__", reason="bot/__main__.py is not there yet", exc_type=ModuleNotFoundError
    )
    names = set(commands(module.main))
    assert names
    assert {name for name in names if not re.search(rf"\b{re.escape(name)}\b", documents())} == set()
