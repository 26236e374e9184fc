"""Review: free texts one by one, and for each whether it may be shown outside. The text itself is never changed."""

from bot.dialogue import Chat, Start, conversation
from bot.language import Joined, PerLanguage, Text, _, _n, paragraphs
from bot.neighbourhood.clearing import IDEA, FreeText, Spot
from bot.neighbourhood.flags import CRISIS, flags
from bot.neighbourhood.kinds import Choice, YesNo
from bot.neighbourhood.kinds.choice import label_of
from bot.neighbourhood.permissions import REVIEW
from bot.neighbourhood.personal import KIND_NAMES, Kind, find
from bot.neighbourhood.themes import THEMES
from bot.neighbourhood.widgets import Option

MOST_COUNTED = 100
VERDICTS = (
    Option("shown", _("✅ May be shown")),
    Option("private", _("🔒 Keep private")),
    Option("later", _("➡️ Later")),
)
BEFORE = Option("before", _("↩️ The one before"))


@conversation("review", action=REVIEW, commands=("nakijken", "review"), about=_("Which texts may be shown?"))
async def review(chat: Chat) -> None:
    """The text that waits; after the answer the one after it."""
    place, books = (await chat.neighbourhood()).id, chat.books.clearings
    if chat.arguments.get("back"):
        await _back(chat, await books.last(place, chat.resident.id))
        return
    # Only where it stands and a print of its words: a copy of the text here would outlive it.
    words, *spot = await chat.once("seen", lambda: _next(chat, place))
    text = await books.text(place, Spot(*spot)) if spot else None
    if not spot:
        before = Start(BEFORE.label, "review", {"back": True})
        await chat.say(_("There is no text that waits. Thank you!"), starts=(before,))
    elif text is None:
        chat.then("review")
    else:
        await _judge(chat, place, text, words)


async def _judge(chat: Chat, place: int, text: FreeText, words: str) -> None:
    seen = _seen(text)
    body = paragraphs(await _about(chat, text), f"“{text.text}”", _flags(text.text, seen))
    left = await chat.books.clearings.waiting(place, MOST_COUNTED)
    before = await chat.once("before", lambda: chat.books.clearings.last(place, chat.resident.id))
    options = (*VERDICTS[1 if CRISIS in seen else 0 :], *([BEFORE] if before else []))
    verdict = await chat.ask(Choice("verdict", body, options, hint=_left(left)))
    if verdict == "shown" and seen and not await chat.ask(YesNo("sure", _SURE)):
        verdict = "private"
    if verdict == "before":
        await _back(chat, Spot(*before))
        return
    if words == text.words:
        await chat.books.clearings.judge(text, verdict, chat.resident.id)
    else:
        await chat.say(_("The words were changed just now. Please read them again."))
    chat.then("review")


async def _back(chat: Chat, spot: Spot | None) -> None:
    if spot is not None:
        await chat.books.clearings.take_back(spot)
    chat.then("review")


async def _next(chat: Chat, place: int) -> list[str | int]:
    """A print of the words of the text that waits, and where it stands."""
    spot = await chat.books.clearings.next(place)
    text = await chat.books.clearings.text(place, spot) if spot else None
    return [text.words, *text.spot] if text else [""]


async def _about(chat: Chat, text: FreeText) -> Text:
    """What it is: an idea with its theme, or the question it answers."""
    if text.spot.sort == IDEA:
        return Joined((_("An idea"), label_of(THEMES, text.about)), " · ")
    survey = (await chat.books.surveys.get(int(text.about))).definition
    asked = [one["text"] for one in survey["questions"] if one["key"] == text.spot.key]
    return Joined(("📋", PerLanguage(asked[0] if asked else survey["title"])), " ")


def _seen(text: FreeText) -> set[str]:
    """What was seen in it when it was given, and what is seen now."""
    return {one for one in (*text.flags.split(","), *flags(text.text).split(",")) if one}


def _flags(text: str, seen: set[str]) -> Text:
    found = find(text)
    shown = [Joined((KIND_NAMES[one.kind], f"({one.text})"), " ") for one in found]
    kinds = {Kind(one) for one in seen - {CRISIS}} - {one.kind for one in found}
    all_kinds = (*shown, *(KIND_NAMES[kind] for kind in sorted(kinds)))
    personal: Text = _("👀 Personal data: {seen}.", seen=Joined(all_kinds, ", ")) if all_kinds else ""
    crisis: Text = (
        _("⚠️ Somebody may be in danger or in a crisis. This text is never shown outside.") if CRISIS in seen else ""
    )
    return Joined((crisis, personal), "\n")


def _left(count: int) -> Text:
    if count == MOST_COUNTED:
        return _("{count} texts or more wait.", count=count)
    return _n("{count} text waits.", "{count} texts wait.", count)


_SURE: Text = _("There is personal data in it. Show it outside all the same?")
