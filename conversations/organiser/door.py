"""At the door: checking people in from the list, and counting who has no Telegram."""

from bot.dialogue import Chat, Start, conversation
from bot.language import Text, _, _n
from bot.neighbourhood.kinds import Number
from bot.neighbourhood.meetings import Attendance, Meeting
from bot.neighbourhood.meetings.card import title
from bot.neighbourhood.meetings.meeting import MOST_PEOPLE, PLANNED
from bot.neighbourhood.permissions import ORGANISE_MEETINGS
from conversations.meetings import organised

ON_A_PAGE = 20


@conversation("door", action=ORGANISE_MEETINGS, aside=True)
async def door(chat: Chat) -> None:
    """Who is expected, with a button to check each of them in or to take that back."""
    meeting = await organised(chat)
    if meeting is None:
        return
    if meeting.state == PLANNED and "person" in chat.arguments:
        who = await chat.books.people.person(int(chat.arguments["person"]))
        known = await chat.books.attendances.of(meeting.id, who.id) if who else None
        if who is not None and known is not None:
            await chat.books.attendances.put(meeting.id, who, came=chat.now if chat.arguments["there"] else None)
    await _show(chat, meeting, int(chat.arguments.get("page", 0)))


async def _show(chat: Chat, meeting: Meeting, page: int) -> None:
    people = sorted((one for one, _state in await chat.books.attendances.coming(meeting.id)), key=_order)
    pages = max((len(people) - 1) // ON_A_PAGE, 0)
    page = min(page, pages)
    about = {"meeting": meeting.id}
    here = {**about, "page": page}
    starts = [_tick(one, here, number) for number, one in enumerate(people, 1)][page * ON_A_PAGE :][:ON_A_PAGE]
    if page < pages:
        starts.append(Start(_("➡️ Next page"), "door", {**about, "page": page + 1}))
    if page:
        starts.append(Start(_("⬅️ Page before"), "door", {**about, "page": page - 1}))
    starts += [Start(_("🚶 Without Telegram"), "walk-ins", about), Start(_("⬅️ Back"), "organise", about)]
    sheet = await chat.books.attendances.sheet(meeting.id)
    there = _n("{count} person is there.", "{count} people are there.", sheet.came + meeting.walk_ins)
    told = _("Tap a name when somebody comes in.") if people else _("Nobody answered yet.")
    await chat.say(there, told, title=title(meeting), starts=tuple(starts), in_place=True)


def _order(one: Attendance) -> tuple[bool, str]:
    return not one.name, one.name.casefold()


def _tick(one: Attendance, here: dict[str, int], number: int) -> Start:
    sign = "✅" if one.came else "⬜"
    guests = f" +{one.guests}" if one.guests else ""
    named: Text = f"{sign} {one.name}{guests}"
    if not one.name:
        named = _("{sign} No name ({number}){guests}", sign=sign, number=number, guests=guests)
    # The button says which way it goes, so a press that comes twice does nothing.
    return Start(named, "door", {**here, "person": one.resident_id, "there": one.came is None})


@conversation("walk-ins", action=ORGANISE_MEETINGS)
async def walk_ins(chat: Chat) -> None:
    """How many people came who have no Telegram."""
    meeting = await organised(chat)
    if meeting is None:
        return
    chat.called(meeting.name)
    asked = Number("count", _("How many people came without Telegram, in all?"), low=0, high=MOST_PEOPLE)
    count = int(await chat.ask(asked))
    if chat.fresh:
        await chat.books.meetings.change(meeting, walk_ins=count)
    chat.then("door", {"meeting": meeting.id})
