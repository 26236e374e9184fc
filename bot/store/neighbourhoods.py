"""The book of neighbourhoods."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update

from bot.language import _
from bot.neighbourhood.deeds import ADDED_NEIGHBOURHOOD
from bot.neighbourhood.places import Neighbourhood, checked_kind, checked_slug
from bot.neighbourhood.refusal import Refusal
from bot.store.audit import Audit
from bot.store.book import Book, now
from bot.store.tables import neighbourhood

_COLUMNS = (
    neighbourhood.c.id,
    neighbourhood.c.slug,
    neighbourhood.c.name,
    neighbourhood.c.kind,
    neighbourhood.c.languages,
    neighbourhood.c.ends,
)


class Neighbourhoods(Book):
    """The places this bot serves."""

    async def add(
        self, slug: str, name: str, kind: str = "wijk", languages: Sequence[str] = ("nl", "en")
    ) -> Neighbourhood:
        """Add one; Refusal when the slug is taken or cannot be one."""
        checked_slug(slug)
        checked_kind(kind)
        if await self.find(slug):
            raise Refusal(_("There is already a neighbourhood “{slug}”. Choose another short name.", slug=slug))
        values = {"slug": slug, "name": name, "kind": kind, "languages": list(languages), "created": now()}
        made = await (await self._sql()).execute(insert(neighbourhood).values(values).returning(*_COLUMNS))
        place = _built(made.one())
        Audit(self._unit).note(ADDED_NEIGHBOURHOOD, place.id, about=slug)
        return place

    async def end(self, place: Neighbourhood, day: date) -> None:
        """This is the last day of its project."""
        self._unit.memo.pop(("neighbourhood", place.id), None)
        self._unit.memo.pop(("neighbourhood", place.slug), None)
        changed = update(neighbourhood).where(neighbourhood.c.id == place.id).values(ends=day)
        await (await self._sql()).execute(changed)

    async def all(self) -> list[Neighbourhood]:
        """Every neighbourhood, by name."""
        found = await (await self._sql()).execute(select(*_COLUMNS).order_by(neighbourhood.c.name))
        return [_built(row) for row in found]

    async def find(self, slug: str) -> Neighbourhood | None:
        """The neighbourhood with this slug."""
        key = ("neighbourhood", slug.lower())
        if key not in self._unit.memo:
            found = await self._read.execute(select(*_COLUMNS).where(neighbourhood.c.slug == slug.lower()))
            row = found.first()
            if row is None:
                return None
            self._unit.memo[key] = _built(row)
        return self._unit.memo[key]  # type: ignore[no-any-return]

    async def get(self, number: int) -> Neighbourhood | None:
        """The neighbourhood with this number."""
        key = ("neighbourhood", number)
        if key not in self._unit.memo:
            found = await self._read.execute(select(*_COLUMNS).where(neighbourhood.c.id == number))
            self._unit.memo[key] = _built(row) if (row := found.first()) else None
        return self._unit.memo[key]  # type: ignore[no-any-return]

    async def named(self, slug: str) -> Neighbourhood:
        """The neighbourhood with this slug; Refusal that lists the known ones when there is none."""
        if found := await self.find(slug):
            return found
        known = ", ".join(place.slug for place in await self.all())
        if not known:
            raise Refusal(_("There is no neighbourhood yet. Make one with: wijkbot neighbourhood add SLUG NAME"))
        raise Refusal(_("There is no neighbourhood “{slug}”. Known are: {known}.", slug=slug, known=known))


def _built(row: Any) -> Neighbourhood:
    return Neighbourhood(row.id, row.slug, row.name, row.kind, tuple(row.languages), row.ends)
