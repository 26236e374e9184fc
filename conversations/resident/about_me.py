"""About me: somebody asks that what others wrote about them is removed. A facilitator looks for it."""

from bot.dialogue import Chat, conversation
from bot.language import _
from bot.neighbourhood.kinds import Choice, OpenText
from bot.neighbourhood.permissions import COME_IN
from bot.neighbourhood.roles import ADMIN, FACILITATOR
from bot.neighbourhood.widgets import Option

LONGEST = 300


@conversation("aboutme", action=COME_IN, commands=("overmij", "aboutme"))
async def about_me(chat: Chat) -> None:
    """Which words to look for; also for who never agreed to anything."""
    number = await _neighbourhood(chat)
    if number is None:
        await chat.say(_("There is no neighbourhood here yet. Ask the organiser for a link."))
        return
    words = await chat.ask(
        OpenText("words", _("What did others write about you?"), most=LONGEST, hint=_HINT, personal=True)
    )
    await chat.confirm(_("Shall I ask a facilitator to remove this?"), yes=_("✅ Yes, please ask"))
    await chat.books.removals.ask(chat.resident, chat.talk.id, number, words)
    for one in await chat.books.people.with_role(number, FACILITATOR, ADMIN):
        chat.tell(one, _("Somebody asks that words about them are removed. Please look within a week: /remove"))
    await chat.say(
        _("Thank you. A facilitator looks for it and removes it. You hear from us here, within a month at most."),
        _("I keep your question until then, and nothing else of it."),
    )


async def _neighbourhood(chat: Chat) -> int | None:
    """Where they are, the only one there is, or the one they choose."""
    if chat.resident.neighbourhood_id is not None:
        return chat.resident.neighbourhood_id
    places = await chat.books.neighbourhoods.all()
    if len(places) < 2:
        return places[0].id if places else None
    options = tuple(Option(place.slug, place.name) for place in places)
    slug = await chat.ask(Choice("neighbourhood", _("Which neighbourhood is it about?"), options))
    return (await chat.books.neighbourhoods.named(slug)).id


_HINT = _("Give words we can search for, such as your name. Only a facilitator reads this.")
