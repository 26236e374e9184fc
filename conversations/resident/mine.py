"""My contributions: what I handed in and answered, and changing or taking it back."""

from datetime import UTC

from bot.dialogue import Chat, conversation
from bot.language import Joined, PerLanguage, Text, _, lines
from bot.neighbourhood.ideas import Idea
from bot.neighbourhood.kinds import Choice, YesNo
from bot.neighbourhood.kinds.choice import label_of
from bot.neighbourhood.permissions import TAKE_PART
from bot.neighbourhood.survey import Note, Survey
from bot.neighbourhood.themes import THEMES
from bot.neighbourhood.widgets import Option

MOST_SHOWN = 20
SHORT = 40
WHOLE = "*"  # no question has this key


@conversation("mine", action=TAKE_PART, commands=("mijn", "mine"), about=_("My contributions"))
async def mine(chat: Chat) -> None:
    """Choose one of one's contributions, and what to do with it."""
    ideas = {f"idea:{one.id}": one for one in await chat.books.ideas.of(chat.resident)}
    answered = {f"survey:{talk}": title for talk, title in await chat.books.surveys.finished_by(chat.resident)}
    # Kept are the keys only: what was taken back may not stay here in words.
    keys = await chat.once("keys", lambda: _first([*ideas, *answered]))
    options = tuple(_option(key, ideas.get(key), answered.get(key)) for key in keys)
    if not options:
        await chat.say(_("You have not handed in anything yet. An idea? /idea"))
        return
    chosen: str = await chat.ask(
        Choice("which", _("This is what you handed in. Choose one to see or change it."), options)
    )
    kind, _colon, number = chosen.partition(":")
    if kind == "survey":
        await _one_survey(chat, int(number), answered.get(chosen, {}))
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


async def _one_survey(chat: Chat, talk: int, title: dict[str, str]) -> None:
    what = await chat.ask(Choice("what", PerLanguage(title), _CHOICES))
    if what == "change":
        await chat.revise(talk)
    elif what == "withdraw":
        await _take_back(chat, talk)
    else:
        await chat.say(_("Fine, it stays."))


async def _take_back(chat: Chat, talk: int) -> None:
    """One answer, or all of them."""
    keys = await chat.once("answers", lambda: _given(chat, talk))
    questions = await _questions(chat, talk)
    each = (Option(key, questions.get(key, key)) for key in keys)
    which = await chat.ask(Choice("part", _("Which answer shall I take back?"), (Option(WHOLE, _ALL), *each)))
    if not await chat.ask(YesNo("sure", _("Take this back? It will be removed for good."))):
        await chat.say(_("Fine, it stays."))
    elif which == WHOLE:
        await chat.books.contributions.take_back(talk)
        await chat.say(_("Done. All your answers to these questions are gone. You can fill them in again: /survey"))
    else:
        await chat.books.contributions.take_back_answer(talk, which)
        await chat.say(_("Done. That answer is gone; the others stay."))


async def _given(chat: Chat, talk: int) -> list[str]:
    """The keys of the questions that were answered, in the order of the survey."""
    given = await chat.books.contributions.answered(chat.resident, talk)
    return [key for key in await _questions(chat, talk) if key in given]


async def _questions(chat: Chat, talk: int) -> dict[str, Text]:
    found = await chat.books.log.fetch(talk)
    if found is None or found.subject is None:
        return {}
    stored = await chat.books.surveys.get(found.subject)
    asked = Survey.from_data(stored.definition, chat.now.tzinfo or UTC)
    return {one.question.key: one.question.text for one in asked.questions if not isinstance(one.question, Note)}


async def _first(keys: list[str]) -> list[str]:
    return keys[:MOST_SHOWN]


def _option(key: str, idea: Idea | None, title: dict[str, str] | None) -> Option:
    if title is not None:
        return Option(key, Joined(("📋", PerLanguage(title)), " "))
    about = idea.text if idea is not None else "–"
    return Option(key, "💡 " + (about if len(about) <= SHORT else about[: SHORT - 1] + "…"))


_ALL = _("🗑 All my answers")
_CHOICES = (
    Option("change", _("✏️ Change it")),
    Option("withdraw", _("🗑 Take it back")),
    Option("nothing", _("👍 Leave it")),
)
