"""What residents hear of a meeting without asking: a reminder, a change, a seat, thanks. These scripts ask nothing."""

from bot.dialogue import Chat, Start, conversation
from bot.language import Text, _, lines
from bot.neighbourhood.meetings import Meeting
from bot.neighbourhood.meetings.card import facts, title, when
from bot.neighbourhood.meetings.meeting import MAYBE, NO, YES, texts
from bot.neighbourhood.meetings.reminders import when_is_it
from bot.neighbourhood.permissions import TAKE_PART
from conversations.meetings import at_hand

STOP: Text = _("No more messages from us? /stop")


@conversation("meeting-reminder", action=TAKE_PART, aside=True)
async def reminder(chat: Chat) -> None:
    """It is soon."""
    meeting = await at_hand(chat, changes=False)
    if meeting is None:
        return
    mine = await chat.books.attendances.of(meeting.id, chat.resident.id)
    soon = when_is_it(meeting.starts, chat.now, chat.now.tzinfo)
    perhaps = mine is not None and mine.answer == MAYBE
    lead = _("It is {when}. Do you come?", when=soon) if perhaps else _("It is {when}. See you there!", when=soon)
    more = Start(_("👀 See more"), "meeting", {"meeting": meeting.id})
    starts: tuple[Start, ...] = (_coming(meeting, NO, _("❌ I cannot")), more)
    if perhaps:
        starts = (_coming(meeting, YES, _("✅ Yes, I come")), *starts)
    await chat.say(lead, facts(meeting, chat.now.tzinfo), STOP, title=title(meeting), starts=starts, columns=2)


@conversation("meeting-moved", action=TAKE_PART, aside=True)
async def moved(chat: Chat) -> None:
    """It is at another time."""
    meeting = await at_hand(chat, changes=False)
    if meeting is None:
        return
    starts = (_coming(meeting, YES, _("✅ I still come")), _coming(meeting, NO, _("❌ I cannot")))
    lead = _("This meeting has been moved. It is now:")
    await chat.say(lead, facts(meeting, chat.now.tzinfo), STOP, title=title(meeting), starts=starts, columns=2)


@conversation("meeting-cancelled", action=TAKE_PART, aside=True)
async def cancelled(chat: Chat) -> None:
    """It does not take place."""
    meeting = await at_hand(chat, changes=False)
    if meeting is None:
        return
    at = when(meeting.starts, meeting.ends, chat.now.tzinfo)
    lead = lines(_("Unfortunately this meeting does not take place."), at)
    starts = (Start(_("📅 Other meetings"), "agenda"),)
    await chat.say(lead, chat.arguments.get("reason", ""), STOP, title=title(meeting), starts=starts)


@conversation("meeting-seat", action=TAKE_PART, aside=True)
async def seat(chat: Chat) -> None:
    """A seat came free: kept for them for a time, or in the last round for whoever taps first."""
    meeting = await at_hand(chat, changes=False)
    if meeting is None:
        return
    place = chat.arguments.get("place", 0)
    table = await chat.books.tables.get(place) if place else None
    claim = (await chat.books.seats.of(meeting.id, chat.resident.id)).get(place)
    lead = _("A seat has come free at the table {table}!", table=table.name) if table else _("A seat has come free!")
    if chat.arguments.get("last"):
        how = _("Whoever taps first has it.")
    else:
        until = when_is_it(claim.until, chat.now, chat.now.tzinfo) if claim and claim.until else ""
        how = _("I keep it for you until {when}.", when=until)
    about = {"meeting": meeting.id, "place": place}
    starts = (Start(_("✅ I take it"), "take-seat", about), Start(_("❌ No, thank you"), "leave-seat", about))
    shown = (lead, how, facts(meeting, chat.now.tzinfo), STOP)
    await chat.say(*shown, title=title(meeting), starts=starts, columns=2)


@conversation("meeting-thanks", action=TAKE_PART, aside=True)
async def thanks(chat: Chat) -> None:
    """Thanks to who came, and what came of it to everybody who answered."""
    meeting = await at_hand(chat, changes=False)
    if meeting is None:
        return
    mine = await chat.books.attendances.of(meeting.id, chat.resident.id)
    if mine and mine.came:
        lead = _("Thank you for coming!")
    elif mine and mine.answer == NO:
        lead = _("You could not come. This is what came of it.")
    else:
        lead = _("This is what came of it.")
    ideas = (Start(_("💡 Hand in an idea"), "idea"), Start(_("📅 Other meetings"), "agenda"))
    decided = lines(_("Decided:"), *(f"• {one}" for one in meeting.decisions)) if meeting.decisions else ""
    await chat.say(lead, texts(meeting.outcome), decided, STOP, title=title(meeting), starts=ideas)


@conversation("meeting-replied", action=TAKE_PART, aside=True)
async def replied(chat: Chat) -> None:
    """The organiser answered a question."""
    meeting = await at_hand(chat, changes=False)
    if meeting is None:
        return
    enquiry = await chat.books.enquiries.get(int(chat.arguments.get("enquiry", 0)))
    if enquiry is not None:
        starts = (Start(_("👀 See the meeting"), "meeting", {"meeting": meeting.id}),)
        asked = _("You asked: {question}", question=enquiry.text)
        await chat.say(asked, _("The organiser answers:"), enquiry.answer, title=title(meeting), starts=starts)


def _coming(meeting: Meeting, answer: str, label: Text) -> Start:
    return Start(label, "coming", {"meeting": meeting.id, "answer": answer})
