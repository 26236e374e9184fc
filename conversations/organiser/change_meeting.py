"""Changing a meeting: its words in each language, its place, who fits in. Its time has a conversation of its own."""

from typing import Any

from bot.dialogue import Chat, Check, conversation
from bot.language import PerLanguage, Text, _, _n
from bot.language.catalogue import own_name
from bot.neighbourhood.kinds import Choice, Number, OpenText, Place
from bot.neighbourhood.meetings import Meeting
from bot.neighbourhood.meetings.meeting import LONGEST_ADDRESS, LONGEST_TEXT, LONGEST_TITLE, MOST_GUESTS, MOST_PEOPLE
from bot.neighbourhood.permissions import ORGANISE_MEETINGS
from bot.neighbourhood.widgets import Option
from conversations.meetings import organised

WHAT = (
    Option("title", _("🏷 Title")),
    Option("text", _("📄 Text")),
    Option("address", _("📍 Where")),
    Option("pin", _("🗺 On the map")),
    Option("access", _("♿ Getting in")),
    Option("capacity", _("👥 How many fit")),
    Option("guests", _("🧍 Guests")),
    Option("survey", _("📋 Questions")),
)
NO_SURVEY = "none"


@conversation("change-meeting", action=ORGANISE_MEETINGS)
async def change_meeting(chat: Chat) -> None:
    """Choose what to change, and say how."""
    meeting = await organised(chat)
    if meeting is None:
        return
    chat.called(meeting.name)
    what = await chat.ask(Choice("what", _("What would you like to change?"), WHAT, columns=2))
    changes = await (_words(chat, meeting, what) if what in _WORDS else _OTHERS[what](chat, meeting))
    if not chat.fresh:
        return
    meeting = await chat.books.meetings.change(meeting, **changes)
    if "capacity" in changes:
        chat.books.meetings.look_at_seats(meeting, chat.now)
    await chat.say(_("Changed."))
    chat.then("organise", chat.arguments)


async def _words(chat: Chat, meeting: Meeting, what: str) -> dict[str, Any]:
    """A text of the meeting in one of the languages of the neighbourhood."""
    place = await chat.neighbourhood()
    before: dict[str, str] = getattr(meeting, what)
    language = place.languages[0]
    if len(place.languages) > 1:
        marks = {code: "✅" if before.get(code) else "✍️" for code in place.languages}
        options = tuple(Option(code, f"{marks[code]} {own_name(code)}") for code in place.languages)
        language = await chat.ask(Choice("language", _("In which language?"), options, columns=2))
    question, most = _WORDS[what]
    was = _("This is how it is now: {text}", text=before[language]) if before.get(language) else ""
    words = await chat.ask(OpenText("words", question, most=most, personal=True, hint=was))
    return {what: {**before, language: words}}


async def _address(chat: Chat, meeting: Meeting) -> dict[str, Any]:
    asked = OpenText("address", _("Where is it?"), most=LONGEST_ADDRESS, personal=True)
    return {"address": await chat.ask(asked)}


async def _pin(chat: Chat, meeting: Meeting) -> dict[str, Any]:
    hint = _("Are you there now? Use the button. Otherwise: paper clip 📎, location, and choose the spot on the map.")
    return dict(await chat.ask(Place("pin", _("Where is it on the map?"), help=hint), _on_the_map))


def _on_the_map(value: Any) -> Text | None:
    return None if "latitude" in value else _("Please share the spot on the map: paper clip 📎, location.")


async def _capacity(chat: Chat, meeting: Meeting) -> dict[str, Any]:
    sheet = await chat.books.attendances.sheet(meeting.id)
    asked = Number("capacity", _("How many people fit?"), low=1, high=MOST_PEOPLE, optional=True, hint=_LIMIT)
    found = await chat.ask(asked, _not_below(sheet.taken))
    return {"capacity": int(found) if found else None}


def _not_below(taken: int) -> Check:
    def judge(value: Any) -> Text | None:
        if value is None or value >= taken:
            return None
        return _n(
            "{count} person comes already. Type that number, or a higher one.",
            "{count} people come already. Type that number, or a higher one.",
            taken,
        )

    return judge


async def _guests(chat: Chat, meeting: Meeting) -> dict[str, Any]:
    hint = _("0 means: nobody brings guests.")
    asked = Number("guests", _("How many guests may one person bring?"), low=0, high=MOST_GUESTS, hint=hint)
    return {"most_guests": int(await chat.ask(asked))}


async def _survey(chat: Chat, meeting: Meeting) -> dict[str, Any]:
    known = [one for one in await chat.books.surveys.all(meeting.neighbourhood_id) if one.closed is None]
    options = [Option(str(one.id), PerLanguage(one.definition["title"])) for one in known]
    options.append(Option(NO_SURVEY, _("No questions")))
    found = await chat.ask(Choice("survey", _("Which questions belong to this meeting?"), tuple(options)))
    return {"survey_id": None if found == NO_SURVEY else int(found)}


_LIMIT = _("No limit? Tap “Skip”.")
_WORDS: dict[str, tuple[Text, int]] = {
    "title": (_("What is it called?"), LONGEST_TITLE),
    "text": (_("What is it about? Tell it in a few sentences."), LONGEST_TEXT),
    "access": (_("What should people know to get in? A step, a lift, a toilet, the nearest bus stop."), LONGEST_TEXT),
}
_OTHERS = {"address": _address, "pin": _pin, "capacity": _capacity, "guests": _guests, "survey": _survey}
