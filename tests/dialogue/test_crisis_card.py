"""The crisis card comes at once, whatever else fails; the words go on only when the resident wishes."""

import contextlib
import sqlite3
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.dialogue import Chat, Script, conversation
from bot.dialogue.desk import Desk
from bot.dialogue.events import Event
from bot.neighbourhood.kinds import OpenText
from bot.neighbourhood.permissions import TAKE_PART
from bot.store import LeaseLost, Store
from bot.store.engine import open_engine
from bot.store.instances import Instances
from bot.store.watch import GONE_SECONDS, steady
from tests.talk.databases import PostgreSQL, SQLite
from tests.talk.talker import Talker
from tests.talk.village import Village

WORDS = "Ik wil niet meer leven"


def tells() -> Script:
    @conversation("tells", action=TAKE_PART, commands=("tells",))
    async def script(chat: Chat) -> None:
        await chat.ask(OpenText("what", "How are you?"))
        await chat.say("Thank you.")

    return script


async def test_the_card_comes_and_the_words_are_held(village: Village, anna: Talker) -> None:
    village.plays(tells())
    await anna.does("/tells", WORDS)
    assert anna.hears("0800-0113")
    assert anna.hears("nobody reads along live")
    assert anna.hears("Shall I use it here all the same?")
    assert await village.answers("tells") == {}


async def test_the_words_go_on_when_the_resident_wishes(village: Village, anna: Talker) -> None:
    village.plays(tells())
    await anna.does("/tells", WORDS)
    await anna.taps("Yes, use it")
    assert anna.hears("Thank you.")
    assert (await village.answers("tells"))["what"]["value"] == WORDS


async def test_the_question_stays_open_when_the_words_are_left_out(village: Village, anna: Talker) -> None:
    village.plays(tells())
    await anna.does("/tells", WORDS)
    await anna.taps("No, leave it out")
    await anna.says("I am fine")
    assert (await village.answers("tells"))["what"]["value"] == "I am fine"


async def test_a_stranger_gets_the_card_as_well_and_is_not_asked_for_consent(village: Village) -> None:
    someone = village.person("Zoë", "nl")
    await someone.says(WORDS)
    assert someone.hears("0800-0113")


async def test_the_card_comes_when_the_turn_cannot_be_committed(
    village: Village, anna: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(self: Desk, events: Sequence[Event]) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Desk, "take", broken)
    with pytest.raises(OSError, match="full"):
        await anna.says(WORDS)
    await village.sends()
    assert anna.hears("0800-0113")


async def test_an_ordinary_idea_brings_no_card(village: Village, anna: Talker) -> None:
    await anna.says("De straat loopt dood bij de school, dat is gevaarlijk voor kinderen")
    assert anna.does_not_hear("112")


async def loses_sight(village: Village, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The bot is an instance that gave no sign of life for a while."""
    store = await village.store()
    await store.lease.join(alone=True)
    later = steady() + GONE_SECONDS
    monkeypatch.setattr("bot.store.lease.steady", lambda: later)
    return store


async def test_the_card_comes_when_nobody_knows_who_has_the_lease(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(self: Instances, number: int) -> bool:
        raise OSError("no database")

    await loses_sight(village, monkeypatch)
    monkeypatch.setattr(Instances, "is_there", broken)
    someone = village.person("Zoë", "nl")
    await someone.says(WORDS)
    assert someone.hears("0800-0113")


async def test_when_another_instance_has_taken_over_that_one_gives_the_card(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await loses_sight(village, monkeypatch)
    async with store.among_instances() as books:
        await books.instances.leave(store.lease.number or 0)
    someone = village.person("Zoë", "nl")
    with pytest.raises(LeaseLost):
        await someone.says(WORDS)
    assert someone.does_not_hear("0800-0113")


async def test_the_card_comes_while_another_program_locks_the_database(
    sqlite: SQLite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite.copy(tmp_path) as address:
        village = Village(address, tmp_path)
        await village.neighbourhood()
        anna = await village.resident("Anna", "nl")
        await village.bot()
        village.restarts = False  # it was at work before
        file = sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)
        file.execute("BEGIN IMMEDIATE")
        async with card_only(village, monkeypatch):
            await anna.says(WORDS)
        assert anna.hears("0800-0113")
        file.execute("ROLLBACK")
        file.close()
        await village.close()


async def test_the_card_comes_while_the_database_is_down(
    postgresql: PostgreSQL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgresql.copy(tmp_path) as address:
        village = Village(address, tmp_path)
        await village.neighbourhood()
        anna = await village.resident("Anna", "nl")
        store, *_rest = await village.bot()
        village.restarts = False
        await store.close()
        # Nothing listens there: as when the server is stopped.
        down = make_url(address).set(host="127.0.0.1", port=9, query={})
        store._reader = store._writer = open_engine(down.render_as_string(hide_password=False))
        async with card_only(village, monkeypatch):
            await anna.says(WORDS)
        assert anna.hears("0800-0113")
        assert anna.hears("er leest hier nu niemand mee")
        await village.close()


@contextlib.asynccontextmanager
async def card_only(village: Village, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """The turn itself cannot be done; what had to be sent before it is sent."""

    async def fails(self: Desk, events: Sequence[Event]) -> None:
        raise OSError("the database is away")

    monkeypatch.setattr(Desk, "take", fails)
    with pytest.raises(OSError, match="away"):
        yield
    await village.sends()
