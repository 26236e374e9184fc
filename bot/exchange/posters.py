"""The poster of a deep link: what it leads to is looked up, and told in the reader's language."""

from datetime import tzinfo

from bot.exchange.poster import Poster
from bot.language import PerLanguage, Text, _, translator
from bot.neighbourhood import links
from bot.neighbourhood.meetings import Meeting
from bot.neighbourhood.meetings.card import when
from bot.neighbourhood.places import Neighbourhood
from bot.neighbourhood.refusal import Refusal
from bot.store import Books


async def poster_of(books: Books, payload: str, bot: str, language: str, zone: tzinfo | None) -> Poster:
    """The poster of this link; `bot` is the bot's user name. Refusal when the link leads nowhere."""
    link = links.read(payload)
    place = await books.neighbourhoods.find(link.neighbourhood) if link and link.neighbourhood else None
    if link is None or place is None:
        raise _nowhere(payload)
    title, lines, call = await _told(books, link, place, zone)
    translate = translator(language)
    shown = [translate(line) for line in (*lines, place.name) if line]
    return Poster(translate(title), shown, links.address(bot, link), translate(call))


async def _told(
    books: Books, link: links.Link, place: Neighbourhood, zone: tzinfo | None
) -> tuple[Text, list[Text], Text]:
    if link.kind == "survey":
        survey = await books.surveys.find(place.id, link.name)
        if survey is None:
            raise _nowhere(links.write(link))
        return PerLanguage(survey.definition["title"]), [], _SCAN
    if link.kind not in ("meeting", "check-in"):
        return _("What do you think of our neighbourhood?"), [], _SCAN
    meeting = await _meeting(books, link, place)
    if link.kind == "check-in":
        return _("Welcome!"), [meeting.name], _("Scan this code: then we know that you are here.")
    return meeting.name, [when(meeting.starts, meeting.ends, zone), meeting.address], _("Do you come? Scan this code.")


async def _meeting(books: Books, link: links.Link, place: Neighbourhood) -> Meeting:
    number, _hyphen, code = link.name.partition("-")
    found = await books.meetings.get(int(number)) if number.isdecimal() and len(number) < 10 else None
    if found is None or found.neighbourhood_id != place.id or (link.kind == "check-in" and code != found.door):
        raise _nowhere(links.write(link))
    return found


def _nowhere(payload: str) -> Refusal:
    return Refusal(_("The link “{link}” leads nowhere. Use one like oosterwijk, or m_oosterwijk_12.", link=payload))


_SCAN = _("Scan this code with your phone, and tell us.")
