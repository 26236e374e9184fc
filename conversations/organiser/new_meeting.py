"""A new meeting: a few questions and a preview; or one like last time, with only another day."""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from bot.dialogue import Chat, Check, Start, conversation
from bot.language import Joined, Text, _, paragraphs
from bot.neighbourhood import links
from bot.neighbourhood.kinds import Choice, Number, OpenText
from bot.neighbourhood.meetings import Brief, Day, Hour, Meeting
from bot.neighbourhood.meetings.card import card, title
from bot.neighbourhood.meetings.meeting import KINDS, LONGEST_ADDRESS, LONGEST_TITLE, MOST_PEOPLE
from bot.neighbourhood.meetings.times import end_of, moment, refused_start
from bot.neighbourhood.permissions import ORGANISE_MEETINGS
from bot.neighbourhood.widgets import Option

STEPS = 7
USUAL_STARTS = ("10:00", "14:00", "19:30", "20:00")
USUAL_LENGTHS = (90, 120, 150, 180)  # minutes
LONGEST = timedelta(hours=12)


@conversation(
    "new-meeting", action=ORGANISE_MEETINGS, commands=("bijeenkomst", "meeting"), about=_("Organise a meeting")
)
async def new_meeting(chat: Chat) -> None:
    """Ask what is needed, show it as people will see it, and put it in the agenda."""
    place = await chat.neighbourhood()
    earlier = await _earlier(chat)
    brief = await _again(chat, earlier) if earlier else await _asked(chat)
    shown = paragraphs(title(brief), *card(brief, chat.now.tzinfo), _seats(brief))
    yes = _("✅ Put it in the agenda")
    await chat.confirm(_("This is how people see it. Is it right?"), yes=yes, body=shown)
    made = await chat.books.meetings.make(chat.resident, chat.talk, brief, chat.now.tzinfo, chat.now)
    if chat.correcting:
        lead = _("It is in the agenda already. Change it here, so that people hear of it.")
        await chat.say(lead, starts=(Start(_("⚙️ Organise"), "organise", {"meeting": made.id}),))
        return
    if earlier:
        await chat.books.tables.copy(earlier.id, made.id)
        await chat.books.checklists.copy(earlier.id, made.id)
        await chat.books.meetings.plan(made, chat.now.tzinfo, chat.now)
    address = await chat.address(links.Link("meeting", str(made.id), place.slug))
    await chat.say(
        _("It is in the agenda. This link leads people to it:"),
        address,
        _("Add more whenever you like: a text, tables, reminders, a poster."),
        starts=(Start(_("⚙️ Organise"), "organise", {"meeting": made.id}),),
    )


async def _earlier(chat: Chat) -> Meeting | None:
    """The meeting that is copied, when there is one and the organiser wants it so."""
    place = await chat.neighbourhood()
    number = await chat.once("earlier", lambda: _newest(chat, place.id))
    earlier = await chat.books.meetings.get(number) if number else None
    if earlier is None:
        return None
    options = (
        Option("copy", Joined(("📄", _("Like {title}", title=earlier.name)), " ")),
        Option("new", _("➕ Something new")),
    )
    how = await chat.ask(Choice("how", _("Is it like the last one, or something new?"), options))
    return earlier if how == "copy" else None


async def _newest(chat: Chat, neighbourhood_id: int) -> int | None:
    found = await chat.books.meetings.newest(neighbourhood_id)
    return found.id if found else None


async def _again(chat: Chat, earlier: Meeting) -> Brief:
    zone = chat.now.tzinfo
    at = earlier.starts.astimezone(zone).time()
    day = await ask_day(chat, at)
    return earlier.again(_moment(day, at, zone))


async def _asked(chat: Chat) -> Brief:
    chat.steps(STEPS)
    kind = await chat.ask(Choice("kind", _("What kind of meeting is it?"), KINDS))
    named = await chat.ask(OpenText("title", _("What is it called?"), most=LONGEST_TITLE, personal=True))
    day = await ask_day(chat)
    start = await ask_start(chat, day)
    end = await ask_end(chat, day, start)
    address = await chat.ask(OpenText("address", _("Where is it?"), most=LONGEST_ADDRESS, personal=True, hint=_WHERE))
    most = Number("capacity", _("How many people fit?"), low=1, high=MOST_PEOPLE, optional=True, hint=_FITS)
    capacity = await chat.ask(most)
    zone = chat.now.tzinfo
    starts, ends = _moment(day, start, zone), end_of(day, start, end, zone)
    called = {chat.resident.language: named}
    return Brief(kind, called, starts, ends or starts, address, int(capacity) if capacity else None)


async def ask_day(chat: Chat, at: time | None = None) -> date:
    """The day; with a time of day it must be one that is still to come then."""

    def judge(value: Any) -> Text | None:
        return refused_start(date.fromisoformat(value), at or time(23, 59), chat.now.tzinfo, chat.now)

    async def today() -> str:
        return chat.now.date().isoformat()

    begun = date.fromisoformat(await chat.once("today", today))
    return date.fromisoformat(await chat.ask(Day("day", _("On which day?"), begun), judge))


async def ask_start(chat: Chat, day: date) -> time:
    """When it starts: a time that exists on that day, and is still to come."""

    def judge(value: Any) -> Text | None:
        return refused_start(day, time.fromisoformat(value), chat.now.tzinfo, chat.now)

    asked = Hour("start", _("At what time does it start?"), USUAL_STARTS)
    return time.fromisoformat(await chat.ask(asked, judge))


async def ask_end(chat: Chat, day: date, start: time) -> time:
    """When it ends."""
    asked = Hour("end", _("And until when?"), usual_ends(start))
    return time.fromisoformat(await chat.ask(asked, _judge_end(day, start, chat.now.tzinfo)))


def usual_ends(start: time) -> tuple[str, ...]:
    """The times to tap for the end."""
    begin = datetime.combine(date.min, start)
    return tuple((begin + timedelta(minutes=length)).time().isoformat("minutes") for length in USUAL_LENGTHS)


def _judge_end(day: date, start: time, zone: tzinfo | None) -> Check:
    def judge(value: Any) -> Text | None:
        begins, ends = moment(day, start, zone), end_of(day, start, time.fromisoformat(value), zone)
        if begins is None or ends is None:
            return _("That night the clock goes forward: {time} does not exist then. Choose another time.", time=value)
        if ends - begins > LONGEST:
            return _("That is more than 12 hours. Type until when it lasts, for example 21:30.")
        return None

    return judge


def _moment(day: date, at: time, zone: tzinfo | None) -> datetime:
    found = moment(day, at, zone)
    if found is None:
        raise ValueError(f"{day} {at} does not exist")  # the question refused it
    return found


def _seats(brief: Brief) -> Text:
    return _("Seats: {count}", count=brief.capacity) if brief.capacity else ""


_WHERE = _("The place and the address, as people find it.")
_FITS = _("When it is full, there is a waiting list by itself. No limit? Tap “Skip”.")
