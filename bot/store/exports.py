"""Rows for exports, read in portions so that memory stays flat however many there are."""

from collections.abc import AsyncGenerator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, String, func, select, type_coerce

from bot.neighbourhood.ideas import WITHDRAWN
from bot.neighbourhood.roles import RESIDENT
from bot.store.book import Book
from bot.store.tables import answer, attendance, conversation, idea, meeting, membership, survey

PORTION = 500

Portions = AsyncGenerator[Sequence[Sequence[Any]], None]

# Answers that steer the dialogue instead of answering a question of a survey.
_NO_QUESTION = ("once", "confirm")
_CHOSEN = ("choice", "choices", "yes-no", "scale", "ranking")


class LongReads(Book):
    """Reads that can be long. Each gives portions of rows; moments are ISO 8601 text in UTC.

    The database keeps a cursor for a read that is not at its end: close it (`contextlib.aclosing`). Moments are text
    because making a `datetime` of each would take as long as reading all the rest.
    """

    async def _stream(self, asked: Select[Any], portion: int | None = None) -> Portions:
        connection = await self._sql()
        found = await connection.stream(asked.execution_options(yield_per=portion or PORTION))
        try:
            async for rows in found.partitions():
                yield rows
        finally:
            # `async with` would not do: it leaves the cursor open when the reader stops half-way.
            await found.close()

    def _utc(self, moment: ColumnElement[Any]) -> ColumnElement[str]:
        if self._unit.dialect == "sqlite":
            return type_coerce(moment, String)  # it is stored so
        return func.to_char(func.timezone("UTC", moment), 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"', type_=String)


class Exports(LongReads):
    """Everything that was collected, in a fixed order."""

    def ideas(self, neighbourhood_id: int) -> Portions:
        """Ideas that were not withdrawn: id, created, channel, theme, text, latitude, longitude, photos, state,
        supporters, address, name.
        """
        said = (idea.c.channel, idea.c.theme, idea.c.text, idea.c.latitude, idea.c.longitude, idea.c.photos)
        rest = (idea.c.state, idea.c.supporters, idea.c.address, idea.c.name)
        asked = select(idea.c.id, self._utc(idea.c.created), *said, *rest)
        asked = asked.where(idea.c.neighbourhood_id == neighbourhood_id, idea.c.state != WITHDRAWN)
        return self._stream(asked.order_by(idea.c.id))

    def answers(self, survey_id: int) -> Portions:
        """Answers on the path: response, its state, channel, key, kind, value, answered.

        Of a response that was cancelled there are none: that person did not want to take part after all.
        """
        columns = (conversation.c.id, conversation.c.state, conversation.c.channel, answer.c.key, answer.c.kind)
        asked = given_answers(select(*columns, answer.c.value, self._utc(answer.c.answered)), survey_id)
        return self._stream(asked.order_by(conversation.c.id, answer.c.answered, answer.c.key))

    async def count_answers(self, survey_id: int) -> int:
        """How many rows `answers` gives."""
        found = await (await self._sql()).execute(given_answers(select(func.count()), survey_id))
        return int(found.scalar_one())

    async def newcomers(self, neighbourhood_id: int) -> tuple[list[tuple[int, str, float]], dict[int, dict[Any, str]]]:
        """Who came in by which link and when (seconds since 1970), and what they chose in surveys: by person, by
        (survey, question), the value as text. Only of who is a resident here and answered with buttons.
        """
        connection = await self._sql()
        here = (membership.c.neighbourhood_id == neighbourhood_id) & (membership.c.role == RESIDENT)
        came = select(membership.c.resident_id, membership.c.since).where(here)
        ways = select(conversation.c.resident_id, conversation.c.arguments).where(conversation.c.script == "welcome")
        links = {one: str(given.get("payload", "")) for one, given in await connection.execute(ways)}
        arrivals = [(one, links.get(one, ""), since.timestamp()) for one, since in await connection.execute(came)]
        chosen = select(conversation.c.resident_id, conversation.c.subject, answer.c.key, answer.c.value).join(answer)
        survey_done = (conversation.c.script == "survey") & (conversation.c.state == "done")
        where = survey_done & (conversation.c.neighbourhood_id == neighbourhood_id) & answer.c.kind.in_(_CHOSEN)
        answers: dict[int, dict[Any, str]] = {}
        for one, about, key, value in await connection.execute(chosen.where(where, answer.c.on_path.is_(True))):
            answers.setdefault(one, {})[about, key] = str(value)
        return arrivals, answers

    async def people(self, neighbourhood_id: int, what: str) -> int:
        """How many people an export of this is about: who handed in an idea, answered a survey, or said they come."""
        handed_in = select(func.count(func.distinct(idea.c.resident_id)))
        asked = handed_in.where(idea.c.neighbourhood_id == neighbourhood_id, idea.c.state != WITHDRAWN)
        if what == "answers":
            answered = select(func.count(func.distinct(conversation.c.resident_id)))
            asked = answered.join(survey, survey.c.id == conversation.c.subject)
            taking_part = (conversation.c.script == "survey") & (conversation.c.state != "cancelled")
            asked = asked.where(survey.c.neighbourhood_id == neighbourhood_id, taking_part)
        if what == "meetings":
            answered = select(func.count(func.distinct(attendance.c.resident_id)))
            asked = answered.join(meeting, meeting.c.id == attendance.c.meeting_id)
            asked = asked.where(meeting.c.neighbourhood_id == neighbourhood_id)
        return int((await (await self._sql()).execute(asked)).scalar_one())


def given_answers(asked: Select[Any], survey_id: int) -> Select[Any]:
    """The question about answers, asked of those that count in this survey."""
    joined = asked.select_from(conversation).join(answer, answer.c.conversation_id == conversation.c.id)
    # An answer that is asked again stands until another one takes its place.
    taking_part = (conversation.c.script == "survey") & (conversation.c.state != "cancelled")
    counts = answer.c.state.in_(("given", "open")) & answer.c.on_path.is_(True) & answer.c.kind.not_in(_NO_QUESTION)
    return joined.where(taking_part, conversation.c.subject == survey_id, counts)
