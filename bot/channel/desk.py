"""What the channel asks of the dialogue: to take events, and to hear what became of the deliveries."""

from collections.abc import Sequence
from typing import Protocol

from bot.dialogue.effects import Delivery, Receipt
from bot.dialogue.events import Event


class Desk(Protocol):
    """Where events are handled. It may raise anything when the database is in trouble: nothing is confirmed then."""

    async def urgent(self, events: Sequence[Event]) -> list[Delivery]:
        """What must be sent at once, before the events are taken and whatever becomes of them."""
        ...

    async def take(self, events: Sequence[Event]) -> list[Delivery]:
        """Do the turns of a batch, in order; when it returns, everything is committed."""
        ...

    async def report(self, receipts: Sequence[Receipt]) -> None:
        """Write down what became of deliveries."""
        ...

    async def sending(self, deliveries: Sequence[int]) -> None:
        """Write down that these bulk deliveries are about to be sent; committed when it returns."""
        ...

    async def waits(self, deliveries: Sequence[int]) -> bool:
        """Whether any of these is still to be sent, by whichever instance."""
        ...

    async def set_aside(self, update: str, reason: str) -> None:
        """Keep an update that could not be read (its JSON text) and alert the organisers of the bot."""
        ...
