"""The page that says who may do what, and what is noted of it, says what the code does."""

import re

import pytest

from bot.dialogue.plugins import load_scripts
from bot.neighbourhood.deeds import DEEDS
from bot.neighbourhood.permissions import APPOINTING, BUTTONS, PERMISSIONS, STRANGER, WORK
from bot.neighbourhood.roles import INVITED, RESIDENT
from tests.house import project

PAGE = project.ROOT / "docs" / "authority.md"
COLUMNS = (STRANGER, RESIDENT, "carrier", "juror", "partner", "organiser", "facilitator", "admin")


def tables() -> list[list[list[str]]]:
    """The tables of the page: their rows, and the cells of those; the first row is the head."""
    found = re.findall(r"(?:^\|.*\|\n)+", project.text(PAGE), re.MULTILINE)
    return [[line.strip("|").split("|") for line in table.splitlines() if not line.startswith("|-")] for table in found]


def table(head: str) -> list[list[str]]:
    """The rows of the table whose first column is called so, each cell without its blanks and backticks."""
    (found,) = [rows for rows in tables() if rows[0][0].strip() == head]
    return [[cell.replace("`", "").strip() for cell in row] for row in found]


def test_the_table_of_permissions_is_the_one_that_is_obeyed() -> None:
    head, *rows = table("action")
    assert tuple(head[1:]) == COLUMNS
    shown = {row[0]: {role for role, cell in zip(COLUMNS, row[1:], strict=True) if cell == "yes"} for row in rows}
    assert shown == {action: set(roles) for action, roles in PERMISSIONS.items()}
    assert set(COLUMNS) == {STRANGER, RESIDENT, *INVITED}


@pytest.mark.parametrize(
    ("head", "things"),
    [
        ("conversation", {script.name: script.action for script in load_scripts()}),
        ("button", BUTTONS),
        ("work", WORK),
        ("role", APPOINTING),
    ],
)
def test_everything_that_can_be_done_stands_with_its_action(head: str, things: dict[str, str]) -> None:
    shown = {name.strip(): row[1] for row in table(head)[1:] for name in row[0].split(",")}
    assert shown == things


def test_every_deed_that_is_noted_is_explained() -> None:
    assert {row[0]: row[1] for row in table("deed")[1:]} == DEEDS
