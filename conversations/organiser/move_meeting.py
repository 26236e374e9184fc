"""Moving or cancelling a meeting: everybody who said yes or maybe hears of it."""

from bot.dialogue import Chat, conversation
from bot.language import Text, _, _n, paragraphs
from bot.neighbourhood.kinds import Choices, OpenText, YesNo
from bot.neighbourhood.meetings import Meeting
from bot.neighbourhood.meetings.card import when
from bot.neighbourhood.meetings.meeting import PLANNED
from bot.neighbourhood.meetings.reminders import CHOICES
from bot.neighbourhood.meetings.times import end_of, moment
from bot.neighbourhood.permissions import ORGANISE_MEETINGS
from bot.neighbourhood.widgets import Option
from conversations.meetings import organised
from conversations.organiser.new_meeting import ask_day, ask_end, ask_start


@conversation("move-meeting", action=ORGANISE_MEETINGS)
async def move_meeting(chat: Chat) -> None:
    """Another day and time, after showing who hears of it."""
    meeting = await _planned(chat)
    if meeting is None:
        return
    zone = chat.now.tzinfo
    chat.steps(3)
    day = await ask_day(chat)
    start = await ask_start(chat, day)
    end = await ask_end(chat, day, start)
    starts, ends = moment(day, start, zone), end_of(day, start, end, zone)
    if starts is None or ends is None:
        raise ValueError("a time that does not exist was taken")  # the questions refuse it
    shown = paragraphs(when(starts, ends, zone), await _heard_by(chat, meeting))
    await chat.confirm(_("Shall I move it?"), yes=_("✅ Yes, move it"), body=shown)
    if chat.fresh and (starts, ends) != (meeting.starts, meeting.ends):
        await chat.books.meetings.move(meeting, starts, ends, zone, chat.now)
    await chat.say(_("It has been moved. Whoever said yes or maybe hears of it now, and reminders move along."))
    chat.then("organise", chat.arguments)


@conversation("cancel-meeting", action=ORGANISE_MEETINGS)
async def cancel_meeting(chat: Chat) -> None:
    """It does not take place."""
    meeting = await _planned(chat)
    if meeting is None:
        return
    question = paragraphs(_("Shall I cancel {title}?", title=meeting.name), await _heard_by(chat, meeting))
    if not await chat.ask(YesNo("sure", question, yes=_("Yes, cancel it"), no=_("No, leave it"))):
        await chat.say(_("Fine, it stays."))
        return
    reason = OpenText("reason", _("What shall I tell people? Why is that?"), most=300, optional=True, personal=True)
    told = await chat.ask(reason)
    if chat.fresh:
        await chat.books.meetings.cancel(meeting, chat.now, reason=told or "")
    await chat.say(_("It has been cancelled. Whoever said yes or maybe hears of it now."))


@conversation("set-reminders", action=ORGANISE_MEETINGS)
async def set_reminders(chat: Chat) -> None:
    """When people who come are reminded."""
    meeting = await _planned(chat)
    if meeting is None:
        return
    options = (*CHOICES, *_own(meeting))
    asked = Choices("reminders", _("When shall I remind people who come, or perhaps come?"), options, least=0)
    chosen = [int(one) for one in await chat.ask(asked)]
    if chat.fresh:
        await chat.books.meetings.set_reminders(meeting, chosen, chat.now.tzinfo, chat.now)
    count = len(chosen)
    told = _n("I remind them {count} time.", "I remind them {count} times.", count) if count else _("I remind nobody.")
    await chat.say(told)
    chat.then("organise", chat.arguments)


def _own(meeting: Meeting) -> list[Option]:
    known = {one.key for one in CHOICES}
    return [
        Option(str(one), _("{count} minutes before", count=one)) for one in meeting.reminders if str(one) not in known
    ]


async def _planned(chat: Chat) -> Meeting | None:
    """The meeting at hand, when it is still to come."""
    meeting = await organised(chat)
    if meeting is None:
        return None
    chat.called(meeting.name)
    if meeting.state == PLANNED and (chat.now < meeting.starts or chat.correcting):
        return meeting
    await chat.say(_("It has begun already, or does not take place. See what there is: /meetings"))
    chat.leave()
    return None


async def _heard_by(chat: Chat, meeting: Meeting) -> Text:
    people = await chat.books.attendances.coming(meeting.id)
    return _n("{count} person hears of it.", "{count} people hear of it.", len(people)) if people else ""
