"""What organisers hear of a meeting without asking: a task, a question, a meeting to close."""

from bot.dialogue import Chat, Start, conversation
from bot.language import Text, _
from bot.neighbourhood.kinds import OpenText
from bot.neighbourhood.meetings.card import title
from bot.neighbourhood.meetings.reminders import when_is_it
from bot.neighbourhood.permissions import ORGANISE_MEETINGS
from conversations.meetings import organised


@conversation("meeting-to-close", action=ORGANISE_MEETINGS, aside=True)
async def to_close(chat: Chat) -> None:
    """The meeting is over and its report is not there yet."""
    if meeting := await organised(chat, changes=False):
        starts = (Start(_("🏁 Close"), "close-meeting", {"meeting": meeting.id}),)
        lead = _("How was it? Close the meeting, so that everybody hears what came of it. It takes a few minutes.")
        await chat.say(lead, title=title(meeting), starts=starts)


@conversation("meeting-task", action=ORGANISE_MEETINGS, aside=True)
async def task(chat: Chat) -> None:
    """Something on the checklist is due."""
    meeting = await organised(chat, changes=False)
    found = await chat.books.checklists.get(int(chat.arguments["task"])) if meeting else None
    if meeting is None or found is None or found.done is not None:
        return
    about = {"meeting": meeting.id, "task": found.id}
    starts = (
        Start(_("☑️ Done"), "task-done", about),
        Start(_("📋 The checklist"), "checklist", {"meeting": meeting.id}),
    )
    soon = when_is_it(meeting.starts, chat.now, chat.now.tzinfo)
    told = _("The meeting is {when}.", when=soon)
    await chat.say(_("On your list: {task}", task=found.text), told, title=title(meeting), starts=starts, columns=2)


@conversation("meeting-asked", action=ORGANISE_MEETINGS, aside=True)
async def asked(chat: Chat) -> None:
    """A resident has a question."""
    meeting = await organised(chat, changes=False)
    found = await chat.books.enquiries.get(int(chat.arguments["enquiry"])) if meeting else None
    if meeting is not None and found is not None:
        about = {"meeting": meeting.id, "enquiry": str(found.id)}
        starts = (Start(_("✍️ Answer"), "answer-enquiry", about),)
        await chat.say(_question(found.text), title=title(meeting), starts=starts)


def _question(text: str) -> Text:
    return _("A neighbour asks: {question}", question=text)


@conversation("answer-enquiry", action=ORGANISE_MEETINGS)
async def answer_enquiry(chat: Chat) -> None:
    """The organiser answers; the answer goes to who asked."""
    meeting = await organised(chat)
    found = await chat.books.enquiries.get(int(chat.arguments["enquiry"])) if meeting else None
    if meeting is None or found is None or found.meeting_id != meeting.id:
        return
    chat.called(meeting.name)
    if found.answer and chat.talk.state != "done" and not chat.just_answered("answer"):
        await chat.say(_("This question was answered already: {answer}", answer=found.answer))
        chat.leave()
        return
    text = await chat.ask(OpenText("answer", _question(found.text), most=1000, personal=True))
    if not chat.fresh:
        return
    await chat.books.enquiries.answer(found.id, text)
    chat.books.meetings.tell(
        meeting, "replied", f"replied:{found.id}", chat.now, enquiry=str(found.id), resident=found.resident_id
    )
    await chat.say(_("Your answer is on its way."))
