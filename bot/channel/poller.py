"""Fetching updates: an update is confirmed to Telegram only when what came of it is committed."""

import asyncio
import json
import logging
from random import SystemRandom
from typing import Any, Protocol

from bot.channel import intake
from bot.channel.client import BadToken
from bot.channel.desk import Desk
from bot.channel.fairness import portions
from bot.channel.outbox import Outbox
from bot.channel.outcomes import Answer
from bot.channel.parcel import pause
from bot.dialogue.events import Event

LONG_POLL_SECONDS = 50

log = logging.getLogger(__name__)
_chance = SystemRandom()


class Source(Protocol):
    """Where updates come from."""

    async def updates(self, offset: int, wait: int) -> Answer:
        """The waiting updates from `offset` on, as raw dictionaries, after at most `wait` seconds."""
        ...


class Trouble(Exception):
    """Fetching failed for now; `seconds` is how long to wait when Telegram says so."""

    def __init__(self, reason: str, seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Poller:
    """Fetches, has the desk take, posts what comes of it, and only then asks for what follows."""

    def __init__(self, source: Source, desk: Desk, outbox: Outbox, wait: int = LONG_POLL_SECONDS) -> None:
        self._source = source
        self._desk = desk
        self._outbox = outbox
        self._wait = wait
        self._offset = 0
        self._stopping = asyncio.Event()
        self._fetching: asyncio.Task[Answer] | None = None

    async def run(self) -> None:
        """Go on until `stop`. Raises `BadToken`; any other trouble is logged and waited out."""
        tries = 0
        while not self._stopping.is_set():
            try:
                await self.once()
                tries = 0
            except BadToken:
                raise
            except Exception as error:
                tries += 1
                await self._rest(error, tries)

    async def once(self) -> int:
        """Handle one batch: how many updates it held. Raises `BadToken`, `Trouble`, or what the desk raises."""
        updates = await self._fetch()
        events, unreadable = sorted_out(updates)
        if events:
            self._outbox.post(await self._desk.urgent(events))
            for portion in portions(events, _itself):
                self._outbox.post(await self._desk.take(portion))
        if unreadable:
            await self._desk.set_aside(*unreadable)
        # After a quiet week numbers may start lower: once an empty answer has confirmed all, the old offset is dropped.
        self._offset = _following(updates)
        if updates and not self._offset:
            raise Trouble("the updates have no numbers, so they cannot be confirmed")
        await self._outbox.room()
        return len(updates)

    def stop(self) -> None:
        """Fetch no more; a batch that is being handled is finished first."""
        self._stopping.set()
        if self._fetching:
            self._fetching.cancel()

    async def _fetch(self) -> list[Any]:
        self._fetching = asyncio.create_task(self._source.updates(self._offset, self._wait))
        try:
            answer = await self._fetching
        except asyncio.CancelledError:
            if not self._stopping.is_set():
                raise
            raise Trouble("stopped") from None
        finally:
            self._fetching = None
        return _accepted(answer)

    async def _rest(self, error: Exception, tries: int) -> None:
        if self._stopping.is_set():
            return
        seconds = pause(tries) * _chance.uniform(0.8, 1.0)
        if isinstance(error, Trouble):
            seconds = error.seconds or seconds
            log.warning("no updates: %s; again in %.0f s", error, seconds)
        else:
            log.error("updates cannot be handled now and stay with Telegram; again in %.0f s", seconds, exc_info=error)
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return


def sorted_out(updates: list[Any]) -> tuple[list[Event], list[tuple[str, str]]]:
    """The events of updates, and beside them those that cannot be read: their JSON text and why."""
    events, unreadable = [], []
    for update in updates:
        try:
            event = intake.read(update)
        except intake.Unreadable as error:
            unreadable.append((json.dumps(update), str(error)))
            continue
        if event is not None:
            events.append(event)
    return events, unreadable


def _itself(event: Event) -> Event:
    return event


def _accepted(answer: Answer) -> list[Any]:
    match answer.verdict:
        case "sent" if isinstance(answer.result, list):
            return answer.result
        case "refused":
            raise BadToken("the Bot API does not accept this token (any more)")
        case "conflict":
            raise Trouble(f"another program fetches them with the same token, or there is a webhook ({answer.reason})")
        case _:
            raise Trouble(answer.reason or "the answer is not a list", answer.seconds)


def _following(updates: list[Any]) -> int:
    numbers = [update.get("update_id") for update in updates if isinstance(update, dict)]
    return max((number for number in numbers if type(number) is int), default=-1) + 1
