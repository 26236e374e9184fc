"""What a newcomer finds: a first neighbourhood with a survey, and a link for each role."""

from importlib.resources import files
from pathlib import Path

from bot.exchange.surveys import read_survey
from bot.neighbourhood import links
from bot.neighbourhood.roles import ADMIN, FACILITATOR, ORGANISER, RESIDENT
from bot.simulator.desk import Offer, Offers
from bot.store import Store

SLUG = "onze-wijk"
NAME = "Onze wijk"
OFFERED = (ORGANISER, FACILITATOR, ADMIN)


async def make_first_neighbourhood(store: Store) -> None:
    """Make a neighbourhood with the example survey when there is none yet."""
    async with store.writing() as books:
        if await books.neighbourhoods.all():
            return
        place = await books.neighbourhoods.add(SLUG, NAME)
        await books.surveys.add(place.id, dict(read_survey(example()).data))


def example() -> Path:
    """The survey that comes along."""
    return Path(str(files("bot.exchange.surveys") / "examples" / "buurt.yaml"))


def offers_of(store: Store) -> Offers:
    """The links that the chat page offers: each time with fresh invite codes, which work once."""

    async def offers() -> list[Offer]:
        async with store.writing() as books:
            found: list[Offer] = []
            for place in await books.neighbourhoods.all():
                found.append(Offer(RESIDENT, place.slug))
                for role in OFFERED:
                    code = await books.invites.make(role, place.id)
                    found.append(Offer(role, links.write(links.Link("invite", code))))
            return found

    return offers
