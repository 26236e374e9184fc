"""A poster to print: the invitation, or the code with which people check in at the door."""

from bot.dialogue import Chat, conversation
from bot.language import _
from bot.neighbourhood import links
from bot.neighbourhood.kinds import Choice
from bot.neighbourhood.permissions import ORGANISE_MEETINGS
from bot.neighbourhood.widgets import Option
from conversations.meetings import organised

WHICH = (
    Option("meeting", _("📣 Invitation")),
    Option("check-in", _("🚪 Check-in at the door")),
)
FORMS = (
    Option("pdf", _("PDF, to print")),
    Option("svg", _("SVG, to design with")),
)


@conversation("poster", action=ORGANISE_MEETINGS)
async def poster(chat: Chat) -> None:
    """Which poster, and as which kind of file."""
    meeting = await organised(chat)
    place = await chat.books.neighbourhoods.get(meeting.neighbourhood_id) if meeting else None
    if meeting is None or place is None:
        return
    chat.called(meeting.name)
    which = await chat.ask(Choice("which", _("Which poster would you like?"), WHICH))
    form = await chat.ask(Choice("form", _("As which kind of file?"), FORMS))
    name = str(meeting.id) if which == "meeting" else f"{meeting.id}-{meeting.door}"
    link = links.write(links.Link(which, name, place.slug))
    about = {"meeting": meeting.id, "link": link, "form": form}
    chat.job("poster", {**about, "chat": chat.resident.chat, "language": chat.resident.language})
    await chat.say(_("Here it comes. Hang it where people pass by."))
