"""Deliveries on their way to people: in order for one person, people side by side, bulk behind all replies."""

import asyncio
import logging
import re
from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from bot.channel.client import Caller
from bot.channel.crew import Crew
from bot.channel.desk import Desk
from bot.channel.outcomes import Answer
from bot.channel.parcel import Parcel, pause
from bot.channel.render import Call, render
from bot.dialogue.effects import Delivery, Receipt

REPLIES, BULK, ASIDE = 64, 32, 64
# How many bulk deliveries may be marked as being sent: after a crash no more than these are in doubt.
MARKED = 16
# Of bulk no more than this is taken out of the database before its time.
BULK_AHEAD = 200
# Beyond this many people waiting for a reply no new updates are fetched.
CROWDED = 2000
_TRIES_ASIDE = 3
# How often to look whether another replica has sent what comes first.
IN_ORDER_SECONDS = 0.1

log = logging.getLogger(__name__)


class Outbox:
    """Sends what is posted and reports each delivery to the desk exactly once."""

    def __init__(self, telegram: Caller, desk: Desk) -> None:
        self._telegram = telegram
        self._desk = desk
        self._replies: Crew[Parcel] = Crew(self._send, REPLIES)
        self._bulk: Crew[Parcel] = Crew(self._send, BULK)
        self._aside: Crew[Call] = Crew(self._try, ASIDE)
        self._unmarked: deque[Parcel] = deque()
        self._bulk_has_room = asyncio.Event()
        self._bulk_has_room.set()
        self._receipts: list[Receipt] = []
        self._marking: asyncio.Task[None] | None = None
        self._reporting: asyncio.Task[None] | None = None

    def post(self, deliveries: Iterable[Delivery], *, adopted: bool = False) -> None:
        """Start sending; returns at once. Bulk is marked as being sent just before it goes.

        What was `adopted` from another instance does not go behind what waits for it here.
        """
        for delivery in deliveries:
            parcel = self._packed(delivery)
            if parcel.receipt:
                self._report(parcel.receipt)
            elif delivery.bulk:
                self._unmarked.append(parcel)
            else:
                self._replies.put(("adopted", delivery.chat) if adopted else delivery.chat, parcel)
        if self._unmarked and self._marking is None:
            self._marking = asyncio.create_task(self._mark())
        if len(self._unmarked) > BULK_AHEAD:
            self._bulk_has_room.clear()

    async def room(self) -> None:
        """Wait while too many people are waiting for a reply."""
        await self._replies.fewer(CROWDED)

    async def room_for_bulk(self) -> None:
        """Wait while so much bulk waits that what is posted now would only stand in memory."""
        await self._bulk_has_room.wait()

    async def drain(self) -> None:
        """Wait until everything posted is sent and reported."""
        while True:
            await self._replies.fewer(0)
            await self._bulk.fewer(0)
            await self._aside.fewer(0)
            under_way = [task for task in (self._marking, self._reporting) if task]
            if not under_way:
                return
            await asyncio.wait(under_way)

    async def close(self, seconds: float = 5.0) -> None:
        """Send what can be sent within these seconds, then stop; the rest is still pending at the desk."""
        try:
            if seconds:
                await asyncio.wait_for(self.drain(), seconds)
        except TimeoutError:
            log.warning("stopped while deliveries were under way; they are sent after the next start")
        for crew in (self._replies, self._bulk, self._aside):
            await crew.close()
        under_way = [task for task in (self._marking, self._reporting) if task]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    def _packed(self, delivery: Delivery) -> Parcel:
        parcel = Parcel(delivery, deque())
        try:
            rendered = render(delivery)
        except Exception as error:
            log.exception("a delivery cannot be rendered", extra={"delivery": delivery.number})
            parcel.finish("failed", f"cannot be rendered: {error}")
            return parcel
        calls = rendered.messages
        parcel.calls.extend([replace(call, urgent=True) for call in calls] if delivery.urgent else calls)
        for call in rendered.aside:
            self._aside.put(object(), call)
        if not parcel.calls:
            parcel.finish("sent")
        return parcel

    async def _send(self, parcel: Parcel) -> float | None:
        if parcel.delivery.after and await self._waits(parcel.delivery):
            return IN_ORDER_SECONDS
        while not parcel.receipt:
            rest = parcel.learn(await self._made(parcel.calls[0], parcel.delivery.bulk))
            if rest:
                return rest
        if parcel.receipt.outcome == "failed":
            log.error(
                "a delivery failed: %s", _unquoted(parcel.receipt.reason), extra={"delivery": parcel.delivery.number}
            )
        self._report(parcel.receipt)
        return None

    async def _waits(self, delivery: Delivery) -> bool:
        try:
            return await self._desk.waits(delivery.after)
        except Exception:
            log.exception("what another replica is to send first cannot be looked up yet")
            return True

    async def _try(self, call: Call) -> None:
        for tried in range(1, _TRIES_ASIDE + 1):
            answer = await self._made(call)
            if answer.verdict not in ("wait", "unsent") or call.method == "answerCallbackQuery":
                return
            await asyncio.sleep(answer.seconds or pause(tried))

    async def _made(self, call: Call, bulk: bool = False) -> Answer:
        try:
            return await self._telegram.call(call, bulk=bulk)
        except Exception as error:
            log.exception("a mistake of our own in a call of %s", call.method)
            return Answer("unknown", reason=f"{type(error).__name__}: {error}")

    async def _mark(self) -> None:
        tries = 0
        while self._unmarked:
            batch = [self._unmarked[at] for at in range(min(MARKED, len(self._unmarked)))]
            try:
                await self._desk.sending([parcel.delivery.number for parcel in batch])
            except Exception:
                log.exception("bulk waits: its deliveries cannot be marked as being sent")
                tries += 1
                await asyncio.sleep(pause(tries))
                continue
            tries = 0
            for parcel in batch:
                self._unmarked.popleft()
                self._bulk.put(parcel.delivery.chat, parcel)
            if len(self._unmarked) <= BULK_AHEAD:
                self._bulk_has_room.set()
            await self._bulk.fewer(MARKED // 2)
        self._marking = None

    def _report(self, receipt: Receipt) -> None:
        self._receipts.append(receipt)
        if self._reporting is None:
            self._reporting = asyncio.create_task(self._hand_in())

    async def _hand_in(self) -> None:
        tries = 0
        while self._receipts:
            batch, self._receipts = self._receipts, []
            try:
                await self._desk.report(batch)
                tries = 0
            except Exception:
                log.exception("what became of deliveries cannot be written down yet")
                self._receipts = batch + self._receipts
                tries += 1
                await asyncio.sleep(pause(tries))
        self._reporting = None


def _unquoted(reason: str) -> str:
    """What Telegram said, without what it quotes of the message."""
    return re.sub(r"([\"“'`]).*?([\"”'`]|$)", r"\1…\2", reason, flags=re.DOTALL)
