"""The desk: takes events from the channel, does their turns in the books, and gives back what is to be sent."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from bot.dialogue import batch, codec, meters
from bot.dialogue.chat import Start
from bot.dialogue.crisis import Cards
from bot.dialogue.effects import Delivery, Effect, Receipt
from bot.dialogue.events import Event
from bot.dialogue.pace import Pace
from bot.dialogue.permitted import NotPermitted
from bot.dialogue.script import Scripts
from bot.dialogue.turn import Turn
from bot.dialogue.unasked import Tell, Unasked, speak
from bot.neighbourhood.permissions import EVERY_ROLE, PERMISSIONS, WORK
from bot.store import Books, Conversation, LeaseLost, Resident, Store, is_lasting
from bot.store.ids import new_id
from bot.store.records import Due

# Who is to hear what, and in which neighbourhood: found, and noted as heard, in the transaction in which it is written
# down to be sent.
Listeners = Callable[[Books], Awaitable[Sequence[tuple[Resident, Start, int]]]]
log = logging.getLogger(__name__)


class Desk:
    """Where events become deliveries."""

    def __init__(self, store: Store, scripts: Scripts, clock: Callable[[], datetime] | None = None) -> None:
        self._store = store
        self._scripts = scripts
        self._now = clock or (lambda: datetime.now(UTC))
        self._cards = Cards(store)
        self._pace = Pace()
        self._skimmed = Pace(burst=20, every=3.0)
        self._receipts: list[Receipt] = []
        # Committed, and not handed over yet: what was made before another turn of the same call failed.
        self._made: list[Delivery] = []

    def now(self) -> datetime:
        """The moment, by the clock of every turn."""
        return self._now()

    async def urgent(self, events: Sequence[Event]) -> list[Delivery]:
        """What must be sent before anything else is done with these events: crisis cards."""
        now = self._now()
        # Of what is left out only some is read: long texts of a flood would hold up everybody.
        read = [
            one for one in events if self._pace.verdict(one, now) == "go" or self._skimmed.verdict(one, now) == "go"
        ]
        return await self._cards.of(read)

    async def take(self, events: Sequence[Event]) -> list[Delivery]:
        """Do the turns of a batch, in order; when it returns, everything is committed.

        On SQLite one transaction serves the batch, and is done again one by one when it fails as a whole. On
        PostgreSQL each turn is a transaction of its own, and turns of different people run side by side. A turn
        whose data the database refuses is set aside. Raises when the database is in trouble; the same events can then
        be given again, and none of it is done twice.
        """
        await (self._as_one(events) if self._store.embedded else self._side_by_side(events))
        made, self._made = self._made, []
        return batch.drawn_once(self._mine(made))

    def _mine(self, made: Sequence[Delivery]) -> list[Delivery]:
        """What this instance sends itself: bulk is for the one that leads, which finds it at the database."""
        return [one for one in made if self._store.lease.leads or not one.bulk]

    async def _as_one(self, events: Sequence[Event]) -> None:
        try:
            await self._together(events)
        except LeaseLost:
            raise
        except Exception as error:
            log.warning("a batch of %d turns failed; doing them one by one", len(events), exc_info=error)
            await self._one_by_one(events)

    async def _side_by_side(self, events: Sequence[Event]) -> None:
        queues: dict[int, list[Event]] = {}
        for event in events:
            queues.setdefault(event.sender.chat, []).append(event)
        outcomes = await asyncio.gather(*map(self._one_by_one, queues.values()), return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome

    async def _one_by_one(self, events: Sequence[Event]) -> None:
        for event in events:
            try:
                await self._together([event])
            except Exception as error:
                if not is_lasting(error):
                    raise
                async with self._writing(event.sender.chat) as books:
                    made = await batch.fail(books, event, error)
                self._made += made

    async def _together(self, events: Sequence[Event]) -> None:
        async with self._writing(*{event.sender.chat for event in events}) as books:
            made = await batch.do(books, self._scripts, events, self._now(), self._pace)
        self._made += made

    @asynccontextmanager
    async def _writing(self, *chats: int) -> AsyncIterator[Books]:
        """A transaction that begins with writing down the outcomes that wait; they wait on when it fails."""
        receipts, self._receipts = self._receipts, []
        try:
            async with self._store.writing(*chats) as books:
                await batch.settle(books, receipts, self._now())
                yield books
        except BaseException:
            self._receipts = receipts + self._receipts
            raise

    async def unasked(self, talk_id: int, do: Unasked) -> list[Delivery]:
        """A turn about a conversation that begins with the clock; its deliveries are committed when it returns."""
        async with self._store.reading() as books:
            talk = await books.log.fetch(talk_id)
            person = await books.people.person(talk.resident_id) if talk else None
        if person is None:
            return []
        async with self._writing(person.chat) as books:
            await books.log.load({person.person}, ())
            talk, resident = await books.log.fetch(talk_id), books.log.resident(person.person)
            if talk is None or resident is None:
                return []
            turn = Turn(books, self._scripts, resident, self._now())
            async with books.unit.turn():
                bulk = await _carefully(do, turn, talk)
            made = [Delivery(new_id(), resident.chat, tuple(turn.effects), bulk)] if turn.effects else []
            made = await batch.queue(books, made)
        return self._mine(made)

    async def announce(self, listeners: Listeners) -> list[Delivery]:
        """What scripts say by themselves to these people, in the bulk lane; committed with the claim on them."""
        async with self._writing() as books:
            heard = await listeners(books)
            await books.people.load_memberships([resident.id for resident, _start, _place in heard])
            said = [await self._said(books, *one) for one in heard]
            made = await batch.queue(books, [one for one in said if one.effects])
        return self._mine(made)

    async def _said(self, books: Books, resident: Resident, start: Start, place: int) -> Delivery:
        turn = Turn(books, self._scripts, resident, self.now())
        async with books.unit.turn():
            await speak(turn, start, place)
        return Delivery(new_id(), resident.chat, tuple(turn.effects), bulk=True)

    async def tell(self, resident_id: int, do: Tell) -> list[Delivery]:
        """A turn of this person that begins with the clock; its deliveries are committed when it returns."""
        async with self._store.reading() as books:
            person = await books.people.person(resident_id)
        if person is None:
            return []
        async with self._writing(person.chat) as books:
            if (resident := await books.people.person(resident_id)) is None:
                return []
            turn = Turn(books, self._scripts, resident, self._now())
            async with books.unit.turn():
                await do(turn)
            made = [Delivery(new_id(), resident.chat, tuple(turn.effects))] if turn.effects else []
            made = await batch.queue(books, made)
        return self._mine(made)

    async def permits(self, due: Due) -> bool:
        """Whether who asked for this work may (still) have it done; NotPermitted when the table does not know it."""
        if due.kind not in WORK:
            raise NotPermitted(due.kind)
        talk_id = due.payload.get("talk")
        if talk_id is None or PERMISSIONS[WORK[due.kind]] >= EVERY_ROLE:
            return True
        async with self._store.reading() as books:
            talk = await books.log.fetch(talk_id)
            person = await books.people.person(talk.resident_id) if talk else None
            if talk is None or person is None:
                return False
            return await books.people.may(person, WORK[due.kind], talk.neighbourhood_id)

    async def hand(self, chat: int, *effects: Effect) -> list[Delivery]:
        """Something for a chat that no turn made; committed when it returns."""
        async with self._writing(chat) as books:
            return await batch.queue(books, [Delivery(new_id(), chat, effects)])

    async def report(self, receipts: Sequence[Receipt]) -> None:
        """Note what became of deliveries; written with the next batch, or by `settle`."""
        for receipt in receipts:
            meters.of_delivery(receipt.outcome).inc()
        self._receipts.extend(receipts)

    async def settle(self) -> None:
        """Write down the outcomes that wait."""
        if self._receipts:
            async with self._writing():
                pass

    async def sending(self, deliveries: Sequence[int]) -> None:
        """Write down that these bulk deliveries are about to be sent; committed when it returns."""
        async with self._store.writing() as books:
            await books.deliveries.sending(deliveries)

    async def set_aside(self, *unread: tuple[str, str]) -> None:
        """Keep updates that could not be read, each with the reason, in one transaction; and say so in the log."""
        async with self._store.writing() as books:
            for update, reason in unread:
                await books.deliveries.set_aside(update, reason)
        for _update, reason in unread:
            meters.unreadable.inc()
            log.error("an update could not be read and was set aside: %s", reason)

    async def waits(self, deliveries: Sequence[int]) -> bool:
        """Whether any of these is still to be sent, by whichever instance."""
        async with self._store.reading() as books:
            return await books.deliveries.wait(deliveries)

    async def unsent(self) -> list[Delivery]:
        """What is left of instances that are gone; a prompt among it may be on the screen already, and is repeated."""
        async with self._store.writing() as books:
            rows = await books.deliveries.adopt()
        return [Delivery(row, chat, codec.decode(effects), lane == "bulk") for row, chat, lane, effects in rows]


async def _carefully(do: Unasked, turn: Turn, talk: Conversation) -> bool:
    """Do it; of a conversation that is not permitted to this person any more nothing is said."""
    try:
        return await do(turn, talk)
    except NotPermitted:
        turn.effects.clear()
        return True
