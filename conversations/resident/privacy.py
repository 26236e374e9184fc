"""Privacy: what is kept, why, how long, and who sees it."""

from bot.dialogue import Chat, conversation
from bot.language import _, _n, lines
from bot.neighbourhood.consent import KEEPING_MONTHS
from bot.neighbourhood.permissions import COME_IN


@conversation("privacy", action=COME_IN, commands=("privacy",), about=_("What we keep, and why"), aside=True)
async def privacy(chat: Chat) -> None:
    """The whole story in plain words."""
    await chat.say(
        lines(
            _("Why: to find out together what the neighbourhood needs, and to do something about it."),
            _("Why we may: because you said yes. You can change your mind at any time."),
        ),
        lines(
            _("What: your language, your answers, your ideas with their photos and places."),
            _("Also: the number of your Telegram account, to send you messages. It is not your phone number."),
            _("Not: your phone number. And not your name, unless you put it with an idea yourself."),
        ),
        _n(
            "How long: until {count} month after the project. Then only totals remain.",
            "How long: until {count} months after the project. Then only totals remain.",
            KEEPING_MONTHS,
        ),
        _("Who sees it: the people who organise this in your neighbourhood."),
        _("Telegram itself can read what you send here: a chat with a bot is not end-to-end encrypted."),
        title=_("What we keep, and why"),
    )
