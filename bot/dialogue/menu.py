"""The commands menu of a chat: in the resident's own language, and with what their roles may do."""

from bot.dialogue.effects import Commands
from bot.dialogue.script import Script, Scripts
from bot.dialogue.turn import Turn
from bot.language import _, translator
from bot.neighbourhood.permissions import may
from bot.neighbourhood.roles import RESIDENT

DUTCH = "nl"


async def commands_menu(turn: Turn) -> Commands:
    """The commands menu for the resident of this turn."""
    standing = await turn.books.people.standing(turn.resident, turn.resident.neighbourhood_id)
    return Commands(entries(turn.scripts, turn.resident.language, standing | {RESIDENT}))


def entries(
    scripts: Scripts, language: str, roles: frozenset[str] = frozenset({RESIDENT})
) -> tuple[tuple[str, str], ...]:
    """Pairs of a command and its description, for someone with these roles who reads this language."""
    translate = translator(language)
    shown = [one for one in scripts if one.commands and one.about and may(roles, one.action)]
    listed = [(_command(one, language), translate(one.about)) for one in shown]
    cancel = ("annuleer" if language == DUTCH else "cancel", translate(_("Stop what you are doing")))
    return (*listed, cancel)


def _command(script: Script, language: str) -> str:
    """Both names work everywhere; the Dutch one is shown to those who read Dutch."""
    return script.commands[0] if language == DUTCH else script.commands[-1]
