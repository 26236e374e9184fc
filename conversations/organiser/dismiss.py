"""Taking a role away from somebody."""

from typing import Any

from bot.dialogue import Chat, conversation
from bot.language import Text, _
from bot.neighbourhood.kinds import Choice
from bot.neighbourhood.permissions import MANAGE
from bot.neighbourhood.refusal import Refusal
from bot.neighbourhood.roles import NAMES
from bot.neighbourhood.widgets import Option
from conversations.organiser.people import appoints, named, with_role


@conversation("dismiss", action=MANAGE)
async def dismiss(chat: Chat) -> None:
    """From whom, and which role; asked twice. Names are read anew each time: they are kept in one place only."""
    place = await chat.neighbourhood()
    chat.called(_("Taking a role away"))
    pairs: list[list[Any]] = await chat.once("pairs", lambda: _pairs(chat, place.id))
    if not pairs:
        await chat.say(_("There is nobody here whose role you can take away."))
        return
    names = {(one.resident_id, one.role): one.called for one in await chat.books.roles.holders(place.id)}
    options = tuple(
        Option(f"{number} {role}", with_role(number, names.get((number, role), ""), role)) for number, role in pairs
    )
    chosen = await chat.ask(Choice("who", _("Whose role in {name} do you take away?", name=place.name), options))
    number, role = int(chosen.split()[0]), chosen.split()[1]
    who = named(number, names.get((number, role), ""))

    async def take() -> None:
        await chat.say(await _taken(chat, number, role, who))

    what = _("{who} loses this role in {name}: {role}.", who=who, name=place.name, role=NAMES[role])
    if number == chat.resident.id:
        what = _("This is you yourself. You lose this role in {name}: {role}.", name=place.name, role=NAMES[role])
    if not await chat.sure(what, 1, _("Yes, take it away"), take):
        await chat.say(_("Fine, everything stays as it is."))


async def _pairs(chat: Chat, place: int) -> list[list[Any]]:
    """Number and role of everybody whose role the resident may take away."""
    holders, allowed = await chat.books.roles.holders(place), await appoints(chat)
    return [[one.resident_id, one.role] for one in holders if one.role in allowed]


async def _taken(chat: Chat, number: int, role: str, who: Text) -> Text:
    """Take it away, if it may be and is still there; what there is to say of it."""
    place = await chat.neighbourhood()
    if role not in await appoints(chat):
        return _("You cannot take that role away.")
    try:
        if not await chat.books.roles.take(number, role, place.id):
            return _("That role was taken away already.")
    except Refusal as refusal:
        return refusal.text
    chat.refresh_commands()
    if number == chat.resident.id:
        return _("Done. You no longer have this role: {role}.", role=NAMES[role])
    return _("Done. {who} no longer has this role: {role}. I tell them so.", who=who, role=NAMES[role])
