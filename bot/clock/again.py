"""A question that may have got lost on its way: it is shown again, so that nobody waits for what never comes."""

from bot.channel.outbox import Outbox
from bot.dialogue.desk import Desk
from bot.dialogue.unasked import shown_again
from bot.store.records import Due


class Again:
    """Carries out due rows of kind `again`."""

    def __init__(self, desk: Desk, outbox: Outbox) -> None:
        self._desk = desk
        self._outbox = outbox

    async def __call__(self, due: Due) -> None:
        """Show it again where it is still open."""
        if due.resident_id is not None:
            self._outbox.post(await self._desk.tell(due.resident_id, shown_again))
