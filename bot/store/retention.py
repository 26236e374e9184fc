"""The book of retention: what has been kept long enough (FIELD.md's defaults stand in `docs/operating.md`)."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, func, or_, select, tuple_, update

from bot.store.book import Book, now
from bot.store.erasing import KIND as ERASE
from bot.store.roles import NAMING
from bot.store.tables import conversation, delivery, due, heard, invite, metadata, photo, prompt, set_aside

PORTION = 500  # rows taken away in one transaction: a turn never waits long for it
RAW_DAYS = 7
OUTCOME_DAYS = 14
PROMPT_DAYS = 30
# Telegram keeps what waits for 24 hours. A clock that jumps could still make a message seem old that it brings again.
HEARD_ALWAYS = 50

Keys = Sequence[tuple[Any, ...]]


class Retention(Book):
    """Finds the rows that have had their time, and takes them away in portions."""

    async def expired(self, table: str) -> Keys:
        """The keys of rows that were kept long enough, some thousands at most."""
        found = await self._read.execute(RULES[table](now()).limit(10 * PORTION))
        return [tuple(row) for row in found]

    async def remove(self, table: str, keys: Keys) -> None:
        """Take these rows away."""
        rows = metadata.tables[table]
        await (await self._sql()).execute(delete(rows).where(tuple_(*rows.primary_key).in_(keys)))

    async def photos(self) -> set[str]:
        """The names of all photos that belong to somebody."""
        return set((await self._read.execute(select(photo.c.stored).where(photo.c.stored != ""))).scalars())

    async def erase_again(self) -> None:
        """Files that could not be erased are tried again: that is never given up."""
        failed = (due.c.kind == ERASE) & (due.c.state == "failed")
        again = update(due).where(failed).values(state="waiting", attempts=0, at=now())
        await (await self._sql()).execute(again)


def _set_aside(moment: datetime) -> Select[Any]:
    return select(set_aside.c.id).where(set_aside.c.at < moment - timedelta(days=RAW_DAYS))


def _heard(moment: datetime) -> Select[Any]:
    newer = func.row_number().over(partition_by=heard.c.chat, order_by=heard.c.message.desc()).label("newer")
    ranked = select(heard.c.chat, heard.c.message, heard.c.edited, heard.c.at, newer).subquery()
    old = ranked.c.at < moment - timedelta(days=RAW_DAYS)
    return select(ranked.c.chat, ranked.c.message, ranked.c.edited).where(old, ranked.c.newer > HEARD_ALWAYS)


def _delivery(moment: datetime) -> Select[Any]:
    settled = delivery.c.state.in_(("sent", "blocked", "failed", "unknown"))
    return select(delivery.c.id).where(settled, delivery.c.created < moment - timedelta(days=OUTCOME_DAYS))


def _due(moment: datetime) -> Select[Any]:
    given_up = (due.c.state == "failed") & (due.c.kind != ERASE)
    return select(due.c.id).where(given_up, due.c.at < moment - timedelta(days=OUTCOME_DAYS))


def _prompt(moment: datetime) -> Select[Any]:
    asked = select(prompt.c.id).outerjoin(conversation, conversation.c.id == prompt.c.conversation_id)
    over = or_(conversation.c.id.is_(None), conversation.c.state != "open")
    old = prompt.c.created < moment - timedelta(days=PROMPT_DAYS)
    return asked.where(prompt.c.state.in_(("answered", "closed")), over, old)


def _invite(moment: datetime) -> Select[Any]:
    return select(invite.c.id).where(invite.c.used.is_(None), invite.c.expires < moment - timedelta(days=OUTCOME_DAYS))


def _conversation(moment: datetime) -> Select[Any]:
    # Names of people with a role were typed in these.
    old = conversation.c.touched < moment - timedelta(days=OUTCOME_DAYS)
    return select(conversation.c.id).where(conversation.c.script.in_(NAMING), old)


RULES: dict[str, Callable[[datetime], Select[Any]]] = {
    "set_aside": _set_aside,
    "heard": _heard,
    "delivery": _delivery,
    "due": _due,
    "prompt": _prompt,
    "invite": _invite,
    "conversation": _conversation,
}
