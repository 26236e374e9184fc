"""Help: how this works, in a few lines."""

from bot.dialogue import Chat, conversation
from bot.language import _, lines
from bot.neighbourhood.permissions import COME_IN


@conversation("help", action=COME_IN, commands=("help",), about=_("Help"), aside=True)
async def help_(chat: Chat) -> None:
    """The few things worth knowing."""
    await chat.say(
        lines(
            _("Tap the buttons, or type your answer."),
            _("Made a mistake? Tap “Back”. Or edit your own message, and I change your answer."),
            _("No time now? Put your phone away. You can go on later where you were."),
        ),
        lines(
            _("/menu – everything you can do"),
            _("/meetings – when we meet"),
            _("/cancel – stop what you are doing"),
            _("/language – another language"),
            _("/privacy – what we keep, and why; and words about you that must go"),
            _("/stop – no more messages from us"),
        ),
        lines(
            _("A real person? Ask the organiser of your neighbourhood."),
            _("In danger? Call 112. Thoughts of suicide? Call 113, day and night."),
        ),
        title=_("How it works"),
    )
