"""`wijkbot export`, as an operator gives it."""

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


def test_it_is_anonymised_unless_told_otherwise() -> None:
    assert wijkbot("export", "ideas", "oost", "-o", "a.csv").stderr == "0 rows, anonymised\n"
    done = wijkbot("export", "ideas", "oost", "-o", "b.csv", "--identified", "--reason", "Els answers the authors")
    assert (done.exit_code, "0 rows, identified\n" in done.stderr) == (0, True)
    assert Path("a.csv").read_text() == Path("b.csv").read_text()  # the same columns


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--identified"], "add --reason"),
        (["--identified", "--reason", "  "], "add --reason"),
        (["--reason", "Els answers the authors"], "add --identified"),
    ],
)
def test_a_reason_and_identified_go_together(words: list[str], said: str) -> None:
    done = wijkbot("export", "ideas", "oost", "-o", "a.csv", *words)
    assert (done.exit_code, done.stderr.count("\n"), said in done.stderr) == (2, 1, True)
    assert not Path("a.csv").exists()
