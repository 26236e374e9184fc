"""Who may do what: every role, every conversation, every way that leads to it; what is not declared is denied."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import App, load_scripts
from bot.clock.clock import Clock
from bot.dialogue import Chat, Script, Start, actions, conversation
from bot.neighbourhood.permissions import (
    APPOINTING,
    BUTTONS,
    EVERY_ROLE,
    PERMISSIONS,
    STRANGER,
    TAKE_PART,
    WORK,
    may,
)
from bot.neighbourhood.roles import INVITED, NAMES
from bot.settings import Settings
from bot.simulator.world import TOKEN
from bot.store.records import Due
from tests.talk.talker import Talker
from tests.talk.village import Village

TURNED_AWAY = "only for people who help to organise"
ROLES = sorted(EVERY_ROLE)
SCRIPTS = sorted(load_scripts(), key=lambda script: script.name)
STAFF = [script for script in SCRIPTS if not PERMISSIONS[script.action] >= EVERY_ROLE]


def word(script: Script) -> str:
    """Its name as a part of a command, which has no hyphens."""
    return script.name.replace("-", "_")


def door_to(script: Script) -> Script:
    """A conversation with a button that starts another one."""

    @conversation(f"door-{script.name}", action=TAKE_PART, commands=(f"door_{word(script)}",))
    async def door(chat: Chat) -> None:
        await chat.say("Behind this door:", starts=(Start("Go in", script.name),))

    return door


def passage_to(script: Script) -> Script:
    """A conversation that goes on with another one."""

    @conversation(f"passage-{script.name}", action=TAKE_PART, commands=(f"passage_{word(script)}",))
    async def passage(chat: Chat) -> None:
        chat.then(script.name)

    return passage


async def turned_away(someone: Talker) -> bool:
    """Whether the news says so."""
    said = "\n".join(str(message.body.get("text", "")) for message in someone.person.news)
    return TURNED_AWAY in said


def test_everything_that_can_be_done_names_an_action_of_the_table() -> None:
    assert {script.name: script.action for script in SCRIPTS if script.action not in PERMISSIONS} == {}
    assert {*BUTTONS.values(), *WORK.values(), *APPOINTING.values()} - PERMISSIONS.keys() == set()
    assert set(APPOINTING) == set(INVITED)
    assert set().union(*PERMISSIONS.values()) <= {*NAMES, STRANGER}


@pytest.mark.parametrize("role", [STRANGER, *ROLES])
def test_what_is_not_in_the_table_is_permitted_to_nobody(role: str) -> None:
    assert not may({role}, "never-heard-of")
    assert not may({role}, "")


def test_a_stranger_may_only_come_in() -> None:
    assert [action for action in PERMISSIONS if may({STRANGER}, action)] == ["come-in"]


def test_an_administrator_may_all_that_anybody_may() -> None:
    assert [action for action, roles in PERMISSIONS.items() if roles and not may({"admin"}, action)] == []


@pytest.mark.parametrize("role", ROLES)
async def test_commands_buttons_and_passages_lead_where_a_role_may_be_and_nowhere_else(
    village: Village, role: str
) -> None:
    village.plays(*map(door_to, SCRIPTS), *map(passage_to, SCRIPTS))
    async with village.without_restarts():
        for script in (one for one in SCRIPTS if one.name not in ("survey", "forget", "stop", "welcome")):
            permitted = may({role, "resident"}, script.action)
            someone = await village.resident("Somebody", "en", role)
            ways = [f"/{command}" for command in script.commands]
            for way in (*ways, f"/passage_{word(script)}"):
                await someone.says(way)
                assert await turned_away(someone) is not permitted, (role, script.name, way)
            await someone.says(f"/door_{word(script)}")
            await someone.taps("Go in")
            assert await turned_away(someone) is not permitted, (role, script.name, "button")


@pytest.mark.parametrize("script", STAFF, ids=lambda script: script.name)
async def test_a_stranger_is_led_to_the_welcome_and_then_turned_away(village: Village, script: Script) -> None:
    village.plays(door_to(script))
    stranger = village.person("Stranger")
    await stranger.says(f"/{script.commands[0]}" if script.commands else f"/door_{word(script)}")
    await stranger.does("English", "16 or older", "Yes, I take part")
    if not script.commands:
        await stranger.taps("Go in")
    assert await turned_away(stranger)


STEPS = {"appoint": "facilitator", "dismiss": "carrier", "revoke": "", "export": "Ideas", "manage": ""}


@pytest.mark.parametrize("way", ["tap", "text", "edit", "forward", "late tap", "go on"])
@pytest.mark.parametrize("script", [one for one in STAFF if STEPS.get(one.name)], ids=lambda script: script.name)
async def test_whatever_leads_on_is_refused_once_the_role_is_gone(village: Village, script: Script, way: str) -> None:
    village.plays(door_to(script))
    await village.resident("Cas", "en", "carrier")
    ada = await village.resident("Ada", "en", "admin")
    await ada.does(f"/door_{word(script)}", "Go in")
    first = ada.person.messages[-1]
    button = ada.button(str(first.body["text"])[:20], STEPS[script.name])
    await ada.taps(STEPS[script.name])
    if way == "text":
        await ada.says("something")
    said = ada.own("something") if way == "text" else ada.own("/door")
    await village.takes_away(ada, "admin")
    before = {table: await village.rows(table) for table in ("due", "invite", "membership", "audit")}
    if way == "tap":
        await ada.taps(ada.buttons[0])
    elif way in ("late tap", "go on"):
        await ada.presses(*button)
    elif way == "forward":
        await ada.forwards("facilitator")
    elif way == "edit":
        await ada.edits(said, "something else")
    else:
        await ada.says("something more")
    assert await turned_away(ada)
    assert {table: await village.rows(table) for table in before} == before


async def test_a_finished_export_is_not_made_again_by_an_old_button(village: Village) -> None:
    ada = await village.resident("Ada", "en", "admin")
    await ada.says("/export")
    button = ada.button("What would you like to have?", "Ideas")
    await ada.does("Ideas", "Excel", "anonymous")
    async with (await village.store()).writing() as books:
        for due in await books.dues.claim(9, ("export",), village.clock.now()):
            await books.dues.done(due)
    await ada.presses(*button)
    assert [row for row in await village.rows("due") if row["kind"] == "export"] == []
    await village.takes_away(ada, "admin")
    await ada.presses(*button)
    assert await turned_away(ada)
    assert [row for row in await village.rows("due") if row["kind"] == "export"] == []


@pytest.mark.parametrize("action", ["", "never-heard-of"])
async def test_a_conversation_without_a_known_action_is_permitted_to_nobody(village: Village, action: str) -> None:
    village.plays(replace(door_to(SCRIPTS[0]), name="undeclared", action=action, commands=("undeclared",)))
    ada = await village.resident("Ada", "en", *INVITED)
    await ada.says("/undeclared")
    assert await turned_away(ada)


async def test_work_that_is_not_in_the_table_is_not_planned(village: Village) -> None:
    @conversation("works", action=TAKE_PART, commands=("works",))
    async def works(chat: Chat) -> None:
        chat.job("undeclared", {})

    village.plays(works)
    ada = await village.resident("Ada", "en", *INVITED)
    await ada.says("/works")
    assert await turned_away(ada)
    assert await village.rows("due") == []


async def test_a_button_that_is_not_in_the_table_does_nothing(
    village: Village, anna: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    await anna.says("A bench in the park")
    monkeypatch.delitem(BUTTONS, "start")
    await anna.taps("Yes, hand it in")
    assert await turned_away(anna)
    assert await village.rows("conversation") == []


async def test_all_buttons_and_all_work_of_the_bot_are_in_the_table(village: Village, tmp_path: Path) -> None:
    app = App(Settings(data_dir=tmp_path), await village.store(), TOKEN, "http://127.0.0.1:1", simulated=True)
    assert set(actions._ACTIONS) == set(BUTTONS)
    assert set(app._clock._handlers) == set(WORK)


async def test_work_is_not_done_for_who_lost_the_role_and_never_when_the_table_does_not_know_it(
    village: Village,
) -> None:
    ada = await village.resident("Ada", "en", "admin")
    await ada.does("/export", "Ideas", "Excel", "anonymous")
    await village.takes_away(ada, "admin")
    done: list[str] = []

    async def note(due: Due) -> None:
        done.append(due.kind)

    store, desk, _outbox, _poller = await village.bot()
    clock = Clock(store, desk, {"export": note, "undeclared": note})
    async with store.writing() as books:
        books.dues.plan("undeclared", "undeclared", datetime.now(UTC), {})
        books.dues.plan("export", "another", datetime.now(UTC), {})
    async with store.writing() as books:
        claimed = await books.dues.claim(9, ("export", "undeclared"), datetime.now(UTC))
    for due in claimed:
        await clock.carry_out(due)
    assert done == ["export"]  # the one that nobody of the chat asked for
    assert {row["kind"] for row in await village.rows("due")} - {"nudge"} == {"undeclared"}
