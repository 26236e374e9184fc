"""The simulator's routes, ready to be put into one Starlette application."""

from collections.abc import Sequence
from pathlib import Path

from starlette.middleware import Middleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.responses import FileResponse
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.simulator.botapi import BotApi, belongs
from bot.simulator.desk import Desk, NotSo, Offer, Offers, refuse
from bot.simulator.guard import LoopbackOnly
from bot.simulator.polling import LongPolling
from bot.simulator.webhooks import Webhooks
from bot.simulator.world import World

PAGE = Path(__file__).parent / "page"


class ApiRoute(BaseRoute):
    """Everything under `/bot…` and `/file/bot…`, found without a pattern."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        here = scope["type"] == "http" and belongs(scope["path"])
        return (Match.FULL if here else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


async def nothing_on_offer() -> list[Offer]:
    """A page without links."""
    return []


def simulator(
    world: World, offers: Offers = nothing_on_offer, public: bool = False, polling: LongPolling | None = None
) -> list[BaseRoute]:
    """The Bot API first, then the chat page at `/` with all it asks for.

    Everything answers only on a loopback address unless `public`. `polling` is shared with whoever polls this world
    without HTTP; call its `stop` before the server shuts down (as `serving.Server` does), or that sits out every wait.
    Webhooks are delivered as long as the event loop runs.
    """
    Webhooks(world)
    guard = Middleware(LoopbackOnly, public=public)
    polling = polling or LongPolling(world)
    api = ApiRoute(LoopbackOnly(BotApi(world, polling), public))
    desk = Desk(world, polling, offers)
    return [api, *_page_routes(guard), *_desk_routes(desk, guard)]


def _page_routes(guard: Middleware) -> Sequence[BaseRoute]:
    def page(request: object) -> FileResponse:
        return FileResponse(PAGE / "index.html")

    return [
        Route("/", page, middleware=[guard]),
        Mount("/page", StaticFiles(directory=PAGE), middleware=[guard]),
    ]


def _desk_routes(desk: Desk, guard: Middleware) -> Sequence[BaseRoute]:
    around = [guard, Middleware(ExceptionMiddleware, handlers={NotSo: refuse})]
    return [
        Route("/people", desk.people, methods=["GET", "POST"], middleware=around),
        Route("/people/{id:int}/chat", desk.chat, methods=["GET"], middleware=around),
        Route("/people/{id:int}/files/{file_id}", desk.file, methods=["GET"], middleware=around),
        Route("/people/{id:int}/photo", desk.photo, methods=["POST"], middleware=around),
        Route("/people/{id:int}/{deed}", desk.act, methods=["POST"], middleware=around),
        Route("/offers", desk.offers, methods=["GET"], middleware=around),
        Route("/faults", desk.faults, methods=["GET", "POST"], middleware=around),
    ]
