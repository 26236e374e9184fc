"""Passing on: what a conversation of one person has to tell to another."""

from bot.channel.outbox import Outbox
from bot.dialogue.desk import Desk
from bot.dialogue.effects import Show, Words
from bot.store.records import Due


class PassingOn:
    """Carries out due rows of kind `pass-on`."""

    def __init__(self, desk: Desk, outbox: Outbox) -> None:
        self._desk = desk
        self._outbox = outbox

    async def __call__(self, due: Due) -> None:
        """Tell it."""
        self._outbox.post(await self._desk.hand(due.payload["chat"], Show(Words(body=due.payload["text"]))))
