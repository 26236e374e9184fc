"""The book of deliveries: what is still to be sent, and what became of it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.store.book import Book, now
from bot.store.ids import new_id
from bot.store.many import run_many
from bot.store.tables import delivery, prompt, resident, set_aside

_ADD = insert(delivery)
_ADDED = ("id", "chat", "lane", "effects", "state", "reason", "created")
_SHOWN = (
    update(prompt)
    .where(prompt.c.id == bindparam("row"))
    .values(message=bindparam("at_message"), shown=bindparam("moment"))
)


class Deliveries(Book):
    """Rows of what turns want sent. A reply's row goes once it was sent; a bulk row stays with its outcome."""

    async def add(self, rows: Sequence[dict[str, Any]]) -> None:
        """Add rows of `id, chat, lane, effects`, in state pending."""
        moment = now()
        full = [(row["id"], row["chat"], row["lane"], row["effects"], "pending", "", moment) for row in rows]
        await run_many(self._unit.connection, _ADD, _ADDED, full)

    async def sending(self, numbers: Sequence[int]) -> None:
        """Just before the call: from here on an outcome that is not known stays unknown."""
        await (await self._sql()).execute(update(delivery).where(delivery.c.id.in_(numbers)).values(state="sending"))

    async def settle(self, outcomes: Sequence[tuple[int, str, str]]) -> None:
        """Write down outcomes: (row, outcome, reason). Replies that were sent or blocked are done with."""
        connection, gone = await self._sql(), 0
        done = [number for number, outcome, _reason in outcomes if outcome in ("sent", "blocked")]
        if done:
            over = delete(delivery).where(delivery.c.id.in_(done), delivery.c.lane == "reply")
            gone = (await connection.execute(over)).rowcount
        kept = [{"row": number, "outcome": outcome, "why": why} for number, outcome, why in outcomes]
        if len(kept) > gone:
            changed = update(delivery).where(delivery.c.id == bindparam("row"))
            await connection.execute(changed.values(state=bindparam("outcome"), reason=bindparam("why")), kept)

    async def shown(self, rows: Sequence[tuple[int, int, int]]) -> None:
        """Write down which prompts arrived: (prompt, message, moment)."""
        if rows:
            await run_many(await self._sql(), _SHOWN, ("row", "at_message", "moment"), rows)

    async def blocked(self, chats: Sequence[int]) -> None:
        """These people blocked the bot: their answers stay, nothing is sent."""
        if chats:
            await (await self._sql()).execute(
                update(resident).where(resident.c.chat.in_(chats), resident.c.state == "active").values(state="blocked")
            )

    async def unsent(self) -> list[tuple[int, int, str]]:
        """Replies that a crash left unsent: (row, chat, effects), in order."""
        asked = select(delivery.c.id, delivery.c.chat, delivery.c.effects).where(delivery.c.state == "pending")
        found = await (await self._sql()).execute(asked.where(delivery.c.lane == "reply").order_by(delivery.c.id))
        return [tuple(row) for row in found]

    async def tally(self) -> dict[str, int]:
        """How many rows there are in each state."""
        asked = select(delivery.c.state, func.count().label("rows")).group_by(delivery.c.state)
        found = await (await self._sql()).execute(asked)
        return {row.state: row.rows for row in found}

    async def set_aside(self, raw: str, reason: str) -> None:
        """Keep an update that could not be handled."""
        values = {"id": new_id(), "update": raw, "reason": reason, "at": now()}
        await (await self._sql()).execute(insert(set_aside).values(values))
