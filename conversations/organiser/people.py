"""How people with a role, and invitations that wait, are shown to who manages them."""

from datetime import datetime

from bot.dialogue import Chat
from bot.language import Text, _
from bot.neighbourhood.permissions import APPOINTING
from bot.neighbourhood.roles import INVITED, NAMES


def named(number: int, called: Text) -> Text:
    """By which name they are known; the end of their number when nobody gave one."""
    return called or _("someone without a name, number {number}", number=f"{number % 10_000:04}")


def with_role(number: int, called: Text, role: str) -> Text:
    """Who, in which role."""
    return _("{name}: {role}", name=named(number, called), role=NAMES[role])


def day(chat: Chat, moment: datetime) -> str:
    """The day of a moment, as it is written in the Netherlands."""
    local = moment.astimezone(chat.now.tzinfo)
    return f"{local.day}-{local.month}-{local.year}"


def moment_of(chat: Chat, moment: datetime) -> str:
    """Day and time of a moment."""
    return f"{day(chat, moment)}, {moment.astimezone(chat.now.tzinfo):%H:%M}"


async def appoints(chat: Chat) -> list[str]:
    """The roles that the resident may give and take away."""
    return [role for role in INVITED if await chat.may(APPOINTING[role])]
