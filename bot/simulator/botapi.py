"""The Bot API over HTTP, as one bare ASGI application: benchmarks run through it, so no framework stands before it."""

from starlette.types import Receive, Scope, Send

from bot.language import jsontext
from bot.simulator import bodies
from bot.simulator.answers import Json, Refused, Reply, Upload
from bot.simulator.polling import LongPolling
from bot.simulator.world import World

API = "/bot"
FILES = "/file/bot"
NOT_FOUND = Refused(404, "Not Found")
MOST_BODY = 52 * 1024 * 1024


class BotApi:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, world: World, polling: LongPolling) -> None:
        self._world = world
        self._polling = polling

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        if path.startswith(FILES):
            await self._download(path, send)
            return
        token, _, method = path.removeprefix(API).partition("/")
        try:
            params, files = await _asked(scope, receive)
        except Refused as refused:
            await _answer(refused.reply(), receive, send)
            return
        await _answer(await self._polling.call(token, method, params, files), receive, send)

    async def _download(self, path: str, send: Send) -> None:
        token, _, place = path.removeprefix(FILES).partition("/")
        content = self._world.download(token, place)
        if content is None:
            await _send(send, 404, jsontext.written(NOT_FOUND.reply().body))
        else:
            await _send(send, 200, content, b"application/octet-stream")


def belongs(path: str) -> bool:
    """Whether a path is the Bot API's."""
    return path.startswith((API, FILES))


async def _asked(scope: Scope, receive: Receive) -> tuple[Json, dict[str, Upload]]:
    content_type = ""
    for name, value in scope["headers"]:
        if name == b"content-type":
            content_type = value.decode("latin-1")
    return bodies.read(content_type, scope["query_string"], await _body(receive))


async def _body(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        if len(body) > MOST_BODY:
            raise Refused(413, "Request Entity Too Large")
        message = await receive()
        body += message.get("body", b"")
    return body


async def _answer(reply: Reply, receive: Receive, send: Send) -> None:
    body = jsontext.written(reply.body)
    if reply.mishap is None:
        await _send(send, reply.status, body)
    elif reply.mishap == "hang":
        while (await receive())["type"] != "http.disconnect":
            pass
    else:
        # An answer that ends before its announced length: the server closes the connection on it.
        await _start(send, reply.status, len(body) + 1, b"application/json")
        await send({"type": "http.response.body", "body": body[: len(body) // 2 * (reply.mishap == "half")],
                    "more_body": True})  # fmt: skip


async def _send(send: Send, status: int, body: bytes, content_type: bytes = b"application/json") -> None:
    await _start(send, status, len(body), content_type)
    await send({"type": "http.response.body", "body": body})


async def _start(send: Send, status: int, length: int, content_type: bytes) -> None:
    headers = [(b"content-type", content_type), (b"content-length", str(length).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
