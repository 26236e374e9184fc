"""What the conversations about meetings share: the meeting at hand, and who may do what with it."""

from bot.dialogue import Chat
from bot.language import _
from bot.neighbourhood.meetings import Meeting
from bot.neighbourhood.roles import CARRIER, STAFF

HOSTS = STAFF | {CARRIER}


async def at_hand(chat: Chat) -> Meeting | None:
    """The meeting this conversation is about; when there is none for this resident, that is said."""
    meeting = await chat.books.meetings.lock(int(chat.arguments["meeting"]))
    if meeting is not None and meeting.neighbourhood_id in await chat.books.people.neighbourhoods(chat.resident):
        return meeting
    await chat.say(_("That meeting is not there any more. See what there is: /meetings"))
    return None


async def roles_at(chat: Chat, meeting: Meeting) -> frozenset[str]:
    """The resident's roles in the neighbourhood of this meeting."""
    return await chat.books.people.roles(chat.resident, meeting.neighbourhood_id)


async def organised(chat: Chat) -> Meeting | None:
    """The meeting at hand, for who may organise it; everybody else is told that it is not for them."""
    meeting = await at_hand(chat)
    if meeting is None or await roles_at(chat, meeting) & STAFF:
        return meeting
    await chat.say(_("That is only for people who help to organise. Are you one of them? Ask for an invitation link."))
    return None
