"""The book of residents: who talks with the bot, where they belong, in which roles, and what they agreed to."""

import re
from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.neighbourhood.deeds import FORGOT_PERSON, WITHDREW_CONSENT
from bot.neighbourhood.permissions import STRANGER, may
from bot.neighbourhood.roles import RESIDENT
from bot.store.audit import Audit
from bot.store.book import Book, now
from bot.store.erasing import erasing
from bot.store.ids import new_id
from bot.store.records import Due, Membership, Resident
from bot.store.roles import Roles
from bot.store.tables import (
    attempt,
    consent,
    conversation,
    delivery,
    due,
    heard,
    idea,
    meeting_table,
    membership,
    photo,
    resident,
    seat,
    set_aside,
)


class People(Book):
    """Residents, memberships and consents."""

    def new(self, person: int, chat: int, language: str) -> Resident:
        """Someone who was not known yet; written with the turn."""
        return self._unit.residents.put(Resident(new_id(), person, chat, language, now()))

    async def person(self, number: int) -> Resident | None:
        """The resident with this number."""
        found = await self._unit.residents.load(self._read, resident.c.id == number)
        return found[0] if found else None

    def change(self, one: Resident, **changes: object) -> Resident:
        """The resident with these fields changed; written with the turn."""
        current = self._unit.residents.get(one.id) or one
        return self._unit.residents.put(replace(current, **changes))  # type: ignore[arg-type]

    async def join(self, one: Resident, neighbourhood_id: int, role: str = RESIDENT, called: str = "") -> None:
        """Make them a member in this role, `called` by this name; doing it twice is doing it once."""
        if role not in await self.roles(one, neighbourhood_id):
            self._unit.memberships.put(Membership(one.id, neighbourhood_id, role, now(), called))

    async def roles(self, one: Resident, neighbourhood_id: int | None) -> frozenset[str]:
        """Their roles in this neighbourhood."""
        mine = await self._memberships(one)
        return frozenset(each.role for each in mine if each.neighbourhood_id == neighbourhood_id)

    async def standing(self, one: Resident, neighbourhood_id: int | None) -> frozenset[str]:
        """What counts for them in the table of permissions: their roles in this neighbourhood, or being a stranger."""
        current = self._unit.residents.get(one.id) or one
        if not current.agreed:
            return frozenset({STRANGER})
        return await self.roles(one, neighbourhood_id) | {RESIDENT}

    async def may(self, one: Resident, action: str, neighbourhood_id: int | None) -> bool:
        """Whether they may do this in this neighbourhood. Roles are read only where they matter: a turn costs less."""
        current = self._unit.residents.get(one.id) or one
        if may({RESIDENT if current.agreed else STRANGER}, action):
            return True
        return bool(current.agreed) and may(await self.roles(one, neighbourhood_id), action)

    async def neighbourhoods(self, one: Resident) -> list[int]:
        """The numbers of the neighbourhoods they belong to, the longest first."""
        mine = sorted(await self._memberships(one), key=lambda each: each.since)
        return list(dict.fromkeys(each.neighbourhood_id for each in mine))

    async def load_memberships(self, residents: Collection[int]) -> None:
        """Read the memberships of these residents in one go."""
        await self._unit.memberships.load(self._read, membership.c.resident_id.in_(residents))
        self._unit.memo.update((("memberships", number), True) for number in residents)

    async def _memberships(self, one: Resident) -> list[Membership]:
        if ("memberships", one.id) not in self._unit.memo:
            await self.load_memberships((one.id,))
        return self._unit.memberships.of(one.id)

    async def with_role(self, neighbourhood_id: int, *roles: str) -> list[Resident]:
        """Who has one of these roles in this neighbourhood, and can be written to."""
        there = (membership.c.neighbourhood_id == neighbourhood_id) & membership.c.role.in_(roles)
        theirs = select(membership.c.resident_id).where(there)
        return await self._unit.residents.load(
            await self._sql(), resident.c.id.in_(theirs) & (resident.c.state == "active")
        )

    async def agree(self, one: Resident, version: str, language: str, age: str) -> None:
        """Record consent: which version, in which language, and in which `age` road (adult, or with a parent's yes)."""
        if version == await self.agreed(one):
            return
        self.change(one, agreed=version)
        values = {"id": new_id(), "resident_id": one.id, "version": version, "language": language, "age": age}
        await (await self._sql()).execute(insert(consent).values(**values, given=now()))

    async def agree_again(self, one: Resident, version: str) -> None:
        """Record consent to a newer version; how old they are was asked the first time."""
        asked = select(consent.c.age).where(consent.c.resident_id == one.id).order_by(consent.c.given.desc()).limit(1)
        age = (await (await self._sql()).execute(asked)).scalar() or ""
        await self.agree(one, version, one.language, age)

    async def agreed(self, one: Resident) -> str | None:
        """The version they agreed to last and did not withdraw."""
        asked = select(consent.c.version).where(consent.c.resident_id == one.id, consent.c.withdrawn.is_(None))
        found = await self._read.execute(asked.order_by(consent.c.given.desc()).limit(1))
        return found.scalar()

    async def withdraw(self, one: Resident) -> None:
        """Withdraw every consent they gave."""
        gone = update(consent).where(consent.c.resident_id == one.id, consent.c.withdrawn.is_(None))
        await (await self._sql()).execute(gone.values(withdrawn=now()))
        Audit(self._unit).note_forgetting(WITHDREW_CONSENT)
        self.change(one, agreed="")

    async def forget(self, one: Resident) -> None:
        """Take away everything about someone: rows, answers, ideas and what waits to be sent; files become due."""
        if one.agreed:  # else there is nothing that anybody relies on, and no trace is left of them
            await Audit(self._unit).forget(one)
            await Roles(self._unit).forget(one)
            Audit(self._unit).note_forgetting(FORGOT_PERSON)
        connection = await self._sql()
        theirs = select(conversation.c.id).where(conversation.c.resident_id == one.id)
        stored = select(photo.c.stored).where(photo.c.conversation_id.in_(theirs), photo.c.stored != "")
        names = list((await connection.execute(stored)).scalars())
        await connection.execute(delete(idea).where(idea.c.resident_id == one.id))
        await connection.execute(update(meeting_table).where(meeting_table.c.host_id == one.id).values(host=""))
        seats = select(seat.c.meeting_id).where(seat.c.resident_id == one.id).distinct()
        freed = list((await connection.execute(seats)).scalars())
        for table in (heard, delivery):
            await connection.execute(delete(table).where(table.c.chat == one.chat))
        await connection.execute(delete(attempt).where(attempt.c.who == one.id))
        await connection.execute(delete(set_aside).where(set_aside.c.id.in_(await set_aside_of(connection, one))))
        await connection.execute(delete(due).where(due.c.resident_id == one.id))
        await connection.execute(delete(resident).where(resident.c.id == one.id))
        self._unit.forget(one.id)
        for meeting in freed:  # others may be waiting for that seat
            self._unit.dues.put(Due(new_id(), "seats", f"seats:{meeting}", now(), {"meeting": meeting}))
        # Of who never agreed nothing can be in an export.
        self._unit.dues.put(erasing("person", one.person, names, exports=bool(one.agreed)))

    async def count(self, neighbourhood_id: int) -> int:
        """How many people belong to this neighbourhood."""
        asked = select(func.count(func.distinct(membership.c.resident_id)))
        found = await (await self._sql()).execute(asked.where(membership.c.neighbourhood_id == neighbourhood_id))
        return int(found.scalar_one())


async def set_aside_of(connection: AsyncConnection, one: Resident) -> list[int]:
    """The updates and turns set aside that name this person. They are kept as they came: as text, of unknown form."""
    asked = select(set_aside.c.id, set_aside.c.update).where(set_aside.c.update.contains(str(one.person)))
    number = re.compile(rf"(?<!\d){one.person}(?!\d)")
    return [row.id for row in await connection.execute(asked) if number.search(row.update)]
