"""The door of the command line: names and paths that would be something else are refused, and nothing is made."""

import zipfile
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


def refused(done: Result) -> bool:
    """Whether it was one sentence and exit status 2, without a traceback."""
    assert done.exit_code == 2, done.output
    assert "Traceback" not in done.output
    return True


@pytest.mark.parametrize(
    "slug", ["../x", "a/b", "x\0y", "i_secret", "'; DROP TABLE neighbourhood", "x" * 65, "", "é", "A B"]
)
def test_a_slug_is_a_short_name_and_nothing_else(slug: str) -> None:
    assert refused(wijkbot("neighbourhood", "add", slug, "Name"))
    assert wijkbot("neighbourhood", "list").stdout == ""


@pytest.mark.parametrize("word", ["../oost", "oost/../oost", "oost; rm -rf x", "%(x)s"])
def test_no_command_takes_a_slug_for_a_path(word: str, tmp_path: Path) -> None:
    wijkbot("neighbourhood", "add", "oost", "Oost")
    assert refused(wijkbot("export", "ideas", word, "-o", "out.csv"))
    assert refused(wijkbot("survey", "list", word))
    assert refused(wijkbot("invite", "organiser", word))
    assert not (tmp_path / "out.csv").exists()


def test_a_name_is_words(tmp_path: Path) -> None:
    wijkbot("neighbourhood", "add", "oost", "<b>=1+1</b>\x1b[31m\u202e")
    assert wijkbot("neighbourhood", "list").stdout.split("\t")[2] == "<b>=1+1</b>[31m"


def test_a_link_in_place_of_a_backup_is_not_written_through(tmp_path: Path) -> None:
    wijkbot("neighbourhood", "add", "oost", "Oost")
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / "link.zip").symlink_to(precious)
    assert refused(wijkbot("backup", "link.zip"))
    (tmp_path / "dangling.zip").symlink_to(tmp_path / "elsewhere.zip")
    assert wijkbot("backup", "dangling.zip").exit_code == 0
    assert (precious.read_text(), (tmp_path / "elsewhere.zip").exists()) == ("mine", False)


def test_an_archive_with_names_that_climb_is_refused_and_writes_nothing(tmp_path: Path) -> None:
    wijkbot("neighbourhood", "add", "oost", "Oost")
    wijkbot("backup", "b.zip")
    with zipfile.ZipFile("b.zip", "a") as archive:
        archive.writestr("photos/../../climbed.jpg", b"x")
        archive.writestr("/etc/climbed", b"x")
    assert refused(wijkbot("restore", "b.zip", "--replace"))
    assert list(tmp_path.parent.rglob("climbed*")) == []


def test_a_backup_that_is_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile("bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"0" * (200 * 1024 * 1024))
    assert refused(wijkbot("restore", "bomb.zip"))
