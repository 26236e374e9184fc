"""The one Starlette app: health and metrics, and the routes that the composition root adds."""

from collections.abc import Awaitable, Callable, Sequence

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

# Whether it can work, and how it is in words.
Ready = Callable[[], Awaitable[tuple[bool, str]]]


def web(ready: Ready, routes: Sequence[BaseRoute] = ()) -> Starlette:
    """The app. `/healthz` says that the process lives, `/readyz` that it can work, `/metrics` how much it does."""

    async def healthz(request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(request: Request) -> Response:
        fine, told = await ready()
        return PlainTextResponse(f"{told}\n", 200 if fine else 503)

    async def metrics(request: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    own = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
    return Starlette(routes=[*own, *routes])
