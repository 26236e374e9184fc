"""`wijkbot doctor`: one line for each thing, and what to do about what is wrong."""

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.channel.checkup import Standing
from bot.commands import checks
from bot.commands.checks import Finding
from bot.settings import Settings
from bot.store.health import Health

WELL = Standing(7, "buurtbot", "", 0, "", 0.4)


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WIJKBOT_TOKEN", raising=False)


def wijkbot(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def wrong(findings: Iterator[Finding]) -> list[str]:
    return [finding.text for finding in findings if not finding.fine]


def test_all_is_well_once_there_is_a_backup_and_a_last_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "review_due", lambda _today: False)
    wijkbot("neighbourhood", "add", "oost", "Oost")
    assert "!!  backup: there is none" in wijkbot("doctor").stdout
    assert "!!  retention: the project of oost has no last day" in wijkbot("doctor").stdout
    wijkbot("backup", "data/backups")
    wijkbot("neighbourhood", "end", "oost", "2030-06-30")
    done = wijkbot("doctor")
    assert done.exit_code == 0
    assert {line[:4] for line in done.stdout.splitlines()} == {"ok  "}


def test_looking_makes_nothing(tmp_path: Path) -> None:
    done = wijkbot("doctor")
    assert done.exit_code == 1
    assert "there is no database yet" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_setting_is_the_first_thing_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKBOT_RATE", "fast")
    done = wijkbot("doctor")
    assert (done.exit_code, done.stdout.startswith("!!  settings: The setting WIJKBOT_RATE")) == (1, True)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    wijkbot("migrate")
    (tmp_path / "data" / "wijkbot.db").write_bytes(b"no database at all" * 1000)
    done = wijkbot("doctor")
    assert (done.exit_code, "!!  database: " in done.stdout) == (1, True)


def test_damage_and_other_versions_are_told() -> None:
    for health in (Health("older"), Health("newer"), Health("none"), Health("current", damage="page 3")):
        assert len(wrong(checks.database(health))) == 1
    assert wrong(checks.database(Health("current"))) == []


def test_what_was_not_done_or_did_not_arrive_is_told() -> None:
    late = datetime.now(UTC) - timedelta(hours=1)
    assert "overdue" in wrong(checks.work(Health("current", overdue=late)))[0]
    assert "given up" in wrong(checks.work(Health("current", given_up=2)))[0]
    assert "1 may not have arrived" in wrong(checks.work(Health("current", deliveries={"unknown": 1, "sent": 9})))[0]
    assert "could not be handled" in wrong(checks.work(Health("current", set_aside=1)))[0]
    assert wrong(checks.work(Health("current", overdue=datetime.now(UTC), deliveries={"pending": 3}))) == []


def test_an_audit_log_that_was_changed_is_told(tmp_path: Path) -> None:
    wijkbot("neighbourhood", "add", "oost", "Oost")
    wijkbot("invite", "admin", "oost")
    assert "ok  audit log: 2 entries, as they were written" in wijkbot("doctor").stdout
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "wijkbot.db")) as database, database:
        database.execute("DELETE FROM audit WHERE number = 1")
    done = wijkbot("doctor")
    assert done.exit_code == 1
    assert "!!  audit log: an entry is gone between number 0 and number 2." in done.stdout


def test_photos_that_are_gone_are_counted(tmp_path: Path) -> None:
    (tmp_path / "here.jpg").touch()
    assert "1 of 2" in wrong(checks.photos(Health("current", photos=("here.jpg", "gone.jpg")), tmp_path))[0]


def test_a_request_that_is_left_lying_is_told() -> None:
    asked = datetime.now(UTC) - timedelta(days=8)
    assert "waits for more than a week" in wrong(checks.keeping(Health("current", asked=asked)))[0]
    assert wrong(checks.keeping(Health("current", asked=datetime.now(UTC)))) == []


def test_numbers_that_were_not_checked_for_long_are_told() -> None:
    assert "last checked long ago" in wrong(checks.crisis_card(date(2040, 1, 1)))[0]


def test_an_old_backup_is_told(tmp_path: Path) -> None:
    made = tmp_path / "wijkbot-2026-01-01.zip"
    made.touch()
    assert wrong(checks.backups(tmp_path)) == []
    os.utime(made, (time.time() - 200_000,) * 2)
    assert "hours old" in wrong(checks.backups(tmp_path))[0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"webhook": "https://elsewhere.example"}, "which is not what is set"),
        ({"waiting": 500}, "500 wait at Telegram"),
        ({"ahead": -90.0}, "-90 seconds beside Telegram's"),
    ],
)
def test_what_telegram_sees_is_told(change: dict[str, Any], said: str) -> None:
    (found,) = wrong(checks.telegram(replace(WELL, **change), Settings()))
    assert said in found


def test_trouble_with_the_webhook_is_told() -> None:
    url = "https://bot.example.org/telegram"
    standing = replace(WELL, webhook=url, trouble="Connection refused")
    (found,) = wrong(checks.telegram(standing, Settings(webhook_url=url)))
    assert "Connection refused" in found


def test_at_telegram_all_can_be_well() -> None:
    assert wrong(checks.telegram(WELL, Settings())) == []


@pytest.mark.parametrize(("whose", "findings"), [(None, 0), (7, 0), (0, 1), (8, 1)])
def test_a_database_of_another_bot_is_told(whose: int | None, findings: int) -> None:
    assert len(wrong(checks.owner(Health("current", bot=whose), 7))) == findings


def test_a_bot_api_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    wijkbot("migrate")
    monkeypatch.setenv("WIJKBOT_TOKEN", "123456:a-token-of-a-bot")
    monkeypatch.setenv("WIJKBOT_API_URL", "http://127.0.0.1:9")
    done = wijkbot("doctor")
    assert (done.exit_code, "cannot be reached" in done.stdout) == (1, True)
    monkeypatch.setenv("WIJKBOT_TOKEN", "no token")
    assert "does not accept this token" in wijkbot("doctor").stdout
