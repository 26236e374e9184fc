"""Around a meeting: a question to its organiser, a file for the calendar, and a calendar that stays up to date."""

from bot.dialogue import Chat, conversation
from bot.language import _
from bot.neighbourhood.kinds import OpenText
from bot.neighbourhood.permissions import TAKE_PART
from conversations.meetings import at_hand


@conversation("ask-organiser", action=TAKE_PART)
async def ask_organiser(chat: Chat) -> None:
    """A question to who organises it; the answer comes here."""
    meeting = await at_hand(chat)
    if meeting is None:
        return
    chat.called(meeting.name)
    text = await chat.ask(OpenText("question", _("What would you like to ask the organiser?"), most=500))
    if not chat.fresh:
        return
    number = await chat.books.enquiries.ask(chat.resident, chat.talk, meeting.id, text)
    chat.books.meetings.tell(meeting, "asked", f"asked:{number}", chat.now, enquiry=number)
    await chat.say(_("I pass your question on. You get the answer here."))


@conversation("meeting-file", action=TAKE_PART, aside=True)
async def file(chat: Chat) -> None:
    """The meeting as a file that every calendar reads."""
    if meeting := await at_hand(chat):
        asked = {"meeting": meeting.id, "language": chat.resident.language, "chat": chat.resident.chat}
        chat.job("calendar", asked)
        await chat.say(_("Here comes a file. Open it, and the meeting is in your calendar."))


@conversation("calendar", action=TAKE_PART, aside=True)
async def calendar(chat: Chat) -> None:
    """The address of a calendar with the meetings one comes to. A new one each time: an old one then stops."""
    home = await chat.books.identity.address()
    if not home:
        await chat.say(_("That is not possible here. Open a meeting and tap “Calendar file” instead: /meetings"))
        return
    code = await chat.books.feeds.make(chat.resident)
    await chat.say(
        _("Add this address to your calendar, as a calendar from the internet:"),
        f"{home}/calendar/{code}.ics",
        _("The meetings you come to are in it, also when one moves. It takes some hours before you see a change."),
        _("Keep this address to yourself. Do you ask for it again? Then you get a new one, and this one stops."),
        title=_("📆 In your own calendar"),
    )
