"""What goes wrong is one line that says what to do, with exit status 2; nothing is lost and nothing half done."""

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.simulator import TOKEN
from tests.talk.databases import PostgreSQL
from tests.whole import form
from tests.whole.house import House, refused

SLUG = "oosterwijk"
NO_TOKEN = "123456:nobody-was-ever-given-this-one"
RIDDLE = """
slug: buurt
title: {nl: Buurt}
questions:
  - key: one
    kind: riddle
    text: {nl: "Wat is dat?"}
"""


@pytest.fixture
def furnished(house: House) -> House:
    """A house with a neighbourhood in an embedded database."""
    house.did("neighbourhood", "add", SLUG, "Oosterwijk")
    return house


@pytest.fixture
def api(house: House) -> Iterator[str]:
    """The address of a simulator that stands alone."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    simulator = house.simulates(port)
    yield f"http://127.0.0.1:{port}"
    simulator.kill()


def database(house: House) -> sqlite3.Connection:
    return sqlite3.connect(house.directory / "data" / "wijkbot.db", isolation_level=None)


def test_a_token_that_telegram_does_not_know(house: House, api: str) -> None:
    assert refused(house.does("run", token=NO_TOKEN, api_url=api), "token", "WIJKBOT_TOKEN")
    assert refused(house.does("invite", "organiser", SLUG, token="hallo"), "token", "WIJKBOT_TOKEN")


def test_a_bot_api_that_is_not_there(house: House) -> None:
    away = "http://127.0.0.1:1"
    assert refused(house.does("run", token=TOKEN, api_url=away), away, "WIJKBOT_API_URL")


def test_a_port_that_is_taken(house: House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        address = f"127.0.0.1:{door.getsockname()[1]}"
        assert refused(house.does("run", listen=address), address, "WIJKBOT_LISTEN")


@pytest.mark.parametrize(
    ("setting", "value"),
    [("listen", "here"), ("rate", "many"), ("timezone", "Mars/Olympus"), ("database_url", "my database")],
)
def test_a_setting_that_is_wrong_is_named(house: House, setting: str, value: str) -> None:
    assert refused(house.does("neighbourhood", "list", **{setting: value}), f"WIJKBOT_{setting.upper()}")


def test_a_neighbourhood_that_is_not_there(furnished: House) -> None:
    assert refused(furnished.does("export", "ideas", "nergens"), "nergens")
    assert refused(furnished.does("invite", "organiser", "nergens"), "nergens")


def test_a_broken_survey_leaves_nothing_behind(furnished: House) -> None:
    written, torn = furnished.directory / "kapot.yaml", furnished.directory / "kapot.xlsx"
    written.write_text(RIDDLE, "utf-8")
    torn.write_bytes(form.write(furnished.directory).read_bytes()[:3000])
    assert refused(furnished.does("survey", "add", SLUG, str(written)), "kapot.yaml", "line 6", lines=2)
    assert refused(furnished.does("survey", "add", SLUG, str(torn)), "kapot.xlsx")
    assert refused(furnished.does("survey", "add", SLUG, "nergens.yaml"), "nergens.yaml")
    assert furnished.did("survey", "list", SLUG) == ""


def test_a_database_that_another_program_holds(furnished: House) -> None:
    with closing(database(furnished)) as other:
        other.execute("BEGIN EXCLUSIVE")
        bot = furnished.starts()
        assert refused(furnished.does("neighbourhood", "add", "elders", "Elders"), "in use by another program")
        assert refused(bot, "in use by another program")
        other.execute("ROLLBACK")
    assert furnished.did("neighbourhood", "list").count("\n") == 1


def test_a_database_of_a_newer_version(furnished: House) -> None:
    with closing(database(furnished)) as ours:
        ours.execute("UPDATE alembic_version SET version_num = 'of tomorrow'")
    assert refused(furnished.does("run"), "newer wijkbot")
    assert refused(furnished.does("migrate"), "newer wijkbot")


def test_the_database_of_a_simulator_is_not_for_a_real_token(furnished: House, api: str) -> None:
    with closing(database(furnished)) as ours:
        ours.execute("INSERT INTO meta (key, value) VALUES ('bot', '0')")
    assert refused(furnished.does("run", token=TOKEN, api_url=api), "another bot", "WIJKBOT_DATA_DIR")


def test_a_file_that_is_no_database(house: House) -> None:
    (house.directory / "data").mkdir()
    (house.directory / "data" / "wijkbot.db").write_text("Dear diary, " * 1000)
    assert refused(house.does("run"), "database")


def test_a_data_directory_that_cannot_be_one(house: House) -> None:
    (house.directory / "data").write_text("a file")
    assert refused(house.does("run"), "data directory")


def test_a_file_that_cannot_be_written(furnished: House) -> None:
    assert refused(furnished.does("export", "ideas", SLUG, "-o", "nergens/ideas.csv"), "nergens/ideas.csv")


def test_an_old_schema_of_postgresql_waits_for_the_operator(
    house: House, postgresql: PostgreSQL, tmp_path: Path
) -> None:
    with postgresql.copy(tmp_path, empty=True) as address:
        house.settings["database_url"] = address
        assert refused(house.does("run"), "wijkbot migrate")
        house.did("migrate")
        assert house.did("neighbourhood", "list") == ""


def test_postgresql_that_is_not_there(house: House) -> None:
    away = "postgresql://wijkbot@127.0.0.1:1/wijkbot"
    assert refused(house.does("run", database_url=away), "WIJKBOT_DATABASE_URL")
    assert refused(house.does("migrate", database_url=away), "WIJKBOT_DATABASE_URL")
