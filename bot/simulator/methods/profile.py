"""What a bot is and knows: itself, its command menus, its words about itself, chats and files."""

from typing import Any

from bot.simulator.answers import Json, bad
from bot.simulator.methods.method import Call
from bot.simulator.rows import Commands

MOST_DOWNLOAD = 20 * 1024 * 1024


def get_me(call: Call) -> Json:
    """The bot itself."""
    abilities = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries",
                 "can_connect_to_business", "has_main_web_app")  # fmt: skip
    return call.bot.seen() | dict.fromkeys(abilities, False)


def set_my_commands(call: Call) -> bool:
    """The command menu for a scope and a language."""
    menu = Commands(call.bot.id, _scope(call), call.args.get("language_code", ""), call.args["commands"])
    call.world.memory.commands[menu.key] = menu
    call.world.memory.save(menu)
    _refresh(call)
    return True


def delete_my_commands(call: Call) -> bool:
    """Back to the menu of the wider scope."""
    menu = Commands(call.bot.id, _scope(call), call.args.get("language_code", ""), [])
    if call.world.memory.commands.pop(menu.key, None):
        call.world.memory.keep.drop(menu)
        _refresh(call)
    return True


def get_my_commands(call: Call) -> list[Json]:
    """The command menu set for exactly this scope and language."""
    key = Commands(call.bot.id, _scope(call), call.args.get("language_code", ""), []).key
    menu = call.world.memory.commands.get(key)
    return menu.commands if menu else []


def set_chat_menu_button(call: Call) -> bool:
    """What the button beside the input field does, in one chat or in all."""
    button = call.args.get("menu_button", {"type": "default"})
    if "chat_id" in call.args:
        chat = call.world.find_chat(call.bot, call.args["chat_id"])
        chat.menu_button = button
        call.world.memory.touch(chat)
    else:
        call.bot.menu_button = button
        call.world.memory.save(call.bot)
    return True


def set_my_text(what: str) -> Any:
    """A method that sets the bot's name or one of its descriptions in a language."""

    def act(call: Call) -> bool:
        call.bot.texts[f"{what}:{call.args.get('language_code', '')}"] = call.args.get(what, "")
        call.world.memory.save(call.bot)
        return True

    return act


def get_chat(call: Call) -> Json:
    """What a bot may know of a person's chat."""
    chat = call.world.find_chat(call.bot, call.args["chat_id"])
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return {
        **call.world.place(chat),
        "accent_color_id": chat.user_id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, True),
    }


def get_file(call: Call) -> Json:
    """Where a file can be downloaded for the next hour."""
    file = call.world.files.find(call.bot, call.args["file_id"])
    if file.size > MOST_DOWNLOAD:
        raise bad("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": call.world.files.path_of(file),
    }


def leave(call: Call) -> bool:
    """Accepted without effect: there is only one server to be logged in at."""
    return True


def _scope(call: Call) -> str:
    scope = call.args.get("scope", {"type": "default"})
    if "chat_id" in scope:
        call.world.find_chat(call.bot, scope["chat_id"])
    return ".".join(str(value) for _, value in sorted(scope.items(), reverse=True))


def _refresh(call: Call) -> None:
    scope = call.args.get("scope", {})
    for chat in call.world.memory.chats.values():
        if chat.bot_id == call.bot.id and scope.get("chat_id", chat.user_id) == chat.user_id:
            call.world.memory.touch(chat)
            call.world.tell_of(chat, "menu")
