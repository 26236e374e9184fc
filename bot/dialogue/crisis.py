"""The crisis card: the one thing that does not wait for a commit. It is sent at once, whatever else fails."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Sequence

from bot.dialogue.effects import Delivery, Show, Words
from bot.dialogue.events import Event, Gave
from bot.language import known_languages, translator
from bot.neighbourhood.crisis import Sign, card, detect
from bot.neighbourhood.inputs import Photographed, Wrote
from bot.store import Store
from bot.store.ids import new_id

PATIENCE_SECONDS = 1.0
REMEMBERED = 10_000
log = logging.getLogger(__name__)


def sign_in(event: Gave) -> Sign | None:
    """What the words of a message are a sign of, if of anything."""
    if isinstance(event.given, Wrote):
        return detect(event.given.text)
    return detect(event.given.caption) if isinstance(event.given, Photographed) and event.given.caption else None


class Cards:
    """Makes the cards for messages, each message once: a batch that cannot be committed comes again and again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        detect("")  # the words are read now, not when somebody needs the card
        self._given: OrderedDict[tuple[int, int], None] = OrderedDict()

    async def of(self, events: Sequence[Event]) -> list[Delivery]:
        """The cards for these events. They stand in no table: they must not wait for one.

        When another instance has taken over there are none: it gives them.
        """
        found = [(event, sign) for event in events if isinstance(event, Gave) and (sign := self._new(event))]
        if not found or await self._store.lease.is_surely_lost():
            return []
        return [await self._card(event, sign) for event, sign in found]

    def _new(self, event: Gave) -> Sign | None:
        key = (event.sender.chat, event.message)
        sign = sign_in(event)
        if sign is None or key in self._given:
            return None
        self._given[key] = None
        if len(self._given) > REMEMBERED:
            self._given.popitem(last=False)
        return sign

    async def _card(self, event: Gave, sign: Sign) -> Delivery:
        translate = translator(await self._language(event))
        return Delivery(new_id(), event.sender.chat, (Show(Words(body=translate(card(sign.kind)))),), urgent=True)

    async def _language(self, event: Gave) -> str:
        """The resident's language; without a database that of their phone."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS), self._store.reading() as books:
                await books.log.load({event.sender.person}, ())
                if known := books.log.resident(event.sender.person):
                    return known.language
        except Exception:
            log.exception("the language of a crisis card could not be looked up")
        code = event.sender.language.split("-")[0]
        return code if code in known_languages() else known_languages()[0]
