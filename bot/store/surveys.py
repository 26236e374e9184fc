"""The book of surveys: definitions in versions, so that editing a live survey keeps all answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from bot.language import _
from bot.neighbourhood.deeds import ADDED_SURVEY, CLOSED_SURVEY
from bot.neighbourhood.refusal import Refusal
from bot.store.audit import Audit
from bot.store.book import Book, now
from bot.store.records import Resident
from bot.store.tables import conversation, survey, survey_version


@dataclass(frozen=True, slots=True)
class StoredSurvey:
    """A survey with its newest version. `definition` is the canonical data of `bot.neighbourhood.survey`."""

    id: int
    neighbourhood_id: int
    slug: str
    closed: datetime | None
    version: int
    definition: dict[str, Any]


class Surveys(Book):
    """Surveys of the neighbourhoods."""

    async def add(self, neighbourhood_id: int, definition: dict[str, Any]) -> StoredSurvey:
        """Add a survey, or a new version of the one with the same slug; an unchanged definition adds nothing."""
        slug = definition["slug"]
        existing = await self.find(neighbourhood_id, slug)
        if existing is None:
            values = {"neighbourhood_id": neighbourhood_id, "slug": slug, "created": now()}
            made = await (await self._sql()).execute(insert(survey).values(values).returning(survey.c.id))
            return await self._version(made.scalar_one(), 1, definition)
        await self._set_closed(existing.id, None)
        if existing.definition == definition:
            return await self.get(existing.id)
        return await self._version(existing.id, existing.version + 1, definition)

    async def _version(self, survey_id: int, number: int, definition: dict[str, Any]) -> StoredSurvey:
        values = {"survey_id": survey_id, "number": number, "definition": definition, "created": now()}
        self._unit.memo.pop(("survey", survey_id), None)
        await (await self._sql()).execute(insert(survey_version).values(values))
        made = await self.get(survey_id)
        Audit(self._unit).note(ADDED_SURVEY, made.neighbourhood_id, about=f"{made.slug} {number}")
        return made

    async def get(self, survey_id: int) -> StoredSurvey:
        """The survey with this number."""
        key = ("survey", survey_id)
        if key not in self._unit.memo:
            self._unit.memo[key] = (await self._newest(survey.c.id == survey_id))[0]
        return self._unit.memo[key]  # type: ignore[no-any-return]

    async def find(self, neighbourhood_id: int, slug: str) -> StoredSurvey | None:
        """The neighbourhood's survey with this slug."""
        key = ("survey", neighbourhood_id, slug)
        if key not in self._unit.memo:
            found = await self._newest((survey.c.neighbourhood_id == neighbourhood_id) & (survey.c.slug == slug))
            if not found:
                return None
            self._unit.memo[key] = found[0].id
            self._unit.memo[("survey", found[0].id)] = found[0]
        return await self.get(self._unit.memo[key])

    async def all(self, neighbourhood_id: int) -> list[StoredSurvey]:
        """Every survey of a neighbourhood, the newest last."""
        return await self._newest(survey.c.neighbourhood_id == neighbourhood_id)

    async def versions(self, survey_id: int) -> list[dict[str, Any]]:
        """Every definition the survey has had, the newest first."""
        asked = select(survey_version.c.definition).where(survey_version.c.survey_id == survey_id)
        found = await (await self._sql()).execute(asked.order_by(survey_version.c.number.desc()))
        return list(found.scalars())

    async def close(self, neighbourhood_id: int, slug: str) -> None:
        """Close it: no new answers. Refusal when there is no such survey."""
        found = await self.find(neighbourhood_id, slug)
        if found is None:
            known = ", ".join(one.slug for one in await self.all(neighbourhood_id)) or "–"
            raise Refusal(_("There is no survey “{slug}”. Known are: {known}.", slug=slug, known=known))
        await self._set_closed(found.id, now())
        Audit(self._unit).note(CLOSED_SURVEY, neighbourhood_id, about=slug)

    async def responses(self, survey_id: int) -> tuple[int, int]:
        """How many people finished it, and how many began and did not finish."""
        asked = select(conversation.c.state, func.count().label("people")).where(
            conversation.c.script == "survey", conversation.c.subject == survey_id
        )
        found = await (await self._sql()).execute(asked.group_by(conversation.c.state))
        counted = {row.state: row.people for row in found}
        return counted.get("done", 0), counted.get("open", 0)

    async def finished_by(self, one: Resident) -> list[tuple[int, dict[str, str]]]:
        """The surveys this person finished: the number of the conversation and the survey's title."""
        asked = select(conversation.c.id, conversation.c.subject).where(
            conversation.c.resident_id == one.id, conversation.c.script == "survey", conversation.c.state == "done"
        )
        found = (await self._read.execute(asked.order_by(conversation.c.id.desc()))).all()
        return [(talk, (await self.get(subject)).definition["title"]) for talk, subject in found]

    async def _set_closed(self, survey_id: int, moment: datetime | None) -> None:
        self._unit.memo.pop(("survey", survey_id), None)
        await (await self._sql()).execute(update(survey).where(survey.c.id == survey_id).values(closed=moment))

    async def _newest(self, where: Any) -> list[StoredSurvey]:
        newest = select(func.max(survey_version.c.number)).where(survey_version.c.survey_id == survey.c.id)
        asked = (
            select(survey.c.id, survey.c.neighbourhood_id, survey.c.slug, survey.c.closed)
            .add_columns(survey_version.c.number, survey_version.c.definition)
            .join(survey_version, survey_version.c.survey_id == survey.c.id)
            .where(where, survey_version.c.number == newest.correlate(survey).scalar_subquery())
            .order_by(survey.c.id)
        )
        found = await self._read.execute(asked)
        return [StoredSurvey(*row) for row in found]
