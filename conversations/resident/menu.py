"""The menu: what one can do here."""

from bot.dialogue import Chat, Start, conversation
from bot.language import _
from bot.neighbourhood.permissions import EXPORT, MANAGE, TAKE_PART


@conversation("menu", action=TAKE_PART, commands=("menu",), about=_("What can I do here?"), aside=True)
async def menu(chat: Chat) -> None:
    """Buttons for everything, in the neighbourhood where the resident is."""
    place = await chat.neighbourhood()
    starts = [
        Start(_("📋 Answer questions"), "surveys"),
        Start(_("💡 Hand in an idea"), "idea"),
        Start(_("📅 Meetings"), "agenda"),
        Start(_("🗂 My contributions"), "mine"),
    ]
    if await chat.may(EXPORT):
        starts += [Start(_("📤 Export"), "export"), Start(_("👀 Look at texts"), "review")]
    if await chat.may(MANAGE):
        starts.append(Start(_("👥 People and roles"), "manage"))
    if len(await chat.books.people.neighbourhoods(chat.resident)) > 1:
        starts.append(Start(_("🏘 Another neighbourhood"), "switch"))
    starts += [Start(_("🌍 Language"), "language"), Start(_("❓ Help"), "help")]
    await chat.say(_("What would you like to do?"), title=place.name, starts=tuple(starts))
