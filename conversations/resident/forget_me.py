"""Forget me: everything about the resident is removed, after asking twice."""

from bot.dialogue import Chat, conversation
from bot.language import _, lines, paragraphs
from bot.neighbourhood.kinds import Choice, YesNo
from bot.neighbourhood.permissions import COME_IN
from bot.neighbourhood.widgets import Option

SURE = (
    Option("keep", _("No, keep everything")),
    Option("remove", _("Yes, remove everything for good")),
)


@conversation("forget", action=COME_IN, commands=("vergeetmij", "forgetme"), about=_("Remove everything about me"))
async def forget_me(chat: Chat) -> None:
    """Two steps, because there is no way back."""
    what = lines(
        _("Then your answers, ideas, photos and settings are gone from here."),
        _("What was said in public, or stands in a file that was made before, cannot always be called back."),
        _("Telegram keeps the messages of this chat itself. You can delete the chat there."),
    )
    wanted = await chat.ask(YesNo("wanted", paragraphs(_("Shall I remove everything about you?"), what)))
    if wanted and await chat.ask(Choice("sure", _("Are you sure? There is no way back."), SURE)) == "remove":
        await chat.books.people.forget(chat.resident)
        chat.forget()
        await chat.say(_("Done. I know nothing about you any more. You are always welcome again: /start"))
    else:
        await chat.say(_("Fine, everything stays as it is."))
