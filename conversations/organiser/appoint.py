"""Inviting somebody to a role, by a link that works once."""

from bot.dialogue import Chat, conversation
from bot.language import _
from bot.neighbourhood.kinds import Choice, OpenText
from bot.neighbourhood.links import Link
from bot.neighbourhood.permissions import MANAGE
from bot.neighbourhood.roles import LONGEST_NAME, NAMES
from bot.neighbourhood.widgets import Option
from conversations.organiser.people import appoints


@conversation("appoint", action=MANAGE)
async def appoint(chat: Chat) -> None:
    """Which role and for whom; then the link, which only this chat ever shows."""
    place = await chat.neighbourhood()
    chat.called(_("Inviting someone"))
    options = tuple(Option(role, NAMES[role]) for role in await appoints(chat))
    role = await chat.ask(Choice("role", _("Which role in {name} is it?", name=place.name), options, columns=2))
    called = await chat.ask(OpenText("called", _("For whom is it?"), most=LONGEST_NAME, personal=True, hint=_HINT))

    async def make() -> None:
        code = await chat.books.invites.make(role, place.id, called)
        await chat.say(
            _("Send this link to {called}. It works once, within 72 hours:", called=called),
            await chat.address(Link("invite", code)),
            _("Whoever opens it first gets the role. Sent to the wrong person? Withdraw it: /manage"),
        )

    what = _("{called} gets this role in {name}: {role}.", called=called, name=place.name, role=NAMES[role])
    if not await chat.sure(what, 1, _("Yes, make the link"), make):
        await chat.say(_("Fine, there is no invitation."))


_HINT = _("Type a name that the others will know. They see it, and so does the person you invite.")
