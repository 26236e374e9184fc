"""Choosing the language; an unfinished conversation goes on in the new one."""

from bot.dialogue import Chat, conversation
from bot.language import _, known_languages
from bot.language.catalogue import own_name
from bot.neighbourhood.kinds import Choice
from bot.neighbourhood.permissions import COME_IN
from bot.neighbourhood.widgets import Option


@conversation("language", action=COME_IN, commands=("taal", "language"), about=_("Choose your language"), aside=True)
async def language(chat: Chat) -> None:
    """Ask for the language, and speak it from now on."""
    options = tuple(Option(code, own_name(code)) for code in known_languages())
    chosen = await chat.ask(Choice("language", _("Which language do you prefer?"), options, columns=2))
    chat.change_resident(language=chosen)
    chat.refresh_commands()
    await chat.say(_("From now on I speak English."))
