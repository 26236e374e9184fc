"""The webhook: Telegram brings updates here, and hears 200 only when what came of them is committed."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from operator import itemgetter

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channel import intake
from bot.channel.desk import Desk
from bot.channel.fairness import portions
from bot.channel.outbox import Outbox
from bot.dialogue.events import Event

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LARGEST_UPDATE = 1024 * 1024
BODY_SECONDS = 10.0

log = logging.getLogger(__name__)


class Gathering:
    """Has the desk take events in batches: what comes in while one batch is committed makes up the next one."""

    def __init__(self, desk: Desk, outbox: Outbox) -> None:
        self._desk = desk
        self._outbox = outbox
        self._waiting: list[tuple[Event, asyncio.Future[None]]] = []
        self._running: asyncio.Task[None] | None = None

    async def take(self, event: Event) -> None:
        """Returns when the event's turn is committed; raises what the desk raised."""
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((event, done))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        await done

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch = next(portions(self._waiting, itemgetter(0)))
                taken = set(map(id, batch))
                self._waiting = [one for one in self._waiting if id(one) not in taken]
                await self._take(batch)
        finally:
            self._running = None

    async def _take(self, batch: list[tuple[Event, asyncio.Future[None]]]) -> None:
        failure: Exception | None = None
        try:
            events = [event for event, _ in batch]
            self._outbox.post(await self._desk.urgent(events))
            self._outbox.post(await self._desk.take(events))
        except Exception as error:
            log.exception("updates cannot be handled now; Telegram brings them again")
            failure = error
        for _, done in batch:
            if done.done():  # whoever brought it has gone
                continue
            if failure is None:
                done.set_result(None)
            else:
                done.set_exception(failure)


def webhook_route(path: str, secret: str, desk: Desk, outbox: Outbox, at_work: Callable[[], bool]) -> Route:
    """The route that takes updates at `path` from whoever knows the secret (which may not be empty).

    An instance that is not `at_work` takes none: Telegram brings them again.
    """
    if not secret:
        raise ValueError("a webhook needs a secret")
    gathering = Gathering(desk, outbox)

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return Response(status_code=415)
        if not at_work():
            return Response(status_code=503)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _body(request)
        except TimeoutError:
            return Response(status_code=408)
        if body is None:
            return Response(status_code=413)
        return Response(status_code=await _handled(body, desk, gathering.take))

    return Route(path, receive, methods=["POST"])


async def _handled(body: bytes, desk: Desk, take: Callable[[Event], Awaitable[None]]) -> int:
    try:
        event = _event(body)
    except intake.Unreadable as error:
        await desk.set_aside((body.decode(errors="replace").replace("\0", "\ufffd"), str(error)))
        return 200
    if event is not None:
        try:
            await take(event)
        except Exception:  # logged by the gathering, once for the whole batch
            return 500
    return 200


def _event(body: bytes) -> Event | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise intake.Unreadable(f"not JSON: {type(error).__name__}") from error
    return intake.read(update)


async def _body(request: Request) -> bytes | None:
    """What was sent, or None when that is too much: by what was claimed, or by what came."""
    content = bytearray()
    claimed = request.headers.get("content-length", "0")
    if not claimed.isdecimal() or int(claimed[:20]) > LARGEST_UPDATE:
        return None
    try:
        async for part in request.stream():
            content += part
            if len(content) > LARGEST_UPDATE:
                return None
    except ClientDisconnect:
        return None
    return bytes(content)
