"""A meeting as its organisers see it: how it stands, and everything they can do with it."""

from bot.dialogue import Chat, Start, conversation
from bot.language import Joined, Text, _, _n, lines
from bot.language.catalogue import own_name
from bot.neighbourhood.kinds.choice import label_of
from bot.neighbourhood.meetings import Attendance, Meeting, Sheet
from bot.neighbourhood.meetings.card import card, title
from bot.neighbourhood.meetings.meeting import CLOSED, HELPS, MAYBE, PLANNED
from bot.neighbourhood.meetings.seats import HELD, OFFERED
from bot.neighbourhood.permissions import ORGANISE_MEETINGS
from conversations.meetings import organised

MOST_NAMED = 60


@conversation("organise", action=ORGANISE_MEETINGS, aside=True)
async def organise(chat: Chat) -> None:
    """The card of a meeting for its organisers."""
    meeting = await organised(chat)
    if meeting is None:
        return
    place = await chat.books.neighbourhoods.get(meeting.neighbourhood_id)
    untold = meeting.untold(place.languages) if place else []
    names = ", ".join(own_name(code) for code in untold)
    missing = _("✍️ Not yet told in: {languages}", languages=names) if untold else ""
    sheet = await chat.books.attendances.sheet(meeting.id)
    shown = (*card(meeting, chat.now.tzinfo), standing(meeting, sheet), missing)
    starts = tuple(_starts(chat, meeting))
    await chat.say(*shown, title=title(meeting), starts=starts, columns=2, in_place=True)


def standing(meeting: Meeting, sheet: Sheet) -> Text:
    """Who comes, in numbers."""
    helped = [Joined((f"{count}×", label_of(HELPS, what)), " ") for what, count in sheet.helps.items()]
    capacity = _("of {count}", count=meeting.capacity) if meeting.capacity else ""
    return lines(
        Joined((_("✅ Come: {count}", count=sheet.taken), capacity), " "),
        _("🤔 Maybe: {count}", count=sheet.maybe) if sheet.maybe else "",
        _("⏳ Waiting list: {count}", count=sheet.waiting) if sheet.waiting else "",
        _("❌ Cannot: {count}", count=sheet.no) if sheet.no else "",
        _("🤝 Help: {what}", what=Joined(tuple(helped), ", ")) if helped else "",
        _("🚪 Were there: {count}", count=sheet.came + meeting.walk_ins) if sheet.came + meeting.walk_ins else "",
    )


def _starts(chat: Chat, meeting: Meeting) -> list[Start]:
    about = {"meeting": meeting.id}
    begun = meeting.starts <= chat.now
    if meeting.state == CLOSED:
        return [
            Start(_("📄 Report"), "meeting-report", about),
            Start(_("📝 Notes"), "meeting-notes", about),
            Start(_("👥 Who came"), "who-comes", about),
        ]
    if meeting.state != PLANNED:
        return [Start(_("➕ A new meeting"), "new-meeting")]
    found = [
        Start(_("👥 Who comes"), "who-comes", about),
        Start(_("🪑 Tables"), "meeting-tables", about),
        Start(_("🚪 At the door"), "door", about),
        Start(_("🖨 Poster"), "poster", about),
    ]
    if not begun:
        found += [
            Start(_("✏️ Change"), "change-meeting", about),
            Start(_("🕑 Move"), "move-meeting", about),
            Start(_("⏰ Reminders"), "set-reminders", about),
            Start(_("☑️ Checklist"), "checklist", about),
            Start(_("❌ Cancel it"), "cancel-meeting", about),
        ]
    else:
        found += [
            Start(_("📝 Notes"), "meeting-notes", about),
            Start(_("🏁 Close"), "close-meeting", about),
        ]
    return [*found, Start(_("👀 As people see"), "meeting", about)]


@conversation("who-comes", action=ORGANISE_MEETINGS, aside=True)
async def who_comes(chat: Chat) -> None:
    """Everybody who comes, perhaps comes or waits; with the names they gave."""
    meeting = await organised(chat)
    if meeting is None:
        return
    people = await chat.books.attendances.coming(meeting.id)
    seated: dict[int, Text] = {}
    for table in await chat.books.tables.of(meeting.id):
        claims = await chat.books.seats.claims(meeting.id, table.id)
        seated.update({claim.who: table.name for claim in claims if claim.state == HELD})
    named = [_person(one, state, seated.get(one.resident_id, "")) for one, state in people[:MOST_NAMED]]
    rest = len(people) - len(named)
    more = _n("And {count} more.", "And {count} more.", rest) if rest > 0 else ""
    sheet = await chat.books.attendances.sheet(meeting.id)
    back = (Start(_("⬅️ Back"), "organise", {"meeting": meeting.id}),)
    shown = lines(*named) if named else _("Nobody answered yet.")
    await chat.say(shown, more, standing(meeting, sheet), title=title(meeting), starts=back, in_place=True)


def _person(one: Attendance, state: str, table: Text) -> Text:
    sign = "🤔" if one.answer == MAYBE else "🚪" if one.came else "✅" if state in (HELD, OFFERED, "") else "⏳"
    name = one.name or _("someone without a name")
    guests = f"+{one.guests}" if one.guests else ""
    helps = Joined(tuple(label_of(HELPS, what) for what in one.helps), ", ")
    at = Joined(("🪑", table), " ") if table else ""
    return Joined((sign, name, guests, at, helps), " ")
