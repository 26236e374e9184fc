"""My contributions: what I handed in and answered, and changing or taking it back."""

from typing import Any

from bot.dialogue import Chat, conversation
from bot.language import Joined, PerLanguage, _, lines
from bot.neighbourhood.kinds import Choice, YesNo
from bot.neighbourhood.kinds.choice import label_of
from bot.neighbourhood.permissions import TAKE_PART
from bot.neighbourhood.themes import THEMES
from bot.neighbourhood.widgets import Option

MOST_SHOWN = 20
SHORT = 40


@conversation("mine", action=TAKE_PART, commands=("mijn", "mine"), about=_("My contributions"))
async def mine(chat: Chat) -> None:
    """Choose one of one's contributions, and what to do with it."""
    options = tuple(_option(*one) for one in await chat.once("all", lambda: _all(chat)))
    if not options:
        await chat.say(_("You have not handed in anything yet. An idea? /idea"))
        return
    chosen: str = await chat.ask(
        Choice("which", _("This is what you handed in. Choose one to see or change it."), options)
    )
    kind, _colon, number = chosen.partition(":")
    if kind == "survey":
        await chat.revise(int(number))
    else:
        await _one_idea(chat, int(number))


async def _one_idea(chat: Chat, number: int) -> None:
    found = await chat.books.ideas.get(number)
    if found is None:
        await chat.say(_("That is not there any more."))
        return
    idea, talk = found
    what = await chat.ask(Choice("what", lines(label_of(THEMES, idea.theme), idea.text), _CHOICES))
    if what == "change" and talk is not None:
        await chat.revise(talk)
    elif what == "withdraw":
        if await chat.ask(YesNo("sure", _("Take this idea back? Its words and photos will be removed."))):
            await chat.books.ideas.withdraw(chat.resident, number)
            await chat.say(_("Done. Your idea has been taken back."))
        else:
            await chat.say(_("Fine, it stays."))
    else:
        await chat.say(_("Fine, it stays."))


async def _all(chat: Chat) -> list[list[Any]]:
    """Pairs of a key and what it is about, ideas first."""
    ideas = [[f"idea:{one.id}", one.text] for one in await chat.books.ideas.of(chat.resident)]
    answered = [[f"survey:{talk}", title] for talk, title in await chat.books.surveys.finished_by(chat.resident)]
    return (ideas + answered)[:MOST_SHOWN]


def _option(key: str, about: str | dict[str, str]) -> Option:
    if isinstance(about, dict):
        return Option(key, Joined(("📋", PerLanguage(about)), " "))
    return Option(key, "💡 " + (about if len(about) <= SHORT else about[: SHORT - 1] + "…"))


_CHOICES = (
    Option("change", _("✏️ Change it")),
    Option("withdraw", _("🗑 Take it back")),
    Option("nothing", _("👍 Leave it")),
)
