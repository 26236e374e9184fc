"""Welcome: which neighbourhood, which language, what is kept and why, and a yes to that."""

from datetime import datetime

from bot.dialogue import Chat, conversation
from bot.language import Text, _, known_languages, paragraphs
from bot.language.catalogue import own_name
from bot.neighbourhood import links, roles
from bot.neighbourhood.consent import VERSION
from bot.neighbourhood.kinds import Choice, YesNo
from bot.neighbourhood.permissions import COME_IN
from bot.neighbourhood.places import Neighbourhood
from bot.neighbourhood.widgets import Option

AGES = (
    Option("adult", _("I am 16 or older")),
    Option("child", _("I am younger than 16")),
)


@conversation("welcome", action=COME_IN)
async def welcome(chat: Chat) -> None:
    """The way in, by a link or without one; who came in before only goes on."""
    link = links.read(chat.arguments.get("payload", ""))
    if not chat.resident.agreed and not await _agree(chat):
        return
    await _enter(chat, link)


async def _agree(chat: Chat) -> bool:
    await _choose_language(chat)
    await chat.say(_WELCOME)
    age = await chat.ask(Choice("age", _("How old are you?"), AGES))
    if age == "child" and not await chat.ask(
        YesNo(
            "parent",
            _("Did your father, mother or guardian say that you may take part?"),
            yes=_("Yes, they said yes"),
            no=_("No, not yet"),
        )
    ):
        await _farewell(chat, _("No problem. Ask them first, and come back with /start."))
        return False
    if not await chat.ask(
        YesNo("agree", paragraphs(*_KEPT), yes=_("Yes, I take part"), no=_("No, thank you"), hint=_MORE)
    ):
        await _farewell(chat, _("That is fine. Come back whenever you like with /start."))
        return False
    await chat.books.people.agree(chat.resident, VERSION, chat.resident.language, age)
    chat.refresh_commands()
    chat.settled()
    return True


async def _choose_language(chat: Chat) -> None:
    options = tuple(Option(code, own_name(code)) for code in known_languages())
    chosen = await chat.ask(Choice("language", "Welkom! Welcome! 👋", options, columns=2, hint=_HELLO))
    if chat.just_answered("language"):
        chat.change_resident(language=chosen)


async def _farewell(chat: Chat, how: Text) -> None:
    """Nothing is kept of someone who did not agree."""
    await chat.say(how, _("I keep nothing about you: what you just told me is gone."))
    await chat.books.people.forget(chat.resident)
    chat.forget()


async def _enter(chat: Chat, link: links.Link | None) -> None:
    if link is not None and link.kind == "invite":
        await _invited(chat, link.name)
        return
    found = await _neighbourhood(chat, link)
    if found is None:
        await chat.say(_("There is no neighbourhood here yet. Ask the organiser for a link."))
        return
    about = await _meeting(chat, found, link)
    if about == {}:
        await chat.say(_("That meeting is not in {name}. Ask for the right link.", name=found.name))
    if about != {} or chat.resident.neighbourhood_id is None:
        await _settle_in(chat, found)
    if link is not None and link.kind == "survey":
        await _to_survey(chat, found, link.name)
    elif about and link is not None:
        chat.then(link.kind, about)
    elif chat.arguments.get("then") not in (None, "menu"):
        chat.then(chat.arguments["then"], subject=chat.arguments.get("subject"))
    else:
        chat.then("menu")


async def _settle_in(chat: Chat, found: Neighbourhood) -> None:
    new = found.id not in await chat.books.people.neighbourhoods(chat.resident)
    await chat.books.people.join(chat.resident, found.id)
    if chat.resident.neighbourhood_id != found.id:
        chat.change_resident(neighbourhood_id=found.id)
        chat.refresh_commands()
    if new:
        await chat.say(_("Nice that you are here! You now take part in {name}.", name=found.name))


async def _neighbourhood(chat: Chat, link: links.Link | None) -> Neighbourhood | None:
    """Where the link leads; without one where they are already, the only one there is, or the one they choose."""
    books = chat.books.neighbourhoods
    if link is not None and link.neighbourhood:
        if found := await books.find(link.neighbourhood):
            return found
        await chat.say(_("I do not know that link. Perhaps there is a typing error in it."))
    if chat.resident.neighbourhood_id is not None:
        return await books.get(chat.resident.neighbourhood_id)
    places = await books.all()
    if len(places) < 2:
        return places[0] if places else None
    options = tuple(Option(place.slug, place.name) for place in places)
    return await books.find(await chat.ask(Choice("neighbourhood", _("In which neighbourhood do you live?"), options)))


async def _invited(chat: Chat, code: str) -> None:
    chat.then("menu")
    if not chat.fresh:
        return
    given = await chat.books.invites.use(code, chat.resident)
    if given is None:
        await chat.say(_("This invitation does not work any more. Ask for a new one."))
        return
    if isinstance(given, datetime):
        until = given.astimezone(chat.now.tzinfo).strftime("%H:%M")
        await chat.say(_("That was a few tries too many. Open the link again after {time}.", time=until))
        return
    await chat.books.people.join(chat.resident, given.neighbourhood_id)
    await chat.books.people.join(chat.resident, given.neighbourhood_id, given.role, given.called)
    chat.change_resident(neighbourhood_id=given.neighbourhood_id)
    chat.refresh_commands()
    place = await chat.books.neighbourhoods.get(given.neighbourhood_id)
    name = place.name if place else ""
    await chat.say(
        _("Welcome! In {name} you are now: {role}.", name=name, role=roles.NAMES[given.role]),
        _("Those who manage the roles see you as “{called}”.", called=given.called) if given.called else "",
    )


async def _meeting(chat: Chat, found: Neighbourhood, link: links.Link | None) -> dict[str, object] | None:
    """What a link to a meeting is about; empty when this neighbourhood has no such meeting."""
    if link is None or link.kind not in ("meeting", "check-in"):
        return None
    number, _hyphen, code = link.name.partition("-")
    known = await chat.books.meetings.get(int(number)) if number.isdecimal() and len(number) < 10 else None
    return {"meeting": known.id, "code": code} if known and known.neighbourhood_id == found.id else {}


async def _to_survey(chat: Chat, found: Neighbourhood, slug: str) -> None:
    survey = await chat.books.surveys.find(found.id, slug)
    if survey:
        chat.then("survey", subject=survey.id)
    else:
        chat.then("menu")


_HELLO = "Kies je taal · Choose your language"
_WELCOME = _("Here you can say what you think of your neighbourhood, and hand in ideas.")
_MORE = _("Read more first? Tap /privacy. You can stop at any time.")
_KEPT = (
    _("Do you agree that I keep your answers?"),
    _("I keep what you answer, to make the neighbourhood better together. Only the people who organise this see it."),
    _("I do not keep your name or phone number. Telegram itself can read what you send here."),
)
