"""The book of instances: which bots work with this database, and which one of them has the lease."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from bot.store.book import Book, now
from bot.store.process import lives
from bot.store.tables import instance


@dataclass(frozen=True, slots=True)
class Instance:
    """One running bot. `id` is its fencing number: it rises, and none is given twice.

    `place` says where it runs, for people, `process` the same for programs. An `alone` one shares its work with no
    other. `leads` is since when it has the lease, None when it has not. `beat` counts its signs of life, `seen` is the
    moment of the last one by its own clock, only for people.
    """

    id: int
    place: str
    process: str
    alone: bool
    leads: datetime | None
    beat: int
    started: datetime
    seen: datetime

    @property
    def is_gone(self) -> bool:
        """Whether its process has ended for certain; nobody can tell that from another machine."""
        return lives(self.process) is False


class Instances(Book):
    """Rows of the instances. Who has no row any more writes nothing: each of its commits looks for it."""

    async def all(self) -> list[Instance]:
        """Every instance, the oldest first."""
        found = await self._read.execute(select(*instance.c).order_by(instance.c.id))
        return [Instance(*row) for row in found]

    async def add(self, place: str, process: str, *, alone: bool) -> int:
        """A new one: its number."""
        moment = now()
        values = {"place": place, "process": process, "alone": alone, "beat": 0, "started": moment, "seen": moment}
        made = await self._read.execute(insert(instance).values(values).returning(instance.c.id))
        return int(made.scalar_one())

    async def beat(self, number: int) -> bool:
        """A sign of life; False when this instance was removed."""
        beaten = update(instance).where(instance.c.id == number).values(beat=instance.c.beat + 1, seen=now())
        return (await self._read.execute(beaten)).rowcount > 0

    async def lead(self, number: int) -> None:
        """Give it the lease."""
        await self._read.execute(update(instance).where(instance.c.id == number).values(leads=now()))

    async def remove(self, one: Instance) -> bool:
        """Take away who is gone, lease and all; False when it gave another sign of life."""
        same = (instance.c.id == one.id) & (instance.c.beat == one.beat)
        return (await self._read.execute(delete(instance).where(same))).rowcount > 0

    async def leave(self, number: int) -> None:
        """This one ends."""
        await self._read.execute(delete(instance).where(instance.c.id == number))

    async def is_there(self, number: int) -> bool:
        """Whether it may still write."""
        return (await self._read.execute(select(instance.c.id).where(instance.c.id == number))).first() is not None
