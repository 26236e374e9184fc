"""The desk: takes events from the channel, does their turns in the books, and gives back what is to be sent."""

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from bot.dialogue import codec, commands, messages, pressing
from bot.dialogue.effects import Delivery, Effect, Receipt, Show, Words
from bot.dialogue.events import Came, Commanded, Event, Gave, Pressed
from bot.dialogue.menu import commands_menu
from bot.dialogue.script import Scripts
from bot.dialogue.turn import Turn
from bot.dialogue.unasked import Unasked
from bot.language import _, known_languages, translator
from bot.store import Books, Store
from bot.store.ids import new_id

log = logging.getLogger(__name__)


class Desk:
    """Where events become deliveries. A turn that raises is set aside, and everybody else goes on."""

    def __init__(self, store: Store, scripts: Scripts, clock: Callable[[], datetime] | None = None) -> None:
        self._store = store
        self._scripts = scripts
        self._now = clock or (lambda: datetime.now(UTC))
        self._receipts: list[Receipt] = []

    async def take(self, events: Sequence[Event]) -> list[Delivery]:
        """Do the turns of a batch, in order; when it returns, everything is committed.

        On SQLite one transaction serves the batch, and is done again one by one when it fails as a whole. On
        PostgreSQL each turn is a transaction of its own, and turns of different people run side by side.
        """
        if self._store.embedded:
            try:
                return await self._together(events)
            except Exception:
                if len(events) == 1:
                    raise
                log.exception("a batch of %d turns failed; doing them one by one", len(events))
                return [made for event in events for made in await self._together([event])]
        return await self._side_by_side(events)

    async def _side_by_side(self, events: Sequence[Event]) -> list[Delivery]:
        queues: dict[int, list[Event]] = {}
        for event in events:
            queues.setdefault(event.sender.chat, []).append(event)

        async def one(queue: list[Event]) -> list[Delivery]:
            return [made for event in queue for made in await self._together([event])]

        return [made for part in await asyncio.gather(*map(one, queues.values())) for made in part]

    async def _together(self, events: Sequence[Event]) -> list[Delivery]:
        receipts, self._receipts = self._receipts, []
        try:
            async with self._store.writing(*{event.sender.chat for event in events}) as books:
                await _settle(books, receipts)
                await _load(books, events)
                made = [await self._turn(books, event) for event in events]
                deliveries = [one for one in made if one is not None]
                await _queue(books, deliveries)
        except BaseException:
            self._receipts = receipts + self._receipts
            raise
        return deliveries

    async def _turn(self, books: Books, event: Event) -> Delivery | None:
        try:
            async with books.unit.turn():
                effects = await self._effects(books, event)
        except Exception as error:
            log.exception("a turn failed and was set aside")
            await books.deliveries.set_aside(json.dumps(asdict(event), default=str), repr(error))
            effects = _sorry(books, event)
        return Delivery(new_id(), event.sender.chat, effects) if effects else None

    async def _effects(self, books: Books, event: Event) -> tuple[Effect, ...]:
        sender = event.sender
        resident = books.log.resident(sender.person)
        if resident is None:
            language = sender.language.split("-")[0]
            first = language if language in known_languages() else known_languages()[0]
            resident = books.people.new(sender.person, sender.chat, first)
        turn = Turn(books, self._scripts, resident, self._now())
        await _handle(turn, event)
        if turn.new_commands:
            turn.effects.append(await commands_menu(turn))
        return (*([turn.toast] if turn.toast else []), *turn.effects)

    async def unasked(self, talk_id: int, do: Unasked) -> list[Delivery]:
        """A turn about a conversation that begins with the clock; its deliveries are committed when it returns."""
        async with self._store.reading() as books:
            talk = await books.log.fetch(talk_id)
            person = await books.people.person(talk.resident_id) if talk else None
        if talk is None or person is None:
            return []
        async with self._store.writing(person.chat) as books:
            await books.log.load({person.person}, ())
            current = await books.log.fetch(talk_id)
            resident = books.log.resident(person.person)
            if current is None or resident is None:
                return []
            turn = Turn(books, self._scripts, resident, self._now())
            async with books.unit.turn():
                bulk = await do(turn, current)
            deliveries = [Delivery(new_id(), resident.chat, tuple(turn.effects), bulk)] if turn.effects else []
            await _queue(books, deliveries)
        return deliveries

    async def report(self, receipts: Sequence[Receipt]) -> None:
        """Note what became of deliveries; written with the next batch, or by `settle`."""
        self._receipts.extend(receipts)

    async def settle(self) -> None:
        """Write down the outcomes that wait."""
        receipts, self._receipts = self._receipts, []
        if not receipts:
            return
        try:
            async with self._store.writing() as books:
                await _settle(books, receipts)
        except BaseException:
            self._receipts = receipts + self._receipts
            raise

    async def sending(self, deliveries: Sequence[int]) -> None:
        """Write down that these bulk deliveries are about to be sent; committed when it returns."""
        async with self._store.writing() as books:
            await books.deliveries.sending(deliveries)

    async def set_aside(self, update: str, reason: str) -> None:
        """Keep an update that could not be read, and say so in the log."""
        log.error("an update could not be read and was set aside: %s", reason)
        async with self._store.writing() as books:
            await books.deliveries.set_aside(update, reason)

    async def unsent(self) -> list[Delivery]:
        """The replies that a crash left unsent; prompts among them may be on the screen already, and may be repeated."""
        async with self._store.reading() as books:
            rows = await books.deliveries.unsent()
        return [Delivery(number, chat, codec.decode(effects)) for number, chat, effects in rows]


