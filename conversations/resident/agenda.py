"""The agenda: which meetings there are, and how to have them in one's own calendar."""

from bot.dialogue import Chat, Start, conversation
from bot.language import Text, _, lines
from bot.neighbourhood.meetings import Meeting
from bot.neighbourhood.meetings.card import title, when
from bot.neighbourhood.permissions import ORGANISE_MEETINGS, TAKE_PART

MOST_SHOWN = 20


@conversation(
    "agenda", action=TAKE_PART, commands=("agenda", "meetings"), about=_("Meetings in the neighbourhood"), aside=True
)
async def agenda(chat: Chat) -> None:
    """What is still to come; for who organises also what has to be closed."""
    place = await chat.neighbourhood()
    ahead = (await chat.books.meetings.ahead(place.id, chat.now))[:MOST_SHOWN]
    starts = [Start(title(one), "meeting", {"meeting": one.id, "below": True}) for one in ahead]
    if await chat.may(ORGANISE_MEETINGS):
        behind = (await chat.books.meetings.behind(place.id, chat.now))[:3]
        starts += [Start(_("🏁 {title}", title=title(one)), "organise", {"meeting": one.id}) for one in behind]
        starts.append(Start(_("➕ A new meeting"), "new-meeting"))
    if await chat.books.identity.address():
        starts.append(Start(_("📆 In my own calendar"), "calendar"))
    shown: list[Text] = [_line(chat, one) for one in ahead] or [_("Nothing is planned at the moment.")]
    told = _("Tap a meeting to see more, or to say that you come.") if ahead else ""
    await chat.say(*shown, told, title=_("Meetings in {name}", name=place.name), starts=tuple(starts))


def _line(chat: Chat, one: Meeting) -> Text:
    return lines(title(one), when(one.starts, one.ends, chat.now.tzinfo))
