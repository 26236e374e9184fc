"""The book of closing: a year after the end of a project only totals are left of what was collected."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import delete, exists, insert, select, update

from bot.neighbourhood.ideas import WITHDRAWN
from bot.neighbourhood.keeping import KEEPING_MONTHS, months_from
from bot.store.book import Book
from bot.store.ids import new_id
from bot.store.tables import answer, conversation, idea, meeting, membership, neighbourhood, resident, survey, total

FEWEST = 5  # people; a smaller total could point at somebody
IDEAS = "idea"
_CHOSEN = ("choice", "choices", "scale", "yes-no")  # kinds whose values can be counted
_NO_QUESTION = ("once", "confirm")


class Total(NamedTuple):
    """How many people chose this value at this question; an empty value stands for who answered in another way.

    Of a question with options there is no sum: it would tell how many chose what fewer than five people chose.
    """

    survey: str
    question: str
    value: str
    people: int


class Closing(Book):
    """Counts what was collected in places whose project ended long ago, and takes the rest away."""

    async def due(self, today: date) -> list[int]:
        """The neighbourhoods whose project ended so long ago that only totals may be left."""
        long_ago = neighbourhood.c.ends < months_from(today, -KEEPING_MONTHS)
        return list((await self._read.execute(select(neighbourhood.c.id).where(long_ago))).scalars())

    async def surveys(self, place: int) -> list[tuple[int, str]]:
        """The surveys of this neighbourhood that somebody answered: number and slug."""
        answered = exists().where(conversation.c.script == "survey", conversation.c.subject == survey.c.id)
        asked = select(survey.c.id, survey.c.slug).where(survey.c.neighbourhood_id == place, answered)
        return [(row.id, row.slug) for row in await self._read.execute(asked)]

    async def close_survey(self, place: int, number: int, slug: str) -> None:
        """Keep how often each option was chosen, and take the responses away."""
        connection = await self._sql()
        responses = (conversation.c.script == "survey") & (conversation.c.subject == number)
        given = answer.c.on_path.is_(True) & answer.c.state.in_(("given", "open")) & answer.c.kind.not_in(_NO_QUESTION)
        asked = select(answer.c.key, answer.c.kind, answer.c.value).join(conversation)
        rows = await connection.execute(asked.where(responses, conversation.c.state != "cancelled", given))
        counted = Counter(cell for row in rows for cell in _cells(slug, row.key, row.kind, row.value))
        await self._add(place, counted)
        await connection.execute(delete(conversation).where(responses))

    async def close_ideas(self, place: int) -> None:
        """Keep how many ideas there were about each theme, and take the ideas away."""
        connection = await self._sql()
        there = idea.c.neighbourhood_id == place
        asked = select(idea.c.theme).where(there, idea.c.state != WITHDRAWN)
        themes = (await connection.execute(asked)).scalars().all()
        counted = Counter((IDEAS, "theme", theme) for theme in themes)
        await self._add(place, counted)
        await connection.execute(delete(idea).where(there))

    async def close_talks(self, place: int) -> None:
        """Take away every other conversation of this neighbourhood, its meetings, and who belongs to it."""
        connection = await self._sql()
        await connection.execute(delete(meeting).where(meeting.c.neighbourhood_id == place))
        await connection.execute(delete(conversation).where(conversation.c.neighbourhood_id == place))
        await connection.execute(delete(membership).where(membership.c.neighbourhood_id == place))

    async def people(self, place: int) -> list[int]:
        """The residents who belong to this neighbourhood and to no other."""
        here = exists().where(membership.c.resident_id == resident.c.id, membership.c.neighbourhood_id == place)
        elsewhere = exists().where(membership.c.resident_id == resident.c.id, membership.c.neighbourhood_id != place)
        return list((await self._read.execute(select(resident.c.id).where(here, ~elsewhere))).scalars())

    async def totals(self, place: int) -> Sequence[Total]:
        """What is left of a project."""
        asked = select(total.c.survey, total.c.question, total.c.value, total.c.people)
        asked = asked.where(total.c.neighbourhood_id == place)
        found = await self._read.execute(asked.order_by(total.c.survey, total.c.question, total.c.value))
        return [Total(*row) for row in found]

    async def _add(self, place: int, counted: Counter[tuple[str, str, str]]) -> None:
        connection = await self._sql()
        for (slug, question, value), people in counted.items():
            if people < FEWEST:
                continue
            named = {"neighbourhood_id": place, "survey": slug, "question": question, "value": value}
            same = [total.c[name] == content for name, content in named.items()]
            more = update(total).where(*same).values(people=total.c.people + people)
            if not (await connection.execute(more)).rowcount:
                await connection.execute(insert(total).values(**named, id=new_id(), people=people))


def _cells(slug: str, key: str, kind: str, value: Any) -> Iterable[tuple[str, str, str]]:
    """What one answer counts for: each thing that was chosen, or that there was an answer."""
    chosen = value if isinstance(value, list) else [value]
    return [(slug, key, str(one)[:200]) for one in chosen] if kind in _CHOSEN else [(slug, key, "")]
