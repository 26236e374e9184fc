"""The organiser's own checklist: what must be done how long before a meeting, with a reminder of each."""

from bot.dialogue import Chat, Start, conversation
from bot.language import Joined, Text, _
from bot.neighbourhood.kinds import Choice, OpenText
from bot.neighbourhood.kinds.choice import label_of
from bot.neighbourhood.meetings import Meeting
from bot.neighbourhood.meetings.card import title
from bot.neighbourhood.meetings.reminders import CHOICES, before
from bot.neighbourhood.permissions import ORGANISE_MEETINGS
from conversations.meetings import organised


@conversation("checklist", action=ORGANISE_MEETINGS, aside=True)
async def checklist(chat: Chat) -> None:
    """What is to be done, and what was done."""
    if meeting := await organised(chat):
        await show(chat, meeting)


async def show(chat: Chat, meeting: Meeting) -> None:
    """Show the checklist, with a button for each thing that is not done."""
    about = {"meeting": meeting.id}
    tasks = await chat.books.checklists.of(meeting.id)
    starts = [
        Start(Joined(("☑️", one.text), " "), "task-done", {**about, "task": one.id}) for one in tasks if one.done is None
    ]
    starts += [Start(_("➕ Add something"), "add-task", about), Start(_("⬅️ Back"), "organise", about)]
    shown: list[Text] = [
        Joined(("✅" if one.done else "⬜", one.text, "–", label_of(CHOICES, str(one.minutes))), " ") for one in tasks
    ]
    lines = Joined(tuple(shown), "\n") if shown else _("Nothing is on your list yet.")
    await chat.say(lines, title=title(meeting), starts=tuple(starts), in_place=True)


@conversation("add-task", action=ORGANISE_MEETINGS)
async def add_task(chat: Chat) -> None:
    """What, and how long before the meeting the reminder comes."""
    meeting = await organised(chat)
    if meeting is None:
        return
    chat.called(meeting.name)
    hint = _("For example: order coffee.")
    text = await chat.ask(OpenText("text", _("What must be done?"), most=200, personal=True, hint=hint))
    zone = chat.now.tzinfo
    left = tuple(one for one in CHOICES if before(meeting.starts, int(one.key), zone) > chat.now)
    options = left or CHOICES[-1:]
    minutes = int(await chat.ask(Choice("when", _("When shall I remind you?"), options)))
    if chat.fresh and not chat.correcting:
        task = await chat.books.checklists.add(meeting.id, text, minutes)
        at = max(before(meeting.starts, minutes, zone), chat.now)
        chat.books.meetings.tell(meeting, "task", f"task:{task.id}", at, task=task.id)
    chat.then("checklist", {"meeting": meeting.id})


@conversation("task-done", action=ORGANISE_MEETINGS, aside=True)
async def task_done(chat: Chat) -> None:
    """Tick it off."""
    meeting = await organised(chat)
    if meeting is None:
        return
    await chat.books.checklists.tick(int(chat.arguments["task"]), chat.now)
    await show(chat, meeting)
