"""The book of invites: one-time links that bring staff in."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import insert, select, update

from bot.store.book import Book, now
from bot.store.ids import new_id
from bot.store.records import Resident
from bot.store.tables import invite

CODE_BYTES = 18  # 144 bits, 24 characters
VALID = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invite gives: a role in a neighbourhood."""

    role: str
    neighbourhood_id: int


class Invites(Book):
    """Codes are kept as a hash only, so that a copy of the database lets nobody in."""

    async def make(self, role: str, neighbourhood_id: int) -> str:
        """A new code for one person, valid for 72 hours."""
        code = secrets.token_urlsafe(CODE_BYTES)
        made = {"id": new_id(), "code_hash": _hash(code), "role": role, "neighbourhood_id": neighbourhood_id}
        await (await self._sql()).execute(insert(invite).values(**made, created=now(), expires=now() + VALID))
        return code

    async def use(self, code: str, one: Resident) -> Invited | None:
        """What the code gives this person; None when it is unknown, too old, or somebody else's.

        The person who used it can press it again: it gives the same.
        """
        connection = await self._sql()
        mine = (invite.c.code_hash == _hash(code)) & (invite.c.used_by.is_(None) | (invite.c.used_by == one.id))
        fresh = (invite.c.used.is_(None) & (invite.c.expires > now())) | (invite.c.used_by == one.id)
        used = update(invite).where(mine, fresh).values(used=now(), used_by=one.id)
        if not (await connection.execute(used)).rowcount:
            return None
        found = await connection.execute(select(invite.c.role, invite.c.neighbourhood_id).where(mine))
        return Invited(*found.one())


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
