"""The book of invites: one-time links that bring people in with a role."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, insert, select, update

from bot.neighbourhood.deeds import GAVE_ROLE, MADE_INVITE, REFUSED_INVITE, REVOKED_INVITE, USED_INVITE
from bot.store.attempts import Attempts
from bot.store.audit import Audit
from bot.store.book import Book, now
from bot.store.ids import new_id
from bot.store.records import Resident
from bot.store.tables import invite
from bot.store.telling import telling

CODE_BYTES = 18  # 144 bits, 24 characters
VALID = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invite gives: a role in a neighbourhood, `called` by this name."""

    role: str
    neighbourhood_id: int
    called: str = ""


@dataclass(frozen=True, slots=True)
class OpenInvite:
    """An invite that nobody has used yet, and that still works."""

    id: int
    role: str
    called: str
    expires: datetime


class Invites(Book):
    """Codes are kept as a hash only, so that a copy of the database lets nobody in."""

    async def make(self, role: str, neighbourhood_id: int, called: str = "") -> str:
        """A new code for one person, valid for 72 hours."""
        code = secrets.token_urlsafe(CODE_BYTES)
        made = {"id": new_id(), "code_hash": _hash(code), "role": role, "neighbourhood_id": neighbourhood_id}
        made |= {"called": called, "made_by": self._unit.actor}
        await (await self._sql()).execute(insert(invite).values(**made, created=now(), expires=now() + VALID))
        Audit(self._unit).note(MADE_INVITE, neighbourhood_id, about=role, people=1)
        return code

    async def use(self, code: str, one: Resident) -> Invited | datetime | None:
        """What the code gives this person; None when it is unknown, revoked, too old, or somebody else's.

        After too many of those it is a moment: until then nothing is looked up, so nobody learns which codes exist. The
        person who used a code can press it again: it gives the same, until the role is taken away.
        """
        attempts = Attempts(self._unit)
        if until := await attempts.wait_until(one):
            return until
        mine = (invite.c.code_hash == _hash(code)) & (invite.c.used_by == one.id)
        unused = (invite.c.code_hash == _hash(code)) & _open()
        columns = (invite.c.role, invite.c.neighbourhood_id, invite.c.called)
        taken = update(invite).where(unused).values(used=now(), used_by=one.id).returning(*columns, invite.c.made_by)
        connection = await self._sql()
        if again := (await connection.execute(select(*columns).where(mine))).first():
            return Invited(*again)
        if (row := (await connection.execute(taken)).first()) is None:
            await attempts.wrong(one)
            Audit(self._unit).note(REFUSED_INVITE)
            return None
        await attempts.right(one)
        if row.made_by is not None:
            self._unit.dues.put(telling(row.made_by, row.role, row.neighbourhood_id, row.called))
        Audit(self._unit).note(USED_INVITE, row.neighbourhood_id, about=row.role, people=1)
        Audit(self._unit).note_given(GAVE_ROLE, row.neighbourhood_id, about=row.role, giver=row.made_by, whom=one.id)
        return Invited(row.role, row.neighbourhood_id, row.called)

    async def waiting(self, neighbourhood_id: int) -> list[OpenInvite]:
        """The invites of a neighbourhood that can still be used, the oldest first."""
        asked = select(invite.c.id, invite.c.role, invite.c.called, invite.c.expires)
        asked = asked.where(_open(), invite.c.neighbourhood_id == neighbourhood_id).order_by(invite.c.id)
        return [OpenInvite(*row) for row in await (await self._sql()).execute(asked)]

    async def revoke(self, number: int, neighbourhood_id: int) -> bool:
        """Have this invite work no more; False when it was used or did not work any more."""
        gone = (invite.c.id == number) & (invite.c.neighbourhood_id == neighbourhood_id)
        return bool(await self._revoke(gone))

    async def revoke_made_by(self, number: int, neighbourhood_id: int) -> int:
        """Have the open invites that this resident made work no more: how many there were."""
        return await self._revoke((invite.c.made_by == number) & (invite.c.neighbourhood_id == neighbourhood_id))

    async def end(self, number: int, role: str, neighbourhood_id: int) -> None:
        """The invites by which this resident had this role do not give it again."""
        used = (invite.c.used_by == number) & (invite.c.role == role)
        await (await self._sql()).execute(delete(invite).where(used, invite.c.neighbourhood_id == neighbourhood_id))

    async def forget(self, one: Resident) -> None:
        """Of somebody who is forgotten: the invites they used are gone, and those they made work no more."""
        connection = await self._sql()
        await connection.execute(delete(invite).where(invite.c.used_by == one.id))
        await connection.execute(delete(invite).where(invite.c.made_by == one.id, invite.c.used.is_(None)))

    async def _revoke(self, which: ColumnElement[bool]) -> int:
        gone = delete(invite).where(which, _open()).returning(invite.c.role, invite.c.neighbourhood_id)
        rows = (await (await self._sql()).execute(gone)).all()
        for row in rows:
            Audit(self._unit).note(REVOKED_INVITE, row.neighbourhood_id, about=row.role, people=1)
        return len(rows)


def _open() -> ColumnElement[bool]:
    return invite.c.used.is_(None) & (invite.c.expires > now())


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
