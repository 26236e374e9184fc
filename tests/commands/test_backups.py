"""`wijkbot backup` and `wijkbot restore`, as an operator gives them."""

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


def places() -> str:
    return wijkbot("neighbourhood", "list").stdout


def test_back_to_how_it_was() -> None:
    assert "backup.zip: " in wijkbot("backup", "backup.zip").stdout
    wijkbot("neighbourhood", "add", "west", "West")
    done = wijkbot("restore", "backup.zip", "--replace")
    assert "The former database is kept in" in done.stdout
    assert ("Oost" in places(), "West" in places()) == (True, False)


def test_in_a_directory_a_backup_gets_a_name_of_its_own(tmp_path: Path) -> None:
    done = wijkbot("backup", "data/backups")
    (made,) = (tmp_path / "data" / "backups").iterdir()
    assert done.stdout.startswith(f"data/backups/{made.name}: ")
    assert made.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("backup", "data/wijkbot.db"), "already"),
        (("restore", "nowhere.zip"), "no file"),
        (("restore", "data/wijkbot.db", "--replace"), "not a whole backup"),
    ],
)
def test_a_mistake_is_told_and_changes_nothing(words: tuple[str, ...], said: str) -> None:
    done = wijkbot(*words)
    assert (done.exit_code, said in done.stderr) == (2, True)
    assert "Oost" in places()


def test_without_replace_nothing_is_replaced() -> None:
    wijkbot("backup", "backup.zip")
    done = wijkbot("restore", "backup.zip")
    assert (done.exit_code, "--replace" in done.stderr) == (2, True)


def test_on_a_new_machine_it_comes_back_without_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wijkbot("backup", "backup.zip")
    monkeypatch.setenv("WIJKBOT_DATA_DIR", str(tmp_path / "elsewhere"))
    assert wijkbot("restore", "backup.zip").exit_code == 0
    assert "Oost" in places()