async def _handle(turn: Turn, event: Event) -> None:
    if isinstance(event, Came):
        turn.resident = turn.books.people.change(turn.resident, state="active" if event.inside else "blocked")
        return
    if turn.resident.state == "blocked":
        turn.resident = turn.books.people.change(turn.resident, state="active")
    if isinstance(event, Pressed):
        await pressing.press(turn, event)
    elif turn.books.log.hear(event.sender.chat, event.message, event.at if _edited(event) else None):
        if isinstance(event, Commanded):
            await commands.command(turn, event)
        else:
            await messages.message(turn, event)


def _edited(event: Gave | Commanded) -> bool:
    return isinstance(event, Gave) and event.edited


async def _load(books: Books, events: Sequence[Event]) -> None:
    persons = {event.sender.person for event in events}
    prompts = {event.prompt for event in events if isinstance(event, Pressed) and event.prompt is not None}
    heard = {(event.sender.chat, event.message) for event in events if isinstance(event, Gave | Commanded)}
    await books.log.load(persons, prompts, heard)


async def _queue(books: Books, deliveries: Sequence[Delivery]) -> None:
    rows: list[dict[str, Any]] = [
        {
            "id": one.number,
            "chat": one.chat,
            "lane": "bulk" if one.bulk else "reply",
            "effects": codec.encode(one.effects),
        }
        for one in deliveries
    ]
    await books.deliveries.add(rows)


async def _settle(books: Books, receipts: Sequence[Receipt]) -> None:
    if not receipts:
        return
    await books.deliveries.settle([(one.delivery, one.outcome, one.reason) for one in receipts])
    await books.deliveries.shown([(shown.prompt, shown.message, shown.at) for one in receipts for shown in one.shown])
    await books.deliveries.blocked([one.chat for one in receipts if one.outcome == "blocked"])


def _sorry(books: Books, event: Event) -> tuple[Effect, ...]:
    resident = books.log.resident(event.sender.person)
    translate = translator(resident.language if resident else event.sender.language)
    text = _(
        "Sorry, something went wrong here. We will look at it. Your earlier answers are safe. Try again, or: /menu"
    )
    return (Show(Words(body=translate(text))),)
