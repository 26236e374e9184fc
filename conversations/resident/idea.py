"""An idea: the theme first, then the words, photos, the place, and with a name or without."""

from bot.dialogue import Chat, conversation
from bot.language import Text, _
from bot.neighbourhood.ideas import LONGEST
from bot.neighbourhood.kinds import Choice, OpenText, Photos, Place
from bot.neighbourhood.permissions import TAKE_PART
from bot.neighbourhood.themes import THEMES
from bot.neighbourhood.widgets import Option

MOST_PHOTOS = 5
STEPS = 5
NAMED = (
    Option("without", _("Without my name")),
    Option("with", _("With my name")),
)


@conversation("idea", action=TAKE_PART, commands=("idee", "idea"), about=_("Hand in an idea"), daily=20)
async def idea(chat: Chat) -> None:
    """A wish, worry or plan in the resident's own words."""
    chat.steps(STEPS)
    theme = await chat.ask(Choice("theme", _("What is your idea about?"), THEMES, columns=2))
    text = await chat.ask(OpenText("text", _("Tell us: what is your idea?"), most=LONGEST, hint=_TEXT))
    photos = await chat.ask(
        Photos("photos", _("Do you have a photo with it?"), most=MOST_PHOTOS, optional=True, hint=_PHOTO)
    )
    place = await chat.ask(Place("place", _("Is it about a certain place?"), optional=True))
    named = await chat.ask(Choice("named", _("Shall we put your name with it?"), NAMED))
    chat.steps(STEPS + (named == "with"))
    name = await _name(chat) if named == "with" else ""
    await chat.confirm(_("Is this your idea?"), yes=_("✅ Yes, hand it in"))
    await chat.books.ideas.hand_in(
        chat.resident, chat.talk, theme=theme, text=text, place=place, photos=photos or [], name=name
    )
    await chat.say(_("Thank you for your idea! You will hear what becomes of it."), _WHERE)


async def _name(chat: Chat) -> str:
    name: str = await chat.ask(OpenText("name", _("Which name shall we put with it?"), most=100, personal=True))
    return name


_TEXT: Text = _("In your own words.")
_PHOTO: Text = _("Send it with the paper clip 📎. More than one is fine. Please show nobody who can be recognised.")
_WHERE: Text = _("You can still see, change or remove it: /mine")
