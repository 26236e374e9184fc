"""What a bot says of itself, and the command menus people see."""

import pytest

from bot.simulator import Person, screen


def menu(person):
    return [one["command"] for one in screen.seen(person.phone)["commands"]]


def commands(*names):
    return [{"command": name, "description": name.title()} for name in names]


def test_the_bot_knows_itself(ask):
    me = ask("getMe")
    assert (me["is_bot"], me["username"], me["can_join_groups"]) == (True, "wijkbot_bot", False)


def test_the_narrowest_menu_in_the_persons_language_is_in_force(ask, world, anna):
    kim = Person(world, "Kim", "en")
    kim.starts()
    ask("setMyCommands", commands=commands("hulp"), language_code="nl")
    ask("setMyCommands", commands=commands("help"))
    assert (menu(anna), menu(kim)) == (["hulp"], ["help"])
    scope = {"type": "chat", "chat_id": anna.id}
    ask("setMyCommands", commands=commands("menu", "beheer"), scope=scope)
    assert (menu(anna), menu(kim)) == (["menu", "beheer"], ["help"])
    assert ask("getMyCommands", scope=scope) == commands("menu", "beheer")
    ask("deleteMyCommands", scope=scope)
    assert menu(anna) == ["hulp"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"commands": commands("Menu")},
        {"commands": [{"command": "menu", "description": ""}]},
        {"commands": commands("menu") * 101},
        {"commands": commands("menu"), "language_code": "nld"},
        {"commands": commands("menu"), "scope": {"type": "planet"}},
        {"commands": commands("menu"), "scope": {"type": "chat"}},
    ],
)
def test_a_wrong_menu_is_refused(refuse, wrong):
    assert refuse("setMyCommands", **wrong).startswith('Bad Request: parameter "')


def test_a_menu_for_a_stranger_is_refused(refuse):
    scope = {"type": "chat", "chat_id": 42}
    assert refuse("setMyCommands", commands=commands("menu"), scope=scope) == "Bad Request: chat not found"


def test_the_menu_button_can_differ_per_chat(ask, anna):
    ask("setChatMenuButton", menu_button={"type": "commands"})
    assert screen.seen(anna.phone)["menu_button"] == {"type": "commands"}
    ask("setChatMenuButton", chat_id=anna.id, menu_button={"type": "default"})
    assert screen.seen(anna.phone)["menu_button"] == {"type": "default"}


def test_names_and_descriptions_have_their_lengths(ask, refuse, world):
    assert ask("setMyName", name="Wijkbot", language_code="nl")
    assert world.bot.texts["name:nl"] == "Wijkbot"
    assert "must be 0-120 characters" in refuse("setMyShortDescription", short_description="x" * 121)
    assert "must be 0-512 characters" in refuse("setMyDescription", description="x" * 513)


def test_a_chat_can_be_looked_up(ask, anna):
    assert ask("getChat", chat_id=anna.id)["first_name"] == "Anna"


def test_there_is_nothing_to_log_out_of(ask):
    assert ask("logOut") is True
    assert ask("close") is True
