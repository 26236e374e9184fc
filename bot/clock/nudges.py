"""Nudges: a reminder of what was not finished."""

from bot.channel.outbox import Outbox
from bot.dialogue.desk import Desk
from bot.dialogue.unasked import nudge
from bot.store.records import Due


class Nudges:
    """Carries out due rows of kind `nudge`."""

    def __init__(self, desk: Desk, outbox: Outbox) -> None:
        self._desk = desk
        self._outbox = outbox

    async def __call__(self, due: Due) -> None:
        """Remind this person of this conversation, if it is still unfinished."""
        self._outbox.post(await self._desk.unasked(due.payload["talk"], nudge))
