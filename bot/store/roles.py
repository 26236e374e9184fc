"""The book of roles: who has which role in a neighbourhood, and taking it away."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from bot.language import _
from bot.neighbourhood.deeds import TOOK_ROLE
from bot.neighbourhood.permissions import MANAGE, may
from bot.neighbourhood.refusal import Refusal
from bot.neighbourhood.roles import ADMIN, INVITED, RESIDENT
from bot.store.audit import Audit
from bot.store.book import Book
from bot.store.invites import Invites
from bot.store.records import Resident
from bot.store.tables import conversation, membership, neighbourhood
from bot.store.telling import telling

NAMING = ("manage", "appoint", "dismiss", "revoke")  # conversations in which names of people with a role stand


@dataclass(frozen=True, slots=True)
class Holder:
    """A resident with a role, `called` by this name."""

    resident_id: int
    role: str
    called: str
    since: datetime


class Roles(Book):
    """Roles beyond being a resident. They are given by invites (see `Invites`)."""

    async def holders(self, neighbourhood_id: int) -> list[Holder]:
        """Everybody with a role in this neighbourhood, by role."""
        asked = select(membership.c.resident_id, membership.c.role, membership.c.called, membership.c.since)
        asked = asked.where(membership.c.neighbourhood_id == neighbourhood_id, membership.c.role != RESIDENT)
        found = [Holder(*row) for row in await (await self._sql()).execute(asked)]
        return sorted(found, key=lambda one: (INVITED.index(one.role), one.since))

    async def take(self, resident_id: int, role: str, neighbourhood_id: int) -> bool:
        """Take this role away, with the invites that gave it or that it gave; False when it was gone already.

        Refusal when that would leave a neighbourhood that has an administrator without one.
        """
        connection = await self._sql()
        # Two administrators who take each other's role at the same moment wait for each other here.
        locked = select(neighbourhood.c.id).where(neighbourhood.c.id == neighbourhood_id)
        await connection.execute(locked.with_for_update(key_share=True))
        holders = await self.holders(neighbourhood_id)
        if not any((one.resident_id, one.role) == (resident_id, role) for one in holders):
            return False
        if role == ADMIN and sum(one.role == ADMIN for one in holders) == 1:
            raise Refusal(_("This is the only administrator here. Invite another one first."))
        theirs = (membership.c.resident_id == resident_id) & (membership.c.neighbourhood_id == neighbourhood_id)
        await connection.execute(delete(membership).where(theirs, membership.c.role == role))
        self._unit.memberships.remove(
            lambda row: (row.resident_id, row.neighbourhood_id, row.role) == (resident_id, neighbourhood_id, role)
        )
        invites = Invites(self._unit)
        await invites.end(resident_id, role, neighbourhood_id)
        if may({role}, MANAGE):  # else they could let themselves in again
            await invites.revoke_made_by(resident_id, neighbourhood_id)
        Audit(self._unit).note(TOOK_ROLE, neighbourhood_id, about=role, people=1, whom=resident_id)
        if resident_id != self._unit.actor:
            self._unit.dues.put(telling(resident_id, role, neighbourhood_id))
        return True

    async def forget(self, one: Resident) -> None:
        """Of somebody who is forgotten: their invites, and conversations of others in which their name stands."""
        await Invites(self._unit).forget(one)
        connection = await self._sql()
        asked = select(membership.c.neighbourhood_id).where(membership.c.resident_id == one.id)
        places = (await connection.execute(asked.where(membership.c.role != RESIDENT))).scalars().all()
        naming = conversation.c.script.in_(NAMING) & conversation.c.neighbourhood_id.in_(places)
        talks = (await connection.execute(delete(conversation).where(naming).returning(conversation.c.id))).scalars()
        for talk in talks.all():
            self._unit.forget_talk(talk)
