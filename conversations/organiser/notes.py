"""Notes of the tables: points, photos and commitments; and a point that becomes an idea."""

from dataclasses import replace

from bot.dialogue import Chat, Start, conversation
from bot.language import Joined, Text, _, _n
from bot.neighbourhood.kinds import Choice, Photos
from bot.neighbourhood.meetings import Meeting, Note, Points
from bot.neighbourhood.meetings.card import title
from bot.neighbourhood.meetings.meeting import COMMITMENT, POINT
from bot.neighbourhood.permissions import HOST_TABLES, ORGANISE_MEETINGS
from bot.neighbourhood.themes import THEMES
from conversations.meetings import at_hand, may_there, organised

MOST_PHOTOS = 10
SHORT = 40
MOST_BUTTONS = 30


@conversation("table-notes", action=HOST_TABLES)
async def table_notes(chat: Chat) -> None:
    """What was said at a table, by its host or an organiser."""
    meeting = await at_hand(chat)
    table = await chat.books.tables.get(int(chat.arguments["table"])) if meeting else None
    if meeting is None or (table is not None and table.meeting_id != meeting.id):
        return
    hosts = table is not None and table.host_id == chat.resident.id
    if not hosts and not await may_there(chat, ORGANISE_MEETINGS, meeting):
        await chat.say(_("Only the host of the table writes its notes."))
        return
    chat.called(meeting.name)
    chat.steps(3)
    points = await chat.ask(Points("points", _("What was said at the table?"), hint=_DONE))
    photos = Photos("photos", _("Do you have photos of the notes?"), most=MOST_PHOTOS, optional=True)
    await chat.ask(photos)
    who = Points("commitments", _("Who said they would do what?"), optional=True, hint=_WHO)
    commitments = await chat.ask(who)
    await chat.confirm(_("Is this what was said?"), yes=_("✅ Yes, keep it"))
    if not chat.fresh:
        return
    at = table.id if table else None
    await chat.books.notes.write(chat.talk, meeting.id, at, POINT, points)
    await chat.books.notes.write(chat.talk, meeting.id, at, COMMITMENT, commitments or [])
    await chat.say(_("Thank you! The notes are kept, and go into the report."))


@conversation("meeting-notes", action=ORGANISE_MEETINGS, aside=True)
async def meeting_notes(chat: Chat) -> None:
    """All notes, with a button to make an idea of each point."""
    if meeting := await organised(chat):
        await _show(chat, meeting)


async def _show(chat: Chat, meeting: Meeting) -> None:
    about = {"meeting": meeting.id}
    notes = await chat.books.notes.of(meeting.id)
    tables = await chat.books.tables.of(meeting.id)
    names = {one.id: one.name for one in tables}
    fresh = [one for one in notes if one.kind == POINT and one.idea_id is None][:MOST_BUTTONS]
    starts = [Start(f"💡 {_short(one.text)}", "note-idea", {**about, "note": str(one.id)}) for one in fresh]
    starts += [Start(Joined(("📝", one.name), " "), "table-notes", {**about, "table": one.id}) for one in tables] or [
        Start(_("📝 Write notes"), "table-notes", {**about, "table": 0})
    ]
    starts.append(Start(_("⬅️ Back"), "organise", about))
    shown = (*listed(notes, names), _("Tap a point to make an idea of it.") if fresh else "")
    if not notes:
        shown = (_("Nothing was noted yet."),)
    photos = await chat.books.notes.photos(meeting.id)
    taken = _n("{count} photo", "{count} photos", photos) if photos else ""
    await chat.say(*shown, taken, title=title(meeting), starts=tuple(starts), in_place=True)


def listed(notes: list[Note], names: dict[int, Text]) -> list[Text]:
    """The notes table by table, each table as one paragraph."""
    found: list[Text] = []
    for table in dict.fromkeys(one.table_id for one in notes):
        here = [one for one in notes if one.table_id == table]
        name = Joined(("🪑", names[table]), " ") if table in names else ""
        found.append(Joined((name, *(f"{_sign(one)} {one.text}" for one in here)), "\n"))
    return found


def _sign(one: Note) -> str:
    return "🤝" if one.kind == COMMITMENT else "💡" if one.idea_id else "•"


def _short(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


@conversation("note-idea", action=ORGANISE_MEETINGS)
async def note_idea(chat: Chat) -> None:
    """A point of a table becomes an idea; it belongs to the meeting, not to who writes it down."""
    meeting = await organised(chat)
    note = await chat.books.notes.get(int(chat.arguments["note"])) if meeting else None
    if meeting is None or note is None or note.meeting_id != meeting.id:
        return
    if note.idea_id is not None and not chat.correcting:
        await chat.say(_("That is an idea already."))
        chat.then("meeting-notes", {"meeting": meeting.id})
        return
    question = Joined((f"“{note.text}”", _("What is this idea about?")), "\n")
    theme = await chat.ask(Choice("theme", question, THEMES, columns=2))
    if not chat.fresh:
        return
    talk = replace(chat.talk, channel="meeting", neighbourhood_id=meeting.neighbourhood_id)
    made = await chat.books.ideas.hand_in(
        chat.resident, talk, theme=theme, text=note.text, place=None, photos=[], name=""
    )
    await chat.books.notes.became(note.id, made.id)
    await chat.say(_("It is an idea now, number {number}.", number=made.id))
    chat.then("meeting-notes", {"meeting": meeting.id})


_DONE = _("Send the points one by one, a few words each. Tap “Done” after the last one.")
_WHO = _("For example: Jan asks the municipality about the bench. Nobody? Tap “Skip”.")
