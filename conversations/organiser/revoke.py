"""Withdrawing an invitation that nobody used yet."""

from bot.dialogue import Chat, conversation
from bot.language import _
from bot.neighbourhood.kinds import Choice
from bot.neighbourhood.permissions import MANAGE
from bot.neighbourhood.widgets import Option
from conversations.organiser.people import appoints, with_role


@conversation("revoke", action=MANAGE)
async def revoke(chat: Chat) -> None:
    """Which one; it then works no more."""
    place = await chat.neighbourhood()
    chat.called(_("Withdrawing an invitation"))
    numbers: list[int] = await chat.once("numbers", lambda: _numbers(chat, place.id))
    if not numbers:
        await chat.say(_("There is no invitation here that you can withdraw."))
        return
    labels = {one.id: with_role(one.id, one.called, one.role) for one in await chat.books.invites.waiting(place.id)}
    options = tuple(Option(str(number), labels.get(number, _("(does not work any more)"))) for number in numbers)
    chosen = await chat.ask(Choice("which", _("Which invitation do you withdraw?"), options))
    if chat.just_answered("which"):
        done = await chat.books.invites.revoke(int(chosen), place.id)
        used = _("That link does not work any more. Was it used? Look who has a role: /manage")
        await chat.say(_("Done. That link works no more.") if done else used)
    chat.settled()


async def _numbers(chat: Chat, place: int) -> list[int]:
    """The numbers of the invitations that the resident may withdraw."""
    waiting, allowed = await chat.books.invites.waiting(place), await appoints(chat)
    return [one.id for one in waiting if one.role in allowed]
