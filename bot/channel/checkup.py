"""How the bot stands at Telegram, for `wijkbot doctor`: only asked, nothing is changed there."""

import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import aiohttp

from bot.channel.client import Telegram
from bot.channel.render import Call
from bot.channel.wire import CONNECT_SECONDS, trusted_authorities


@dataclass(frozen=True, slots=True)
class Standing:
    """How Telegram sees the bot. `webhook` is where it brings updates (empty: they are fetched), `waiting` how many
    there are, `trouble` what it said of the last time that it could not bring them. `ahead` is how many seconds the
    clock of this machine is ahead of Telegram's, None when that did not say.
    """

    bot: int
    username: str
    webhook: str
    waiting: int
    trouble: str
    ahead: float | None


async def look(token: str, api_url: str) -> Standing:
    """Ask the Bot API. Raises `BadToken` or `Unreachable`."""
    telegram = Telegram(token, api_url)
    try:
        me = await telegram.identity()
        answer = await telegram.call(Call("getWebhookInfo", {}))
    finally:
        await telegram.close()
    hook = answer.result if isinstance(answer.result, dict) else {}
    waiting, trouble = int(hook.get("pending_update_count", 0)), str(hook.get("last_error_message", ""))
    return Standing(me.id, me.username, str(hook.get("url", "")), waiting, trouble, await _ahead(api_url))


async def _ahead(url: str) -> float | None:
    patience = aiohttp.ClientTimeout(total=CONNECT_SECONDS)
    connector = aiohttp.TCPConnector(ssl=trusted_authorities())
    try:
        client = aiohttp.ClientSession(connector=connector, timeout=patience, trust_env=True)
        async with client as session, session.head(url) as answer:
            return time.time() - parsedate_to_datetime(answer.headers["Date"]).timestamp()
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError):
        return None
