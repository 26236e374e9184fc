"""Serving the simulator with uvicorn: the Bot API before any framework, and a shutdown that waits for nobody."""

import socket

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.simulator.botapi import BotApi, belongs
from bot.simulator.guard import LoopbackOnly
from bot.simulator.polling import LongPolling
from bot.simulator.server import simulator
from bot.simulator.world import World


class Front:
    """The Bot API first and bare, for speed; everything else behind Starlette."""

    def __init__(self, world: World, polling: LongPolling) -> None:
        self._api: ASGIApp = LoopbackOnly(BotApi(world, polling))
        self._rest: ASGIApp = Starlette(routes=simulator(world, polling=polling))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        here = scope["type"] == "http" and belongs(scope["path"])
        await (self._api if here else self._rest)(scope, receive, send)


class Server(uvicorn.Server):
    """Ends every wait when it shuts down; uvicorn alone would sit out each long poll."""

    def __init__(self, config: uvicorn.Config, polling: LongPolling) -> None:
        super().__init__(config)
        self._polling = polling

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._polling.stop()
        await super().shutdown(sockets)
