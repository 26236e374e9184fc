"""Closing a meeting: who was there, what was decided, and what people hear of it. Then the report is there."""

from bot.dialogue import Chat, Start, conversation
from bot.language import Joined, Text, _, _n, lines
from bot.neighbourhood.kinds import Number, OpenText
from bot.neighbourhood.meetings import Meeting, Points
from bot.neighbourhood.meetings.card import facts, title
from bot.neighbourhood.meetings.meeting import LONGEST_TEXT, MOST_PEOPLE, PLANNED, texts
from bot.neighbourhood.permissions import ORGANISE_MEETINGS
from conversations.meetings import organised
from conversations.organiser.notes import listed

STEPS = 4


@conversation("close-meeting", action=ORGANISE_MEETINGS)
async def close_meeting(chat: Chat) -> None:
    """A few questions; then everybody who answered hears what came of it."""
    meeting = await organised(chat)
    if meeting is None:
        return
    chat.called(meeting.name)
    if meeting.state != PLANNED or chat.now < meeting.starts:
        await chat.say(_("This meeting cannot be closed (any more). See what there is: /meetings"))
        chat.leave()
        return
    chat.steps(STEPS)
    sheet = await chat.books.attendances.sheet(meeting.id)
    told = _n("{count} person checked in with Telegram.", "{count} people checked in with Telegram.", sheet.came)
    asked = _("How many people came without Telegram, in all?")
    before = _("You counted {count} already.", count=meeting.walk_ins) if meeting.walk_ins else ""
    hint = Joined((told, before), " ")
    walk_ins = await chat.ask(Number("walk-ins", asked, low=0, high=MOST_PEOPLE, hint=hint))
    organisations = OpenText(
        "organisations", _("Which organisations were there?"), most=500, optional=True, personal=True
    )
    present = await chat.ask(organisations)
    decided = await chat.ask(Points("decisions", _("What was decided?"), optional=True, hint=_DECIDED))
    outcome = await chat.ask(
        OpenText("outcome", _("What came of it?"), most=LONGEST_TEXT, personal=True, hint=_OUTCOME)
    )
    await chat.confirm(_("Is this right? Everybody who answered hears what came of it."), yes=_("✅ Yes, close it"))
    report = {"walk_ins": int(walk_ins), "organisations": present or "", "decisions": decided or []}
    if not chat.fresh:
        return
    outcomes = {chat.resident.language: outcome}
    await chat.books.meetings.closed(meeting, chat.now, **report, outcome=outcomes)
    await chat.say(
        _("The meeting is closed. I thank everybody, and tell them what came of it."),
        starts=(Start(_("📄 Report"), "meeting-report", {"meeting": meeting.id}),),
    )


@conversation("meeting-report", action=ORGANISE_MEETINGS, aside=True)
async def meeting_report(chat: Chat) -> None:
    """The report of a closed meeting."""
    meeting = await organised(chat)
    if meeting is None:
        return
    back = (Start(_("⬅️ Back"), "organise", {"meeting": meeting.id}),)
    await chat.say(*await _report(chat, meeting), title=title(meeting), starts=back, in_place=True)


async def _report(chat: Chat, meeting: Meeting) -> list[Text]:
    sheet = await chat.books.attendances.sheet(meeting.id)
    tables = await chat.books.tables.of(meeting.id)
    notes = await chat.books.notes.of(meeting.id)
    ideas = sum(one.idea_id is not None for one in notes)
    came = sheet.came + meeting.walk_ins
    there = _n("{count} person was there", "{count} people were there", came)
    without = _n("{count} of them without Telegram", "{count} of them without Telegram", meeting.walk_ins)
    return [
        facts(meeting, chat.now.tzinfo),
        Joined((there, without if meeting.walk_ins else ""), ", "),
        _("Organisations: {names}", names=meeting.organisations) if meeting.organisations else "",
        texts(meeting.outcome),
        lines(_("Decided:"), *(f"• {one}" for one in meeting.decisions)) if meeting.decisions else "",
        *listed(notes, {one.id: one.name for one in tables}),
        _n("{count} point became an idea.", "{count} points became ideas.", ideas) if ideas else "",
    ]


_DECIDED = _("Send the decisions one by one, and tap “Done” after the last one. Nothing? Tap “Skip”.")
_OUTCOME = _("A few sentences. I send them to everybody who came, and to who could not.")
