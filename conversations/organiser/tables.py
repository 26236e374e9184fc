"""The stamtafels of a meeting: their themes, seats and hosts."""

from typing import Any

from bot.dialogue import Chat, Start, conversation
from bot.language import Joined, Text, _, _n, lines
from bot.neighbourhood.kinds import Choice, Number, OpenText
from bot.neighbourhood.meetings import Meeting, Table
from bot.neighbourhood.meetings.card import title
from bot.neighbourhood.meetings.meeting import LONGEST_TITLE, PLANNED
from bot.neighbourhood.meetings.seats import taken
from bot.neighbourhood.permissions import HOST_TABLES, ORGANISE_MEETINGS
from bot.neighbourhood.widgets import Option
from conversations.meetings import at_hand, may_there, organised

MOST_SEATS = 100


@conversation("meeting-tables", action=ORGANISE_MEETINGS, aside=True)
async def tables(chat: Chat) -> None:
    """All tables, each with a button to change it."""
    meeting = await organised(chat)
    if meeting is None:
        return
    found = await chat.books.tables.of(meeting.id)
    about = {"meeting": meeting.id}
    shown = [await _line(chat, one) for one in found] or [_("There are no tables yet.")]
    starts = [Start(Joined(("✏️", one.name), " "), "change-table", {**about, "table": one.id}) for one in found]
    starts += [Start(_("➕ Add a table"), "add-table", about), Start(_("⬅️ Back"), "organise", about)]
    hint = _("Carriers and organisers take a table themselves: they open the meeting, and tap “Host a table”.")
    await chat.say(*shown, hint if found else "", title=title(meeting), starts=tuple(starts), in_place=True)


async def _line(chat: Chat, one: Table) -> Text:
    sat = taken(await chat.books.seats.claims(one.meeting_id, one.id))
    of = _("{taken} of {count} seats taken", taken=sat, count=one.seats) if one.seats else ""
    seats = of or _n("{count} person sits here", "{count} people sit here", sat)
    host = _("Host: {name}", name=one.host) if one.host else _("No host yet")
    return lines(Joined(("🪑", one.name), " "), host, seats)


@conversation("add-table", action=ORGANISE_MEETINGS)
async def add_table(chat: Chat) -> None:
    """A theme, and how many seats there are."""
    meeting = await _planned(chat)
    if meeting is None:
        return
    theme = await chat.ask(OpenText("theme", _("What is this table about?"), most=LONGEST_TITLE, personal=True))
    asked = Number("seats", _("How many seats does it have?"), low=1, high=MOST_SEATS, optional=True, hint=_LIMIT)
    seats = await chat.ask(asked)
    if chat.fresh and not chat.correcting:
        language = chat.resident.language
        await chat.books.tables.add(meeting.id, {language: theme}, int(seats) if seats else None)
    chat.then("meeting-tables", chat.arguments)


@conversation("change-table", action=ORGANISE_MEETINGS)
async def change_table(chat: Chat) -> None:
    """Another theme, more or fewer seats, no host, or no table."""
    meeting = await _planned(chat)
    table = await chat.books.tables.get(int(chat.arguments["table"])) if meeting else None
    if meeting is None or table is None or table.meeting_id != meeting.id:
        chat.then("meeting-tables", chat.arguments)
        return
    what = await chat.ask(Choice("what", Joined(("🪑", table.name), " "), _CHANGES, columns=2))
    if what == "theme":
        theme = await chat.ask(OpenText("theme", _("What is this table about?"), most=LONGEST_TITLE, personal=True))
        changes: dict[str, Any] = {"theme": {**table.theme, chat.resident.language: theme}}
    elif what == "seats":
        changes = {"seats": await _seats(chat, meeting, table)}
    else:
        changes = {"host_id": None, "host": ""}
    if chat.fresh and what == "remove":
        await chat.books.seats.clear(meeting, table.id)
        await chat.books.tables.remove(table.id)
    elif chat.fresh:
        await chat.books.tables.change(table.id, **changes)
        chat.books.meetings.look_at_seats(meeting, chat.now)
    chat.then("meeting-tables", {"meeting": meeting.id})


async def _seats(chat: Chat, meeting: Meeting, table: Table) -> int | None:
    low = max(taken(await chat.books.seats.claims(meeting.id, table.id)), 1)
    asked = Number("seats", _("How many seats does it have?"), low=low, high=MOST_SEATS, optional=True, hint=_LIMIT)
    seats = await chat.ask(asked)
    return int(seats) if seats else None


async def _planned(chat: Chat) -> Meeting | None:
    meeting = await organised(chat)
    if meeting is not None and meeting.state == PLANNED:
        chat.called(meeting.name)
        return meeting
    return None


@conversation("host-table", action=HOST_TABLES)
async def host_table(chat: Chat) -> None:
    """A carrier or organiser takes a table."""
    meeting = await at_hand(chat)
    if meeting is None or not await may_there(chat, HOST_TABLES, meeting) or meeting.state != PLANNED:
        return
    chat.called(meeting.name)
    mine = chat.resident.id
    free = [one for one in await chat.books.tables.of(meeting.id) if one.host_id in (None, mine)]
    if not free:
        await chat.say(_("Every table has a host already. Thank you for offering!"))
        return
    options = tuple(Option(str(one.id), one.name) for one in free)
    chosen = await chat.ask(Choice("table", _("Which table would you like to host?"), options))
    hint = _("People at the meeting see it.")
    name = await chat.ask(OpenText("name", _("Under which name?"), most=100, personal=True, hint=hint))
    if not chat.fresh:
        return
    if await chat.books.tables.host(int(chosen), chat.resident, name):
        await chat.say(_("Thank you for hosting! During the meeting you note down here what is said at your table."))
    else:
        await chat.say(_("Somebody else was just before you. Choose another table."))
    chat.then("meeting", chat.arguments)


_LIMIT = _("No limit? Tap “Skip”.")
_CHANGES = (
    Option("theme", _("🏷 Theme")),
    Option("seats", _("👥 Seats")),
    Option("host", _("🙋 No host any more")),
    Option("remove", _("🗑 Remove the table")),
)
