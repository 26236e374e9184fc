"""`wijkbot neighbourhood`: the end of a project, and what is left of it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WIJKBOT_TOKEN", raising=False)
    wijkbot("neighbourhood", "add", "oost", "Oost")


def wijkbot(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_the_last_day_is_set_and_what_it_means_is_said() -> None:
    done = wijkbot("neighbourhood", "end", "oost", "2028-02-29")
    assert done.stdout == "Oost ends on 2028-02-29. After 2029-02-28 only totals are kept.\n"


@pytest.mark.parametrize("words", [("oost", "tomorrow"), ("west", "2028-02-29")])
def test_a_wrong_day_or_place_is_refused(words: tuple[str, str]) -> None:
    assert wijkbot("neighbourhood", "end", *words).exit_code == 2


def test_of_a_project_that_goes_on_there_are_no_totals() -> None:
    done = wijkbot("neighbourhood", "totals", "oost")
    assert (done.exit_code, done.stdout) == (0, "")
