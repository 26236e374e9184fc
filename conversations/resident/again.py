"""Messages again, after /stop."""

from bot.dialogue import Chat, conversation
from bot.language import _
from bot.neighbourhood.permissions import COME_IN


@conversation("again", action=COME_IN, aside=True)
async def again(chat: Chat) -> None:
    """Subscribe again."""
    chat.change_resident(state="active")
    await chat.say(_("Welcome back! You will hear from us now and then."))
