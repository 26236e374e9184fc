"""Yes, maybe or no: one tap, and another one any time. Seats are given in the order in which people come."""

from bot.dialogue import Chat, conversation
from bot.language import Text, _
from bot.neighbourhood.meetings import Meeting
from bot.neighbourhood.meetings.meeting import MAYBE, YES
from bot.neighbourhood.meetings.seats import HELD
from bot.neighbourhood.permissions import TAKE_PART
from conversations.meetings import at_hand
from conversations.resident.meeting import show


@conversation("coming", action=TAKE_PART, aside=True)
async def coming(chat: Chat) -> None:
    """Store what they say, and show the card with what they can do next."""
    meeting = await at_hand(chat)
    if meeting is None:
        return
    if not meeting.expects(chat.now):
        await show(chat, meeting, _("This meeting is over, or does not take place."))
        return
    await show(chat, meeting, await _said(chat, meeting, chat.arguments["answer"]))


async def _said(chat: Chat, meeting: Meeting, answer: str) -> Text:
    mine = await chat.books.attendances.put(meeting.id, chat.resident, answer=answer)
    if answer != YES:
        await chat.books.seats.leave(meeting, chat.resident.id, chat.now)
        return _("Noted. You can still change your mind.") if answer == MAYBE else _("Thank you for saying so.")
    state = await chat.books.seats.take(meeting, chat.resident.id, mine.party, chat.now)
    return _("Good that you come!") if state == HELD else _("It is full now. You are on the waiting list.")


@conversation("take-seat", action=TAKE_PART, aside=True)
async def take_seat(chat: Chat) -> None:
    """Take a seat that came free, at the meeting or at a table."""
    meeting = await at_hand(chat)
    mine = await chat.books.attendances.of(meeting.id, chat.resident.id) if meeting else None
    if meeting is None or mine is None or not meeting.expects(chat.now):
        if meeting is not None:
            await show(chat, meeting)
        return
    place = int(chat.arguments["place"])
    tables = {one.id: one for one in await chat.books.tables.of(meeting.id)}
    if place and place not in tables:
        await show(chat, meeting, _("That table is not there any more."))
        return
    state = await chat.books.seats.take(meeting, chat.resident.id, mine.party, chat.now, tables.get(place))
    if state == HELD and place:
        await leave_other_tables(chat, meeting, place)
    if state == HELD:
        lead = _("The seat is yours.")
    else:
        lead = _("Somebody was just before you. You are still on the waiting list.")
    await show(chat, meeting, lead)


@conversation("leave-seat", action=TAKE_PART, aside=True)
async def leave_seat(chat: Chat) -> None:
    """Do not take the seat that was offered; at a table one only stops waiting for that table."""
    meeting = await at_hand(chat)
    if meeting is None:
        return
    place = int(chat.arguments["place"])
    if place:
        await chat.books.seats.leave(meeting, chat.resident.id, chat.now, place)
        await show(chat, meeting, _("Fine, somebody else gets it."))
    else:
        await show(chat, meeting, await _said(chat, meeting, "no"))


async def leave_other_tables(chat: Chat, meeting: Meeting, place: int) -> None:
    """One sits at one table."""
    for other in await chat.books.seats.of(meeting.id, chat.resident.id):
        if other not in (0, place):
            await chat.books.seats.leave(meeting, chat.resident.id, chat.now, other)
