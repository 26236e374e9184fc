"""Waves of new accounts among the people of a neighbourhood, as a sentence for who looks at the results."""

import asyncio

from bot.insight.waves import Arrival, Wave, waves
from bot.language import Text, _
from bot.neighbourhood.places import Neighbourhood
from bot.store import Books


def _told(found: list[Wave], people: int) -> Text:
    """How many of the people who answered are in a wave, and how many are left without them."""
    suspect = len({person for wave in found for person in wave.people})
    return _(
        "{suspect} of {people} people who answered came in together as new accounts and answer alike. "
        "Without them it is {rest}. Perhaps neighbours sat together: look before you decide.",
        suspect=suspect,
        people=people,
        rest=people - suspect,
    )


async def warning(books: Books, neighbourhood: Neighbourhood) -> Text | None:
    """What to tell with results of this neighbourhood, when there is a wave in them."""
    arrivals, answers = await books.exports.newcomers(neighbourhood.id)
    found = await asyncio.to_thread(waves, [Arrival(*one) for one in arrivals], answers)
    return _told(found, len(answers)) if found else None
