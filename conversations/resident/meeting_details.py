"""What goes with a yes: guests, a table, help, and a name for the list."""

from typing import Any

from bot.dialogue import Chat, Check, conversation
from bot.language import Joined, Text, _, _n
from bot.neighbourhood.kinds import Choice, Choices, OpenText
from bot.neighbourhood.meetings import Meeting, Table
from bot.neighbourhood.meetings.meeting import HELPS, YES
from bot.neighbourhood.meetings.seats import HELD, room
from bot.neighbourhood.permissions import TAKE_PART
from bot.neighbourhood.widgets import Option
from conversations.meetings import at_hand
from conversations.resident.coming import leave_other_tables

NO_TABLE = "none"


@conversation("meeting-guests", action=TAKE_PART)
async def guests(chat: Chat) -> None:
    """How many guests they bring; there must be seats for them."""
    meeting = await _coming_to(chat)
    if meeting is None:
        return
    tables = await chat.books.tables.of(meeting.id)
    fits = {}
    for count in range(meeting.most_guests + 1):
        fits[count] = await chat.books.seats.fit(meeting, chat.resident.id, 1 + count, tables)
    options = tuple(Option(str(count), str(count)) for count in fits)
    question = Choice("guests", _("How many guests do you bring? You yourself are not counted."), options, columns=5)
    count = int(await chat.ask(question, _enough(fits)))
    if not chat.fresh:
        return
    before = await chat.books.attendances.of(meeting.id, chat.resident.id)
    await chat.books.attendances.put(meeting.id, chat.resident, guests=count)
    if before is not None and count < before.guests:
        chat.books.meetings.look_at_seats(meeting, chat.now)
    chat.then("meeting", chat.arguments)


def _enough(fits: dict[int, int | None]) -> Check:
    def judge(value: Any) -> Text | None:
        seats = fits.get(int(value))
        if seats is None:
            return None
        free = max(seats - 1, 0)
        return _n(
            "There is room for {count} guest of yours. Choose fewer guests.",
            "There is room for {count} guests of yours. Choose fewer guests.",
            free,
        )

    return judge


@conversation("meeting-table", action=TAKE_PART)
async def table(chat: Chat) -> None:
    """At which table they sit; at a full one they wait."""
    meeting = await _coming_to(chat)
    if meeting is None:
        return
    tables = {str(one.id): one for one in await chat.books.tables.of(meeting.id)}
    options = [Option(key, await _with_room(chat, one)) for key, one in tables.items()]
    options.append(Option(NO_TABLE, _("I do not mind")))
    chosen = await chat.ask(Choice("table", _("At which table would you like to sit?"), tuple(options)))
    if not chat.fresh:
        return
    mine = await chat.books.attendances.of(meeting.id, chat.resident.id)
    if chosen == NO_TABLE or mine is None:
        await leave_other_tables(chat, meeting, 0)
    else:
        at = tables[chosen]
        state = await chat.books.seats.take(meeting, chat.resident.id, mine.party, chat.now, at)
        if state == HELD:
            await leave_other_tables(chat, meeting, at.id)
    chat.then("meeting", chat.arguments)


async def _with_room(chat: Chat, one: Table) -> Text:
    free = room(await chat.books.seats.claims(one.meeting_id, one.id), one.seats)
    if free is None:
        return one.name
    return Joined((one.name, _n("({count} free)", "({count} free)", free) if free else _("(full)")), " ")


@conversation("meeting-help", action=TAKE_PART)
async def helping(chat: Chat) -> None:
    """What they can do to help."""
    meeting = await _coming_to(chat)
    if meeting is None:
        return
    helps = await chat.ask(Choices("helps", _("What would you like to do?"), HELPS, least=0))
    if chat.fresh:
        await chat.books.attendances.put(meeting.id, chat.resident, helps=helps)
    if helps:
        await chat.say(_("Thank you! The organiser sees that you help."))
    chat.then("meeting", chat.arguments)


@conversation("meeting-name", action=TAKE_PART)
async def name(chat: Chat) -> None:
    """A name for the organiser's list; nobody has to give one."""
    meeting = await _coming_to(chat)
    if meeting is None:
        return
    hint = _("Only the organisers see it. So they know you at the door.")
    asked = OpenText("name", _("Under which name may they expect you?"), most=100, personal=True, hint=hint)
    given = await chat.ask(asked)
    if chat.fresh:
        await chat.books.attendances.put(meeting.id, chat.resident, name=given)
    chat.then("meeting", chat.arguments)


async def _coming_to(chat: Chat) -> Meeting | None:
    """The meeting at hand, for who said yes; the card for everybody else."""
    meeting = await at_hand(chat)
    if meeting is None:
        return None
    chat.called(meeting.name)
    mine = await chat.books.attendances.of(meeting.id, chat.resident.id)
    if mine is not None and mine.answer == YES and meeting.expects(chat.now):
        return meeting
    chat.then("meeting", chat.arguments)
    chat.leave()
    return None
