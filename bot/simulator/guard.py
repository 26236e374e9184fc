"""Keeps the simulator to this machine: whoever reaches it may read every chat."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

NAMES = ("localhost", "127.0.0.1", "::1")
REASON = "The simulator answers only on this machine. Set WIJKBOT_SIMULATOR_PUBLIC=yes to open it to others.\n"


class LoopbackOnly:
    """Lets a request through when it comes from a loopback address and is meant for a loopback name.

    The name (`Host`) keeps out pages that point their own name at this machine (DNS rebinding), the `Origin` other
    people's pages that post to it. `public` lets everybody in.
    """

    def __init__(self, app: ASGIApp, public: bool = False) -> None:
        self._app = app
        self._public = public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._public or scope["type"] != "http" or _from_here(scope):
            await self._app(scope, receive, send)
        else:
            await PlainTextResponse(REASON, 403)(scope, receive, send)


def _from_here(scope: Scope) -> bool:
    client = scope.get("client")
    if client is None or not _is_loopback(client[0]):
        return False
    headers = dict(scope["headers"])
    host = headers.get(b"host", b"").decode("latin-1")
    origin = headers.get(b"origin", b"").decode("latin-1")
    return _is_local(f"//{host}") and (not origin or _is_local(origin))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _is_local(address: str) -> bool:
    try:
        return urlsplit(address).hostname in NAMES
    except ValueError:
        return False
