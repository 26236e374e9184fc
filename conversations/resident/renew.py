"""Renew: what we keep, or why, has changed. Who agreed to an earlier consent is asked again, once."""

from bot.dialogue import Chat, conversation
from bot.language import _, paragraphs
from bot.neighbourhood import consent
from bot.neighbourhood.kinds import Choice, YesNo
from bot.neighbourhood.permissions import COME_IN
from bot.neighbourhood.widgets import Option

NO = (
    Option("agree", _("I do agree after all")),
    Option("stop", _("Keep what I said, and stop")),
    Option("remove", _("Remove everything about me")),
)


@conversation("renew", action=COME_IN, aside=True)
async def renew(chat: Chat) -> None:
    """What is new, and a yes or a no to that; a no stops, or removes everything."""
    since = await chat.once("since", lambda: _agreed_before(chat))
    changed = paragraphs(_("Something changed in what we keep, or why. Is that all right?"), *consent.news_since(since))
    yes, no = _("Yes, all right"), _("No, thank you")
    agreed = await chat.ask(YesNo("agree", changed, yes=yes, no=no, hint=_MORE))
    way = "agree" if agreed else await chat.ask(Choice("no", _("That is fine. What shall I do?"), NO))
    if way == "remove":
        chat.then("forget")
    elif way == "stop":
        chat.change_resident(state="stopped")
        await chat.say(
            _("You get no more messages from us. What you said before stays as it was agreed then."),
            _("When you write something, I ask again. Remove it after all? /forgetme"),
        )
    else:
        await _agree(chat)


async def _agree(chat: Chat) -> None:
    await chat.books.people.agree_again(chat.resident, consent.VERSION)
    chat.change_resident(agreed=consent.VERSION)
    if chat.arguments.get("payload"):
        chat.then("welcome", {"payload": chat.arguments["payload"]})
    elif chat.arguments.get("then"):
        chat.then(chat.arguments["then"], subject=chat.arguments.get("subject"))
    else:
        await chat.say(_("Thank you. We can go on: send again what you wanted to say, or choose from the menu: /menu"))


async def _agreed_before(chat: Chat) -> str:
    return chat.resident.agreed


_MORE = _("Read all of it: /privacy. Until you choose I keep nothing new.")
