"""The book of the audit log: deeds are noted in the transaction that does them: neither is there without the other."""

from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import case, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.neighbourhood.keeping import AUDIT_MONTHS, months_from
from bot.store.book import Book, now
from bot.store.chain import COMMAND_LINE, FORGOTTEN, NAMES, PERSON, Entry
from bot.store.records import Resident
from bot.store.tables import audit, audit_end


class Audit(Book):
    """Who did what with authority. `what` is one of `bot.neighbourhood.deeds`."""

    def note(
        self,
        what: str,
        neighbourhood: int | None = None,
        *,
        about: str = "",
        people: int = 0,
        whom: int | None = None,
        reason: str = "",
    ) -> None:
        """Note a deed of who is acting now: the resident whose turn it is, and the command line outside of turns."""
        who = self._unit.actor
        by = COMMAND_LINE if who is None else PERSON
        self._unit.chain.add(Entry(now(), by, what, about, neighbourhood, people, who, whom, reason=reason))

    def note_forgetting(self, what: str) -> None:
        """Note what somebody did of whom nothing is kept."""
        self._unit.chain.add(Entry(now(), FORGOTTEN, what, people=1))

    def note_given(self, what: str, neighbourhood: int, *, about: str, giver: int | None, whom: int) -> None:
        """Note a deed that somebody else began: who made the invite that is used now."""
        by = COMMAND_LINE if giver is None else PERSON
        self._unit.chain.add(Entry(now(), by, what, about, neighbourhood, 1, giver, whom))

    async def entries(self, neighbourhood: int | None = None) -> list[Entry]:
        """The entries of a neighbourhood, or all of them, the newest last."""
        asked = select(*(audit.c[name] for name in NAMES)).order_by(audit.c.number)
        if neighbourhood is not None:
            asked = asked.where(audit.c.neighbourhood == neighbourhood)
        return [Entry(*row) for row in await self._read.execute(asked)]

    async def forget(self, one: Resident) -> None:
        """Take the number of a resident out of all entries; the chain stays whole, for it holds the seals only."""
        self._unit.chain.forget(one.id)
        connection = await self._sql()
        theirs = {"who": None, "who_salt": "", "reason": "", "reason_salt": ""}
        await connection.execute(update(audit).where(audit.c.who == one.id).values(theirs))
        await connection.execute(update(audit).where(audit.c.whom == one.id).values(whom=None, whom_salt=""))

    async def prune(self) -> int:
        """Take away what was kept for 24 months: how many entries. The chain then begins after the last of them."""
        connection = await self._sql()
        day = months_from(now().date(), -AUDIT_MONTHS)
        young = select(func.min(audit.c.number)).where(audit.c.at >= datetime.combine(day, time(), UTC))
        first = (await connection.execute(young)).scalar()
        old = audit.c.number < first if first is not None else audit.c.number > 0
        asked = select(audit.c.number, audit.c.hash).where(old).order_by(audit.c.number.desc()).limit(1)
        if (last := (await connection.execute(asked)).first()) is None:
            return 0
        dialect: Any = sqlite if self._unit.dialect == "sqlite" else postgresql
        begins = dialect.insert(audit_end).values(which="first", number=last.number, hash=last.hash)
        values = {"number": last.number, "hash": last.hash}
        await connection.execute(begins.on_conflict_do_update(index_elements=["which"], set_=values))
        return (await connection.execute(delete(audit).where(audit.c.number <= last.number))).rowcount

    async def of(self, one: Resident) -> list[dict[str, Any]]:
        """What stands in it about one person; of what others did to them not who that was, and why."""
        theirs = or_(audit.c.who == one.id, audit.c.whom == one.id)
        reason = case((audit.c.who == one.id, audit.c.reason), else_="").label("reason")
        columns = (audit.c.number, audit.c.at, audit.c.what, audit.c.about, audit.c.neighbourhood, audit.c.people)
        found = await (await self._sql()).execute(select(*columns, reason).where(theirs).order_by(audit.c.number))
        return [{**row, "at": row["at"].isoformat()} for row in found.mappings()]
