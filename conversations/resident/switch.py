"""Switching between neighbourhoods, for people who belong to more than one."""

from bot.dialogue import Chat, conversation
from bot.language import _
from bot.neighbourhood.kinds import Choice
from bot.neighbourhood.permissions import TAKE_PART
from bot.neighbourhood.widgets import Option


@conversation("switch", action=TAKE_PART, commands=("wijk", "neighbourhood"))
async def switch(chat: Chat) -> None:
    """Choose where the resident is now."""
    numbers = await chat.books.people.neighbourhoods(chat.resident)
    places = [place for number in numbers if (place := await chat.books.neighbourhoods.get(number))]
    options = tuple(Option(place.slug, place.name) for place in places)
    chosen = await chat.ask(Choice("neighbourhood", _("Which neighbourhood is it about?"), options))
    place = await chat.books.neighbourhoods.named(chosen)
    chat.change_resident(neighbourhood_id=place.id)
    chat.refresh_commands()
    chat.then("menu")
