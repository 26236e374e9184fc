"""The web server, within the bot's own event loop."""

import asyncio
import contextlib
import os
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

from bot.language import _
from bot.neighbourhood.refusal import Refusal

GOODBYE_SECONDS = 1


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the bot: it stops the parts in the right order."""
        yield


class WebServer:
    """Serves an app on an address until it is stopped."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        self._socket = _bound(host, port)
        config = uvicorn.Config(
            app,
            http="httptools",
            access_log=False,
            log_config=None,
            lifespan="off",
            timeout_graceful_shutdown=GOODBYE_SECONDS,
        )
        self._server = _Server(config)
        self._serving: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        """The port it listens on, also when 0 was asked for."""
        return int(self._socket.getsockname()[1])

    async def start(self) -> None:
        """Begin to serve; returns when requests are answered."""
        self._serving = asyncio.create_task(self._server.serve([self._socket]))
        # uvicorn has no event for this; it is a matter of milliseconds.
        while not self._server.started and not self._serving.done():  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Stop serving; long polls get a second to end."""
        self._server.should_exit = True
        if self._serving is not None:
            await asyncio.gather(self._serving, return_exceptions=True)
        self._socket.close()


def _bound(host: str, port: int) -> socket.socket:
    try:
        bound = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        # asyncio does so for sockets that it makes itself. Without it each answer waits 40 ms for an acknowledgement.
        bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return bound
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        told = _(
            "Cannot listen on {address}: {reason}. Choose another one with WIJKBOT_LISTEN.",
            address=f"{host}:{port}",
            reason=reason,
        )
        raise Refusal(told) from error
