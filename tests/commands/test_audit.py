"""`wijkbot audit`: who did what with authority."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WIJKBOT_TOKEN", raising=False)


def wijkbot(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def told(*words: str) -> list[str]:
    """The deeds that are listed."""
    return [line.split("\t")[4] for line in wijkbot("audit", *words).stdout.splitlines()]


def test_what_was_done_on_the_command_line_is_listed() -> None:
    wijkbot("neighbourhood", "add", "oost", "Oost")
    wijkbot("neighbourhood", "add", "west", "West")
    wijkbot("invite", "facilitator", "oost")
    wijkbot("export", "ideas", "oost", "-o", "ideas.csv", "--identified", "--reason", "the report of this year")
    wijkbot("export", "never-heard-of", "oost")
    assert told("oost") == ["neighbourhood-added (oost)", "invite-made (facilitator)", "identified-export (ideas csv)"]
    assert told("west") == ["neighbourhood-added (west)"]
    assert len(told()) == 4
    assert "command-line" in wijkbot("audit").stdout


def test_a_neighbourhood_that_is_not_there_is_refused() -> None:
    assert wijkbot("audit", "oost").exit_code == 2


def test_a_name_with_an_invite_is_kept_for_the_list_and_not_in_the_log() -> None:
    wijkbot("neighbourhood", "add", "oost", "Oost")
    assert wijkbot("invite", "facilitator", "oost", "--for", "Ria").exit_code == 0
    assert "Ria" not in wijkbot("audit").stdout
    refused = wijkbot("invite", "facilitator", "oost", "--for", "R" * 61)
    assert (refused.exit_code, "at most 60 characters" in refused.stderr) == (2, True)
