"""Telling somebody that a role of theirs was taken away, or that an invite of theirs was used."""

from bot.channel.outbox import Outbox
from bot.dialogue.desk import Desk
from bot.dialogue.unasked import came, lost
from bot.store.records import Due


class RoleNews:
    """Carries out due rows of kind `roles`."""

    def __init__(self, desk: Desk, outbox: Outbox) -> None:
        self._desk = desk
        self._outbox = outbox

    async def __call__(self, due: Due) -> None:
        """Tell them; who lost a role gets the commands menu of what they still may."""
        if due.resident_id is not None:
            who, role, place = (due.payload[name] for name in ("came", "role", "neighbourhood"))
            told = lost(role, place) if who is None else came(who, role, place)
            self._outbox.post(await self._desk.tell(due.resident_id, told))
