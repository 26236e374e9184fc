"""Managing: who has a role here, and which invitations wait."""

from bot.dialogue import Chat, Start, conversation
from bot.language import Text, _, lines
from bot.neighbourhood.permissions import MANAGE
from conversations.organiser.people import appoints, day, moment_of, with_role


@conversation("manage", action=MANAGE, commands=("beheer", "manage"), about=_("People and their roles"), aside=True)
async def manage(chat: Chat) -> None:
    """Everybody with a role, every invitation that can still be used, and what can be done about it."""
    place = await chat.neighbourhood()
    holders = await chat.books.roles.holders(place.id)
    allowed = await appoints(chat)
    invites = await chat.books.invites.waiting(place.id)
    until = {one.id: moment_of(chat, one.expires) for one in invites}
    names = {one.resident_id: _("you") if one.resident_id == chat.resident.id else one.called for one in holders}
    people: list[Text] = [
        _(
            "• {who}, since {day}",
            who=with_role(one.resident_id, names[one.resident_id], one.role),
            day=day(chat, one.since),
        )
        for one in holders
    ]
    waiting: list[Text] = [
        _(
            "• {who}, works until {moment}",
            who=with_role(one.id, one.called, one.role),
            moment=until[one.id],
        )
        for one in invites
    ]
    starts = [Start(_("➕ Invite someone"), "appoint")]
    if any(one.role in allowed for one in holders):
        starts.append(Start(_("➖ Take a role away"), "dismiss"))
    if any(one.role in allowed for one in invites):
        starts.append(Start(_("✖️ Withdraw an invitation"), "revoke"))
    await chat.say(
        lines(*people) if people else _("Nobody has a role here yet."),
        lines(_("Invitations that nobody used yet:"), *waiting) if waiting else "",
        title=_("People and roles in {name}", name=place.name),
        starts=tuple(starts),
    )
