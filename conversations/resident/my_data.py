"""My data: everything that is kept about the resident, as a text to read and a file."""

from datetime import UTC, datetime
from typing import Any

from bot.dialogue import Chat, conversation
from bot.language import Joined, PerLanguage, Text, _, _n, lines
from bot.language.catalogue import own_name
from bot.language.dates import written
from bot.neighbourhood.kinds.choice import label_of
from bot.neighbourhood.permissions import COME_IN
from bot.neighbourhood.roles import NAMES
from bot.neighbourhood.survey import Note, Survey
from bot.neighbourhood.themes import THEMES

MOST_SHOWN = 30  # of each sort; the file holds all


@conversation(
    "mydata", action=COME_IN, commands=("mijngegevens", "mydata"), about=_("See what is kept about me"), aside=True
)
async def my_data(chat: Chat) -> None:
    """What can be read, in the chat; every detail in a file that follows."""
    about = await chat.books.everything.about(chat.resident)
    await chat.say(
        lines(*await _person(chat, about)),
        *(_idea(one) for one in about["idea"][:MOST_SHOWN] if one["text"]),
        *[text for text in [await _response(chat, about, one) for one in _responses(about)] if text],
        _("The file that follows holds every detail. Remove everything? /forgetme"),
        title=_("This is what I keep about you"),
    )
    chat.send("mydata", about)


async def _person(chat: Chat, about: dict[str, list[dict[str, Any]]]) -> list[Text]:
    """Who they are here, in a few lines."""
    found: list[Text] = [
        _("Number of your Telegram account: {number}", number=chat.resident.person),
        _("Your language: {language}", language=own_name(chat.resident.language)),
    ]
    for one in about["membership"]:
        place = await chat.books.neighbourhoods.get(one["neighbourhood_id"])
        if place is not None:
            found.append(Joined((place.name, NAMES[one["role"]]), ": "))
    for one in about["consent"]:
        found.append(_("You agreed on {day}.", day=written(datetime.fromisoformat(one["given"]).date())))
    given = [one for one in about["answer"] if one["kind"] not in ("once", "confirm") and one["state"] != "skipped"]
    return [
        *found,
        _n("{count} idea", "{count} ideas", len([one for one in about["idea"] if one["text"]])),
        _n("{count} answer", "{count} answers", len(given)),
        _n("{count} photo", "{count} photos", len(about["photo"])),
    ]


def _idea(one: dict[str, Any]) -> Text:
    details = [one["name"], one["address"]]
    return lines(Joined(("💡", label_of(THEMES, one["theme"])), " "), one["text"], *(part for part in details if part))


def _responses(about: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [one for one in about["conversation"] if one["script"] == "survey" and one["subject"]][:MOST_SHOWN]


async def _response(chat: Chat, about: dict[str, list[dict[str, Any]]], talk: dict[str, Any]) -> Text:
    """The questions of a survey with what they answered."""
    stored = await chat.books.surveys.get(talk["subject"])
    survey = Survey.from_data(stored.definition, chat.now.tzinfo or UTC)
    given = {one["key"]: one for one in about["answer"] if one["conversation_id"] == talk["id"]}
    told: list[Text] = []
    for question in (item.question for item in survey.questions if not isinstance(item.question, Note)):
        answer = given.get(question.key)
        if answer is not None and answer["value"] is not None and question.fits(answer["value"]):
            told.append(Joined((question.text, question.label(answer["value"])), " → "))
    return lines(Joined(("📋", PerLanguage(stored.definition["title"])), " "), *told) if told else ""
