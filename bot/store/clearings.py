"""The book of clearings: what facilitators said of free texts, and which texts still wait for that.

A word on a text holds for exactly the words that were read: when its author changes it, it waits again.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, literal, select, union_all

from bot.neighbourhood.clearing import ANSWER, IDEA, LATER, FreeText, Spot, Verdict
from bot.neighbourhood.ideas import WITHDRAWN
from bot.store.book import Book
from bot.store.ids import new_id
from bot.store.tables import answer, clearing, conversation, idea, survey


class Clearings(Book):
    """Free texts of one neighbourhood: ideas that were not taken back, and answers in one's own words that count."""

    async def next(self, neighbourhood_id: int) -> Spot | None:
        """The text to look at now: ideas first, the oldest first, then what was put off; None when none waits."""
        connection = self._read
        ideas = _of_ideas(neighbourhood_id, idea.c.id).where(~_IDEA_SEEN).order_by(idea.c.id)
        if row := (await connection.execute(ideas.limit(1))).first():
            return Spot(IDEA, row.id)
        answers = _of_answers(neighbourhood_id, conversation.c.id, answer.c.key).where(~_ANSWER_SEEN)
        if row := (await connection.execute(answers.order_by(conversation.c.id, answer.c.key).limit(1))).first():
            return Spot(ANSWER, *row)
        return await self._put_off(neighbourhood_id)

    async def _put_off(self, neighbourhood_id: int) -> Spot | None:
        connection = self._read
        ideas = _of_ideas(neighbourhood_id, clearing.c.id, idea.c.id).where(_IDEA_SEEN, ~_DECIDED)
        answers = _of_answers(neighbourhood_id, clearing.c.id, conversation.c.id, answer.c.key)
        answers = answers.where(_ANSWER_SEEN, ~_DECIDED)
        found = [
            (row[0], Spot(sort, *row[1:]))
            for sort, asked in ((IDEA, ideas), (ANSWER, answers))
            if (row := (await connection.execute(asked.order_by(clearing.c.id).limit(1))).first())
        ]
        return min(found)[1] if found else None

    async def waiting(self, neighbourhood_id: int, most: int) -> int:
        """How many texts wait; no more than `most` are counted."""
        ideas = _of_ideas(neighbourhood_id, literal(1)).where(~(_IDEA_SEEN & _DECIDED)).limit(most)
        answers = _of_answers(neighbourhood_id, literal(1)).where(~(_ANSWER_SEEN & _DECIDED)).limit(most)
        both = union_all(*(select(each.subquery()) for each in (ideas, answers))).subquery()
        found = await self._read.execute(select(func.count()).select_from(both))
        return min(int(found.scalar_one()), most)

    async def text(self, neighbourhood_id: int, spot: Spot) -> FreeText | None:
        """The text that stands there now; None when it is gone."""
        if spot.sort == IDEA:
            asked = _of_ideas(neighbourhood_id, idea.c.theme, idea.c.text, idea.c.changed, idea.c.flags)
            asked = asked.where(idea.c.id == spot.number)
        else:
            said = (answer.c.value, answer.c.answered, answer.c.flags)
            asked = _of_answers(neighbourhood_id, conversation.c.subject, *said)
            asked = asked.where(conversation.c.id == spot.number, answer.c.key == spot.key)
        row = (await self._read.execute(asked)).first()
        return FreeText(spot, str(row[0]), *row[1:]) if row else None

    async def judge(self, judged: FreeText, verdict: Verdict, by: int) -> None:
        """Keep what this resident says of these words; what was said of the same text before goes."""
        connection = await self._sql()
        spot = judged.spot
        await connection.execute(delete(clearing).where(_at(spot)))
        place = {"idea_id": spot.number} if spot.sort == IDEA else {"conversation_id": spot.number}
        said = {"key": spot.key, "verdict": verdict, "words": judged.words, "given": judged.given, "resident_id": by}
        await connection.execute(insert(clearing).values(id=new_id(), **place, **said))

    async def last(self, neighbourhood_id: int, by: int) -> Spot | None:
        """The text this resident decided about last; None when there is none here, or it was changed since."""
        asked = select(clearing.c.idea_id, clearing.c.conversation_id, clearing.c.key)
        asked = asked.where(clearing.c.resident_id == by, _DECIDED).order_by(clearing.c.id.desc()).limit(1)
        row = (await self._read.execute(asked)).first()
        if row is None:
            return None
        spot = Spot(IDEA, row.idea_id) if row.idea_id is not None else Spot(ANSWER, row.conversation_id, row.key)
        return spot if await self.text(neighbourhood_id, spot) else None

    async def take_back(self, spot: Spot) -> None:
        """What was said of this text does not hold any more: it waits again."""
        await (await self._sql()).execute(delete(clearing).where(_at(spot)))


def _at(spot: Spot) -> ColumnElement[bool]:
    if spot.sort == IDEA:
        return clearing.c.idea_id == spot.number
    return and_(clearing.c.conversation_id == spot.number, clearing.c.key == spot.key)


# What was said of an idea goes when its words change (see `Ideas.hand_in`).
_IDEA_SEEN: ColumnElement[bool] = clearing.c.id.is_not(None)
_ANSWER_SEEN: ColumnElement[bool] = and_(clearing.c.id.is_not(None), clearing.c.given == answer.c.answered)
_DECIDED: ColumnElement[bool] = clearing.c.verdict != LATER


def _of_ideas(neighbourhood_id: int, *columns: Any) -> Select[Any]:
    joined = idea.outerjoin(clearing, clearing.c.idea_id == idea.c.id)
    here = (idea.c.neighbourhood_id == neighbourhood_id, idea.c.state != WITHDRAWN, idea.c.text != "")
    return select(*columns).select_from(joined).where(*here)


def _of_answers(neighbourhood_id: int, *columns: Any) -> Select[Any]:
    joined = (
        survey.join(conversation, conversation.c.subject == survey.c.id)
        .join(answer, answer.c.conversation_id == conversation.c.id)
        .outerjoin(clearing, _of_this_answer())
    )
    counts = (answer.c.kind == "text", answer.c.state.in_(("given", "open")), answer.c.on_path.is_(True))
    taking_part = (conversation.c.script == "survey", conversation.c.state != "cancelled")
    asked = select(*columns).select_from(joined)
    return asked.where(survey.c.neighbourhood_id == neighbourhood_id, *taking_part, *counts)


def _of_this_answer() -> ColumnElement[bool]:
    return and_(clearing.c.conversation_id == answer.c.conversation_id, clearing.c.key == answer.c.key)
