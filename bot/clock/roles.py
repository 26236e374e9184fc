"""Telling somebody that a role of theirs was taken away."""

from bot.channel.outbox import Outbox
from bot.dialogue.desk import Desk
from bot.dialogue.unasked import lost
from bot.store.records import Due


class RoleTaken:
    """Carries out due rows of kind `roles`."""

    def __init__(self, desk: Desk, outbox: Outbox) -> None:
        self._desk = desk
        self._outbox = outbox

    async def __call__(self, due: Due) -> None:
        """Tell them, and give them the commands menu of what they still may."""
        if due.resident_id is not None:
            told = lost(due.payload["role"], due.payload["neighbourhood"])
            self._outbox.post(await self._desk.tell(due.resident_id, told))
