"""How calls travel: JSON over our own wire, which costs a third of aiohttp's time, files through aiohttp.

It is PTB's `BaseRequest` as well, so PTB's methods take the same road.
"""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channel.render import Upload
from bot.channel.wire import CONNECT_SECONDS, Lost, Unsent, Wire, trusted_authorities
from bot.language import jsontext

READ_SECONDS = 30.0
UPLOAD_SECONDS = 120.0
MOST_UPLOADS = 8


class Request(BaseRequest):
    """The way to one Bot API, `url` being its address without a path."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._path = urlsplit(self._url).path
        self._wire = None if _behind_proxy(self._url) else Wire(self._url)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer when nothing else is said."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Nothing to prepare: connections are made when they are needed."""

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._wire:
            self._wire.close()
        session, self._session = self._session, None
        if session:
            await session.close()

    async def exchange(self, path: str, params: Mapping[str, Any], wait: float = READ_SECONDS) -> tuple[int, bytes]:
        """Post parameters as JSON to a path such as `/bot<token>/sendMessage`: status and body. Raises as `Wire`."""
        body = jsontext.written(params)
        if self._wire:
            return await self._wire.post((self._path + path).encode(), body, wait)
        return await self._send(path, wait, data=body, headers={"Content-Type": "application/json"})

    async def upload(self, path: str, params: Mapping[str, Any], files: Mapping[str, Upload]) -> tuple[int, bytes]:
        """Post parameters and files, read from disk while they are sent. Raises as `Wire`, or OSError."""
        form = aiohttp.FormData()
        for name, value in params.items():
            form.add_field(name, value if isinstance(value, str) else jsontext.written_text(value))
        async with AsyncExitStack() as stack:
            for name, upload in files.items():
                file = await asyncio.to_thread(Path(upload.path).open, "rb")
                stack.callback(file.close)
                form.add_field(name, file, filename=upload.name, content_type="application/octet-stream")
            return await self._send(path, UPLOAD_SECONDS, data=form)

    async def download(self, path: str, most: int) -> bytes | None:
        """The file at a path; None when it has more than `most` bytes. Raises `Unsent`, or `Lost` for any trouble."""
        try:
            async with self._client().get(self._url + path, timeout=_patience(UPLOAD_SECONDS)) as answer:
                if answer.status != 200:
                    raise Lost(f"status {answer.status}")
                content = await answer.content.read(0)
                async for part in answer.content.iter_chunked(1 << 16):
                    content += part
                    if len(content) > most:
                        return None
                return content
        except (aiohttp.ClientError, TimeoutError) as error:
            _raise(error)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """A call of PTB's own methods (part of its interface)."""
        wait = read_timeout if isinstance(read_timeout, int | float) else READ_SECONDS
        path = url.removeprefix(self._url)
        try:
            if method == "GET":
                return await self._send(path, wait, method="GET")
            if request_data and request_data.contains_files:
                raise TelegramError("files go through Request.upload")
            return await self.exchange(path, request_data.parameters if request_data else {}, wait)
        except Unsent as error:
            raise NetworkError(str(error)) from error
        except Lost as error:
            raise TimedOut(str(error)) from error

    async def _send(self, path: str, wait: float, method: str = "POST", **content: Any) -> tuple[int, bytes]:
        try:
            async with self._client().request(method, self._url + path, timeout=_patience(wait), **content) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            _raise(error)

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=MOST_UPLOADS, ssl=trusted_authorities())
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), trust_env=True
            )
        return self._session


def _patience(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS, sock_read=seconds)


def _raise(error: Exception) -> NoReturn:
    early = isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
    raise (Unsent if early else Lost)(f"{type(error).__name__}: {error}") from error


def _behind_proxy(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in getproxies() and not proxy_bypass(parts.hostname or "")
