"""Remove words: somebody asked that what was written about them goes. Find it, see it, black it out or remove it."""

from itertools import count

from bot.dialogue import Chat, conversation
from bot.language import Text, _, _n, paragraphs, translator
from bot.neighbourhood.deeds import REMOVED_WORDS
from bot.neighbourhood.kinds import Choice, OpenText, YesNo
from bot.neighbourhood.permissions import REMOVE_WORDS
from bot.neighbourhood.removals import Mention, blacked_out, exactly, sentences
from bot.neighbourhood.widgets import Option

LONGEST = 100
SHORT = 120
BESIDE, READY = "beside", "ready"
WAYS = (
    Option("words", _("✂️ Black out these words")),
    Option("sentence", _("✂️ Black out the sentence")),
    Option("all", _("🗑 Remove all of it")),
    Option("nothing", _("👍 Leave it")),
)


@conversation("remove", action=REMOVE_WORDS, commands=("weghalen", "remove"), about=_("Remove words about someone"))
async def remove_words(chat: Chat) -> None:
    """Which request, which words, and then each text in which they stand, one by one."""
    place = (await chat.neighbourhood()).id
    request = await _request(chat, place)
    words = await chat.ask(
        OpenText("words", _("Which words shall I look for?"), most=LONGEST, hint=_HINT, personal=True)
    )
    removed = 0
    for number in count(1):
        here = chat.scope(number)
        name = await _chosen(here, place, words)
        if name == READY:
            break
        removed += await _one(here, place, name, words)
    if request != BESIDE:
        await _answer(chat, int(request), removed)
    await chat.say(_n("Done: {count} text was changed.", "Done: {count} texts were changed.", removed))


async def _request(chat: Chat, place: int) -> str:
    """One of the requests that wait, or none: somebody asked it at the door or by phone."""
    waiting = {str(one.id): one.words for one in await chat.books.removals.waiting(place)}
    numbers: list[str] = await chat.once("requests", lambda: _listed(list(waiting)))
    if not numbers:
        return BESIDE
    each = [Option(one, _("Request {number}", number=number)) for number, one in enumerate(numbers, 1)]
    seen = [f"{number}. {waiting[one][:SHORT]}" for number, one in enumerate(numbers, 1) if one in waiting]
    asked = paragraphs(_("Who asks it?"), *seen)
    chosen: str = await chat.ask(Choice("request", asked, (*each, Option(BESIDE, _BESIDE))))
    if chosen in waiting:
        await chat.say(_("They wrote: “{words}”", words=waiting[chosen]))
    return chosen


async def _chosen(chat: Chat, place: int, words: str) -> str:
    """One of the texts in which the words stand, or none of them any more. Neither they nor their words are kept here:
    on the buttons are numbers.
    """
    names = await chat.once("found", lambda: _found(chat, place, words))
    texts = [(name, await chat.books.removals.get(place, name)) for name in names]
    options = (Option(name, str(number)) for number, name in enumerate(names, 1))
    told = _n("They stand in {count} text. Choose one.", "They stand in {count} texts. Choose one.", len(names))
    seen = [f"{number}. {one.excerpt(words, SHORT)}" for number, (_name, one) in enumerate(texts, 1) if one]
    asked = paragraphs(told if names else _("They stand in no text (any more)."), *seen)
    chosen: str = await chat.ask(Choice("which", asked, (*options, Option(READY, _("✅ I am ready"))), columns=3))
    return chosen


async def _one(chat: Chat, place: int, name: str, words: str) -> bool:
    """See a text, and choose what becomes of it; whether it was changed."""
    mention = await chat.books.removals.get(place, name)
    way = await chat.ask(Choice("way", paragraphs(_("This is what it says:"), mention.text if mention else "–"), WAYS))
    if way == "nothing":
        return False
    author = await chat.books.people.person(mention.author) if mention and mention.author else None
    mark = translator((author or chat.resident).language)(_("[left out]"))
    parts = _parts(mention, words, way)
    rest: Text = blacked_out(mention.text, parts, mark) if mention and way != "all" else _("Nothing of it is left.")
    sure = await chat.ask(YesNo("sure", paragraphs(_("Then this is left. Is that right? There is no way back."), rest)))
    if sure and mention is not None and chat.just_answered("sure"):
        await (
            chat.books.removals.black_out(mention, parts, mark) if way != "all" else chat.books.removals.remove(mention)
        )
        sort = mention.name.partition(":")[0]
        chat.books.audit.note(REMOVED_WORDS, place, about=f"{sort} {way}", people=1, whom=mention.author)
        if author is not None:
            chat.tell(author, *(_ALL_GONE if way == "all" else _PART_GONE))
    chat.settled()
    return bool(sure)


def _parts(mention: Mention | None, words: str, way: str) -> list[str]:
    if mention is None:
        return []
    return exactly(mention.text, words) if way == "words" else sentences(mention.text, words)


async def _answer(chat: Chat, request: int, removed: int) -> None:
    """Who asked hears what was done, and their question goes."""
    one = await chat.books.removals.settle(request)
    if one is None:
        return
    found = _n(
        "You asked to remove words about you. Done: they are gone from {count} text.",
        "You asked to remove words about you. Done: they are gone from {count} texts.",
        removed,
    )
    nothing = _("You asked to remove words about you. We looked, and found nothing to remove.")
    chat.tell(one, found if removed else nothing, _("Is there more? /aboutme"))


async def _listed(names: list[str]) -> list[str]:
    return names


async def _found(chat: Chat, place: int, words: str) -> list[str]:
    return [one.name for one in await chat.books.removals.find(place, words)]


_BESIDE: Text = _("Somebody asked me in person")
_HINT = _("For example a name. I look in ideas and answers of this neighbourhood; capitals do not matter.")
_PART_GONE = (
    _("Somebody asked to leave out what you wrote about them. A part of your text was left out. Nobody blames you."),
    _("The rest still counts. See it: /mine"),
)
_ALL_GONE = (
    _("Somebody asked to leave out what you wrote about them. That text was removed. Nobody blames you."),
    _("You are welcome to write it again without them: /idea"),
)
