"""What the conversations about meetings share: the meeting at hand, and who may do what with it."""

from bot.dialogue import Chat
from bot.dialogue.permitted import NotPermitted
from bot.language import _
from bot.neighbourhood.meetings import Meeting
from bot.neighbourhood.permissions import ORGANISE_MEETINGS


async def at_hand(chat: Chat, *, changes: bool = True) -> Meeting | None:
    """The meeting this conversation is about; when there is none for this resident, that is said.

    With `changes` nobody else changes its seats until the end of the turn.
    """
    books, number = chat.books, int(chat.arguments.get("meeting", 0))
    meeting = await (books.meetings.lock(number) if changes else books.meetings.get(number))
    if meeting is not None and meeting.neighbourhood_id in await books.people.neighbourhoods(chat.resident):
        return meeting
    await chat.say(_("That meeting is not there any more. See what there is: /meetings"))
    return None


async def may_there(chat: Chat, action: str, meeting: Meeting) -> bool:
    """Whether the resident may do this in the neighbourhood of this meeting, wherever they are themselves."""
    return await chat.books.people.may(chat.resident, action, meeting.neighbourhood_id)


async def organised(chat: Chat, *, changes: bool = True) -> Meeting | None:
    """The meeting at hand, for who may organise it; NotPermitted for everybody else."""
    meeting = await at_hand(chat, changes=changes)
    if meeting is not None and not await may_there(chat, ORGANISE_MEETINGS, meeting):
        raise NotPermitted(ORGANISE_MEETINGS)
    return meeting
