"""Telegram as the rest of the channel knows it: PTB's Bot for what is rare, a short road for what happens all day."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.channel.lanes import Lanes
from bot.channel.outcomes import Answer, judge
from bot.channel.render import Call, Upload
from bot.channel.request import READ_SECONDS, Request
from bot.channel.wire import Forbidden, Lost, Permit, Unsent, always, check

PUBLIC_API = "https://api.telegram.org"
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
FORBIDDEN_SECONDS = 0.5
_FETCHING = "getUpdates"
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")


class BadToken(Exception):
    """The Bot API does not accept this token."""


class Unreachable(Exception):
    """The Bot API cannot be reached, or does not answer as one."""


class Identity(NamedTuple):
    """Who the bot is at Telegram: its number and its name in links."""

    id: int
    username: str


class Caller(Protocol):
    """Whatever can make calls."""

    async def call(self, call: Call, *, bulk: bool = False, wait: float = READ_SECONDS) -> Answer:
        """Make one call when its turn has come; every outcome is an `Answer`."""
        ...


class Telegram:
    """One bot at one Bot API. `rate` is in messages per second, 0 for no limit.

    Raises `BadToken` for what cannot be a token: it becomes part of addresses.
    """

    def __init__(self, token: str, api_url: str = PUBLIC_API, rate: float = 30.0) -> None:
        if not _TOKEN.fullmatch(token):
            raise BadToken("this is not a token: one looks like 123456:ABC-def… and comes from @BotFather")
        self._request = Request(api_url)
        self.lanes = Lanes(rate)
        # Asked before each call that changes anything, but for those that are urgent.
        self.permit: Permit = always
        self._path, self._file_path = f"/bot{token}/", f"/file/bot{token}/"
        base = api_url.rstrip("/")
        self.bot = ExtBot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._request,
            get_updates_request=self._request,
            rate_limiter=self.lanes,
        )

    async def identity(self) -> Identity:
        """Who the bot is. Raises `BadToken` or `Unreachable`."""
        try:
            me = await self.bot.get_me()
        except InvalidToken:
            raise BadToken("the Bot API does not accept this token") from None
        except TelegramError as error:
            raise Unreachable(str(error)) from error
        return Identity(me.id, me.username or "")

    async def listen(self, webhook: str = "", secret: str = "") -> None:
        """Have updates brought to `webhook`; an empty one lets them be fetched. Waiting updates are kept."""
        try:
            if webhook:
                await self.bot.set_webhook(webhook, secret_token=secret, allowed_updates=WANTED)
            else:
                await self.bot.delete_webhook(drop_pending_updates=False)
        except InvalidToken:
            raise BadToken("the Bot API does not accept this token") from None
        except TelegramError as error:
            raise Unreachable(str(error)) from error

    async def call(self, call: Call, *, bulk: bool = False, wait: float = READ_SECONDS) -> Answer:
        """Make one call when its turn has come; every outcome is an `Answer`."""
        chat = call.params.get("chat_id")
        if chat is not None and not self.lanes.free(chat):
            await self.lanes.turn(chat, bulk)
        try:
            permit = always if call.urgent or call.method == _FETCHING else self.permit
            check(permit)
            status, payload = await self._send(call.method, call.params, call.files, wait, permit)
        except Forbidden as error:
            return Answer("wait", reason=str(error), seconds=FORBIDDEN_SECONDS)
        except Unsent as error:
            return Answer("unsent", reason=str(error))
        except Lost as error:
            return Answer("unknown", reason=str(error))
        except OSError as error:
            return Answer("failed", reason=f"a file cannot be read: {error.strerror}")
        answer = judge(status, payload)
        if answer.verdict == "wait" and chat is not None:
            self.lanes.flooded(chat, answer.seconds)
        return answer

    async def updates(self, offset: int, wait: int) -> Answer:
        """The waiting updates from `offset` on, as raw dictionaries, after at most `wait` seconds."""
        params = {"offset": offset, "limit": 100, "timeout": wait, "allowed_updates": WANTED}
        return await self.call(Call(_FETCHING, params), wait=wait + 10.0)

    async def file(self, file_path: str, most: int) -> bytes | None:
        """The content of a file; None when it has more than `most` bytes. Raises `Unsent` or `Lost`."""
        return await self._request.download(self._file_path + file_path, most)

    async def close(self) -> None:
        """Close all connections."""
        await self.lanes.shutdown()
        await self._request.shutdown()

    async def _send(
        self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload], wait: float, permit: Permit
    ) -> tuple[int, bytes]:
        if files:
            return await self._request.upload(self._path + method, params, files, permit)
        return await self._request.exchange(self._path + method, params, wait, permit)
