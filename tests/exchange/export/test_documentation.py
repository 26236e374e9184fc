"""The documentation of exports is complete: everything, every format and every column is written about."""

import re

import pytest

from bot.exchange.formats import formats
from bot.exchange.rows import whats
from tests.house import project

PAGE = project.text(project.ROOT / "docs" / "exports.md")


def section(title: str) -> str:
    """What stands under a heading, up to the next one."""
    found = re.search(rf"^#+ {re.escape(title)}$(.*?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def named(text: str) -> list[str]:
    """The names in the first column of a table."""
    return re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE)


@pytest.mark.parametrize("what", sorted(whats()))
def test_every_column_is_described_in_its_order(what: str) -> None:
    assert named(section(f"`{what}`")) == list(whats()[what].COLUMNS)


def test_every_format_is_described() -> None:
    assert sorted(named(section("Formats"))) == sorted(formats())
