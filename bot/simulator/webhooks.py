"""Webhooks: updates posted to the bot one after another, each again until the bot says it has it."""

import asyncio
import json
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from bot.simulator.answers import Json
from bot.simulator.rows import Bot, Pending
from bot.simulator.world import World

PATIENCE_SECONDS = 60


class Webhooks:
    """Delivers while a loop runs; `pause` seconds pass before an update is tried again."""

    def __init__(self, world: World, pause: float = 1.0) -> None:
        self._world = world
        self._pause = pause
        self._tasks: dict[int, asyncio.Task[None]] = {}
        world.queue.on_update(self._start)

    def _start(self, bot: Bot) -> None:
        running = self._tasks.get(bot.id)
        if not bot.webhook or (running and not running.done()):
            return
        try:
            self._tasks[bot.id] = asyncio.get_running_loop().create_task(self._deliver(bot))
        except RuntimeError:
            return  # nobody runs a loop: the tests' people talk to a world without a network

    async def _deliver(self, bot: Bot) -> None:
        while bot.webhook and (waiting := self._world.queue.waiting(bot, 1)):
            error = await self._hand_over(bot, waiting[0])
            if error:
                bot.webhook |= {"last_error_date": int(self._world.clock()), "last_error_message": error}
                await asyncio.sleep(self._pause)

    async def _hand_over(self, bot: Bot, pending: Pending) -> str:
        hook = dict(bot.webhook)
        try:
            status, answer = await asyncio.to_thread(_post, hook["url"], hook["secret"], pending.update)
        except (OSError, HTTPException) as problem:
            return f"Connection failed: {problem}"
        if not 200 <= status < 300:
            return f"Wrong response from the webhook: {status}"
        self._world.queue.drop(bot, pending)
        self._world.memory.keep.flush()
        self._obey(bot, answer)
        return ""

    def _obey(self, bot: Bot, answer: bytes) -> None:
        """A webhook's answer may itself be one call of a method; nobody hears what came of it."""
        try:
            asked = json.loads(answer or b"{}")
        except ValueError:
            return
        if isinstance(asked, dict) and isinstance(asked.get("method"), str):
            self._world.call(bot.token, asked.pop("method"), asked)


def _post(url: str, secret: str, update: Json) -> tuple[int, bytes]:
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE_SECONDS)
    headers = {"Content-Type": "application/json"}
    if secret:
        headers["X-Telegram-Bot-Api-Secret-Token"] = secret
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    try:
        connection.request("POST", path, json.dumps(update), headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()
