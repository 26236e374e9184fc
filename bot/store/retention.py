"""The book of retention: what has been kept long enough. How long that is stands in `bot.neighbourhood.keeping`."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, func, or_, select, tuple_, update

from bot.neighbourhood.flags import CRISIS
from bot.neighbourhood.ideas import WITHDRAWN
from bot.neighbourhood.keeping import CRISIS_DAYS, OUTCOME_DAYS, PROMPT_DAYS, RAW_DAYS, TOLD_DAYS
from bot.neighbourhood.removals import SCRIPTS
from bot.store.book import Book, now
from bot.store.contributions import Contributions
from bot.store.erasing import KIND as ERASE
from bot.store.ideas import Ideas
from bot.store.roles import NAMING
from bot.store.tables import (
    answer,
    conversation,
    delivery,
    due,
    heard,
    idea,
    invite,
    meeting,
    metadata,
    photo,
    prompt,
    set_aside,
    told,
)

PORTION = 500  # rows taken away in one transaction: a turn never waits long for it
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

    async def crisis(self) -> int:
        """Take away words about a crisis that were kept long enough: how many texts that were."""
        long_ago = now() - timedelta(days=CRISIS_DAYS)
        old = idea.c.flags.startswith(CRISIS) & (idea.c.changed < long_ago) & (idea.c.state != WITHDRAWN)
        ideas = (await self._read.execute(select(idea.c.id).where(old).limit(PORTION))).scalars().all()
        for number in ideas:
            await Ideas(self._unit).take_away(number, exports=False)
        told = answer.c.flags.startswith(CRISIS) & (answer.c.answered < long_ago)
        asked = select(answer.c.conversation_id, answer.c.key).where(told).limit(PORTION)
        answers = (await (await self._sql()).execute(asked)).all()
        for talk, key in answers:
            await Contributions(self._unit).take_back_answer(talk, key, exports=False)
        return len(ideas) + len(answers)

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
    # Buttons that start something work for ever; what was asked beside a conversation holds somebody's words.
    return asked.where(or_(prompt.c.state.in_(("answered", "closed")) & over, prompt.c.state == "asked"), old)


def _conversation(moment: datetime) -> Select[Any]:
    """In these somebody named whom words were about, or names of people with a role: no longer than needed."""
    touched = conversation.c.touched
    long = touched < moment - timedelta(days=RAW_DAYS)
    done = (conversation.c.state != "open") & (touched < moment - timedelta(days=1))
    removing = conversation.c.script.in_(SCRIPTS) & or_(long, done)
    naming = conversation.c.script.in_(NAMING) & (touched < moment - timedelta(days=OUTCOME_DAYS))
    return select(conversation.c.id).where(or_(removing, naming))


def _told(moment: datetime) -> Select[Any]:
    """Who heard what of a meeting: once it is long past, nothing is told of it any more."""
    asked = select(told.c.meeting_id, told.c.mark, told.c.resident_id).join(meeting, meeting.c.id == told.c.meeting_id)
    return asked.where(meeting.c.ends < moment - timedelta(days=TOLD_DAYS))


def _invite(moment: datetime) -> Select[Any]:
    return select(invite.c.id).where(invite.c.used.is_(None), invite.c.expires < moment - timedelta(days=OUTCOME_DAYS))


RULES: dict[str, Callable[[datetime], Select[Any]]] = {
    "set_aside": _set_aside,
    "heard": _heard,
    "delivery": _delivery,
    "due": _due,
    "prompt": _prompt,
    "told": _told,
    "invite": _invite,
    "conversation": _conversation,
}
