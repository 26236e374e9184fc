"""One JSON call, one answer, over kept connections to one host: HTTP/1.1 with as little work as it takes."""

import asyncio
import ssl
from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

import certifi
from httptools import HttpParserError, HttpResponseParser

CONNECT_SECONDS = 10.0
# Servers close idle connections; one closed just while we write leaves an unknown outcome, so we let go earlier.
IDLE_SECONDS = 15.0
LARGEST_ANSWER = 32 * 1024 * 1024


class Unsent(ConnectionError):
    """Nothing was sent: the call certainly did not happen."""


class Forbidden(Unsent):
    """This instance may not send now: another one may be at work."""


class Lost(ConnectionError):
    """The call was sent and no whole answer came back: whether it happened is unknown."""


Permit = Callable[[], bool]


def always() -> bool:
    """The permit of what may always be sent."""
    return True


def check(permit: Permit) -> None:
    """Raises `Forbidden` when this may not be sent now."""
    if not permit():
        raise Forbidden("another instance may be at work")


def trusted_authorities() -> ssl.SSLContext:
    """The machine's certificate authorities, and certifi's where the machine names none."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        context.load_verify_locations(certifi.where())
    return context


class Line(asyncio.Protocol):
    """One connection, which carries one exchange at a time."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._parser = HttpResponseParser(self)
        self._parts: list[bytes] = []
        self._size = 0
        self.freed = 0.0

    def exchange(self, request: bytes, wait: float) -> asyncio.Future[tuple[int, bytes]]:
        """Send the request; the future brings status and body, or `Lost` after `wait` seconds without an answer."""
        if self._transport is None:
            raise Unsent("the connection closed before anything was sent")
        answer = self._answer = self._loop.create_future()
        self._timer = self._loop.call_later(wait, self._give_up, "no answer in time")
        self._transport.write(request)
        return answer

    def usable(self, now: float) -> bool:
        """Whether this idle connection can carry another exchange."""
        transport = self._transport
        return transport is not None and not transport.is_closing() and now - self.freed < IDLE_SECONDS

    def close(self) -> None:
        """Close the connection; an exchange under way is lost."""
        self._give_up("closed")

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        if self._answer is None:
            self._give_up("data nobody asked for")
            return
        try:
            self._parser.feed_data(data)
        except HttpParserError as error:
            self._give_up(f"not an HTTP answer: {type(error).__name__}")

    def connection_lost(self, exc: Exception | None) -> None:
        self._give_up("connection lost")

    def on_body(self, part: bytes) -> None:
        """A part of the answer (called by the parser)."""
        self._size += len(part)
        if self._size > LARGEST_ANSWER:
            self._give_up("answer too large")
        else:
            self._parts.append(part)

    def on_message_complete(self) -> None:
        """The answer is whole (called by the parser)."""
        status, body = self._parser.get_status_code(), b"".join(self._parts)
        self._parts, self._size = [], 0
        if status < 200 or self._answer is None:  # 100 Continue and the like: the answer itself is still to come
            return
        answer = self._finished()
        if not self._parser.should_keep_alive():
            self._drop()
        if answer and not answer.done():
            answer.set_result((status, body))

    def _finished(self) -> "asyncio.Future[tuple[int, bytes]] | None":
        answer, self._answer = self._answer, None
        if self._timer:
            self._timer.cancel()
            self._timer = None
        return answer

    def _give_up(self, reason: str) -> None:
        answer = self._finished()
        self._drop()
        if answer is not None and not answer.done():
            answer.set_exception(Lost(reason))

    def _drop(self) -> None:
        transport, self._transport = self._transport, None
        if transport is not None:
            transport.abort()


class Wire:
    """A pool of lines to one host. `most` is how many calls go over it at the same time."""

    def __init__(self, url: str, most: int = 192) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        self._secure = parts.scheme == "https"
        self._port = parts.port or (443 if self._secure else 80)
        self._authority = parts.netloc.rpartition("@")[2].encode()
        self._places = asyncio.Semaphore(most)
        self._idle: list[Line] = []
        self._context: ssl.SSLContext | None = None

    async def post(self, path: bytes, body: bytes, wait: float, permit: Permit = always) -> tuple[int, bytes]:
        """Post a JSON body; the status and body of the answer. `permit` is asked last, when all is ready.

        Raises `Forbidden` when it says no, `Unsent` when no connection could be made, `Lost` when the answer failed
        after sending.
        """
        request = b"POST %b HTTP/1.1\r\nHost: %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
            path,
            self._authority,
            len(body),
            body,
        )
        async with self._places:
            line = self._kept() or await self._open()
            try:
                check(permit)
                answer = await line.exchange(request, wait)
            except (asyncio.CancelledError, Forbidden):
                line.close()
                raise
            line.freed = asyncio.get_running_loop().time()
            self._idle.append(line)
            return answer

    def close(self) -> None:
        """Close the idle connections; those in use close when they are done or cancelled."""
        while self._idle:
            self._idle.pop().close()

    def _kept(self) -> Line | None:
        now = asyncio.get_running_loop().time()
        while self._idle:
            line = self._idle.pop()
            if line.usable(now):
                return line
            line.close()
        return None

    async def _open(self) -> Line:
        loop = asyncio.get_running_loop()
        if self._secure and self._context is None:
            self._context = trusted_authorities()
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                _, line = await loop.create_connection(
                    lambda: Line(loop), self._host, self._port, ssl=self._context, happy_eyeballs_delay=0.25
                )
        except (OSError, TimeoutError) as error:
            raise Unsent(f"no connection to {self._host}: {error.strerror or 'timed out'}") from error
        return line
