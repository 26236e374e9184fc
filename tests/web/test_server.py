"""The web server's door."""

import socket

from starlette.applications import Starlette

from bot.web.server import WebServer


async def test_answers_are_sent_without_waiting_for_acknowledgements() -> None:
    server = WebServer(Starlette(), "127.0.0.1", 0)
    await server.start()
    with socket.create_connection(("127.0.0.1", server.port)):
        assert server._socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    await server.stop()
