"""A meeting: what it is, how it stands with the reader, and what they can do about it."""

from bot.dialogue import Chat, Start, conversation
from bot.language import Text, _
from bot.neighbourhood.meetings import Attendance, Meeting, Table
from bot.neighbourhood.meetings.card import card, numbers, title, yours
from bot.neighbourhood.meetings.meeting import MAYBE, NO, YES
from bot.neighbourhood.meetings.seats import HELD, OFFERED, Claim
from bot.neighbourhood.permissions import HOST_TABLES, ORGANISE_MEETINGS, TAKE_PART
from conversations.meetings import at_hand, may_there

AT_MEETING = 0


@conversation("meeting", action=TAKE_PART, aside=True)
async def meeting(chat: Chat) -> None:
    """The card of a meeting."""
    if found := await at_hand(chat):
        await show(chat, found)


async def show(chat: Chat, meeting: Meeting, lead: Text = "") -> None:
    """Show the card, in the place of the one whose button was tapped. `lead` says what just changed."""
    books = chat.books
    mine = await books.attendances.of(meeting.id, chat.resident.id)
    places = await books.seats.of(meeting.id, chat.resident.id)
    tables = await books.tables.of(meeting.id)
    sheet = await books.attendances.sheet(meeting.id)
    expected = meeting.expects(chat.now)
    starts = [*_answers(meeting, mine, places, tables)] if expected else []
    starts += await _more(chat, meeting, tables, expected=expected)
    told = yours(mine, places.get(AT_MEETING), tables, places) if expected else ""
    counted = numbers(meeting, sheet) if expected else ""
    paragraphs = (lead, *card(meeting, chat.now.tzinfo), counted, told)
    below = bool(chat.arguments.get("below"))  # the agenda it was chosen from stays in sight
    await chat.say(*paragraphs, title=title(meeting), starts=tuple(starts), columns=2, in_place=not below)


def _answers(meeting: Meeting, mine: Attendance | None, places: dict[int, Claim], tables: list[Table]) -> list[Start]:
    """Saying whether one comes, and what goes with a yes."""
    seat = places.get(AT_MEETING)
    if mine is None or mine.answer != YES or seat is None:
        said = mine.answer if mine else ""
        choices = ((YES, _("✅ Yes, I come")), (MAYBE, _("🤔 Maybe")), (NO, _("❌ I cannot")))
        return [_coming(meeting, answer, label) for answer, label in choices if answer == YES or answer != said]
    if seat.state == OFFERED:
        return [_coming(meeting, YES, _("✅ I take it")), _coming(meeting, NO, _("❌ No, thank you"))]
    about = {"meeting": meeting.id}
    found = [Start(_("👥 My guests"), "meeting-guests", about)] if meeting.most_guests else []
    if tables and seat.state == HELD:
        found.append(Start(_("🪑 My table"), "meeting-table", about))
    found += [
        Start(_("🤝 I can help"), "meeting-help", about),
        Start(_("✏️ My name"), "meeting-name", about),
        _coming(meeting, MAYBE, _("🤔 Maybe")),
        _coming(meeting, NO, _("❌ I cannot")),
    ]
    return found


def _coming(meeting: Meeting, answer: str, label: Text) -> Start:
    return Start(label, "coming", {"meeting": meeting.id, "answer": answer})


async def _more(chat: Chat, meeting: Meeting, tables: list[Table], *, expected: bool) -> list[Start]:
    """What one can do besides, by role."""
    about = {"meeting": meeting.id}
    found: list[Start] = []
    if expected:
        found.append(Start(_("❓ Ask a question"), "ask-organiser", about))
        found.append(Start(_("📆 Calendar file"), "meeting-file", about))
    if meeting.latitude is not None:
        found.append(Start(_("🗺 On the map"), "meeting-map", about))
    if meeting.survey_id is not None:
        found.append(Start(_("📋 The questions"), "survey", subject=meeting.survey_id))
    hosts = await may_there(chat, HOST_TABLES, meeting)
    if hosts and expected and any(one.host_id is None for one in tables):
        found.append(Start(_("🙋 Host a table"), "host-table", about))
    for one in tables:
        if hosts and one.host_id == chat.resident.id:
            found.append(Start(_("📝 Table notes"), "table-notes", {**about, "table": one.id}))
    if await may_there(chat, ORGANISE_MEETINGS, meeting):
        found.append(Start(_("⚙️ Organise"), "organise", about))
    return found


@conversation("meeting-map", action=TAKE_PART, aside=True)
async def on_the_map(chat: Chat) -> None:
    """Where it is, as a place on the map."""
    found = await at_hand(chat)
    if found and found.latitude is not None and found.longitude is not None:
        await chat.point(title(found), found.address, found.latitude, found.longitude)
