"""The commands menu that Telegram shows before a chat has one of its own: it follows the language of the app."""

from collections.abc import Mapping, Sequence

from bot.channel.client import Caller
from bot.channel.outcomes import Answer
from bot.channel.render import commands

_PRIVATE = {"type": "all_private_chats"}


async def publish_commands(telegram: Caller, menus: Mapping[str, Sequence[tuple[str, str]]]) -> list[Answer]:
    """Set the default menus: by language code pairs of name and description; the code "" is for all other languages."""
    return [await telegram.call(commands(menu, _PRIVATE, language)) for language, menu in menus.items()]
