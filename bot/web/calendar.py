"""The calendar feed of a resident: the meetings they come to, at an address that nobody can guess."""

from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.exchange.calendar import calendar
from bot.language import _
from bot.neighbourhood import links
from bot.store import Store


def calendar_route(store: Store, now: Callable[[], datetime]) -> Route:
    """`/calendar/CODE.ics`; whatever is no code of ours is not found, and says nothing else."""

    async def feed(request: Request) -> Response:
        async with store.reading() as books:
            owner = await books.feeds.owner(request.path_params["code"])
            if owner is None:
                return PlainTextResponse("not found\n", 404)
            number, language = owner
            username = await books.identity.name()
            found = []
            for meeting in await books.feeds.meetings(number):
                place = await books.neighbourhoods.get(meeting.neighbourhood_id)
                link = links.Link("meeting", str(meeting.id), place.slug if place else "")
                found.append((meeting, links.address(username, link) if place and username else ""))
        made = calendar(found, language, now(), _("Our neighbourhood"), host=username or "wijkbot")
        headers = {"Cache-Control": "private, max-age=900", "X-Robots-Tag": "noindex"}
        return Response(made, media_type="text/calendar", headers=headers)

    return Route("/calendar/{code:str}.ics", feed)
