"""Checking in at a meeting, with the code on the poster at the door."""

from bot.dialogue import Chat, conversation
from bot.language import Text, When, _
from bot.neighbourhood.meetings import Meeting
from bot.neighbourhood.meetings.card import title
from bot.neighbourhood.meetings.meeting import DOOR_OPENS, PLANNED
from bot.neighbourhood.permissions import TAKE_PART
from conversations.meetings import at_hand


@conversation("check-in", action=TAKE_PART, aside=True)
async def check_in(chat: Chat) -> None:
    """Somebody is there: it counts during the meeting, and once."""
    meeting = await at_hand(chat)
    if meeting is None:
        return
    if refused := _refused(chat, meeting):
        await chat.say(refused)
        return
    fresh = await chat.books.attendances.check_in(meeting.id, chat.resident, chat.now)
    places = await chat.books.seats.of(meeting.id, chat.resident.id)
    at = [one for one in await chat.books.tables.of(meeting.id) if one.id in places]
    await chat.say(
        _("Welcome! You are on the list.") if fresh else _("You were on the list already. Welcome!"),
        *(_("Your table: {table}", table=one.name) for one in at),
        title=title(meeting),
    )


def _refused(chat: Chat, meeting: Meeting) -> Text:
    """Why this code does not count now, if it does not."""
    if chat.arguments["code"] != meeting.door:
        return _("That code is not of this meeting. Scan the one on the poster at the door.")
    if meeting.state != PLANNED or meeting.door_is_open(chat.now):
        return "" if meeting.state == PLANNED else _("This meeting is over, or does not take place.")
    if chat.now < meeting.starts:
        opens = (meeting.starts - DOOR_OPENS).astimezone(chat.now.tzinfo)
        told = _("{day} at {time}", day=When(opens, "day"), time=When(opens, "time"))
        return _("You are early! Checking in is possible from {moment}.", moment=told)
    return _("This meeting is over. Tell the organiser that you were there.")
