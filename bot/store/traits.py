"""What anonymised exports are made of: traits that several people may share.

Names and addresses are not read at all, and words only where a facilitator cleared them.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Integer, Select, Text, case, cast, func, literal, or_, select, type_coerce

from bot.neighbourhood.clearing import SHOWN, words_of
from bot.neighbourhood.ideas import WITHDRAWN
from bot.neighbourhood.themes import SENSITIVE_THEMES
from bot.store.exports import LongReads, Portions, given_answers
from bot.store.tables import answer, clearing, conversation, idea
from bot.store.types import Json

WIDE_PORTION = 2000
_CAN_HURT = case((or_(idea.c.theme.in_(SENSITIVE_THEMES), idea.c.flags != ""), 1), else_=0)


class Traits(LongReads):
    """Reads without words, in no order that means anything."""

    def ideas(self, neighbourhood_id: int) -> Portions:
        """Ideas not withdrawn: id, person, whether it can hurt (1 or 0), created, theme, channel, state, photos,
        supporters, and the place in whole hundredths of a degree.

        An idea of nobody, from paper say, counts as one of somebody else.
        """
        person = func.coalesce(idea.c.resident_id, -idea.c.id)
        about = (idea.c.theme, idea.c.channel, idea.c.state, idea.c.photos, idea.c.supporters)
        where = [cast(func.round(degrees * 100), Integer) for degrees in (idea.c.latitude, idea.c.longitude)]
        asked = select(idea.c.id, person, _CAN_HURT, self._utc(idea.c.created), *about, *where)
        here = (idea.c.neighbourhood_id == neighbourhood_id, idea.c.state != WITHDRAWN)
        return self._stream(asked.where(*here), WIDE_PORTION)

    async def cleared_ideas(self, neighbourhood_id: int) -> set[int]:
        """The ideas whose words may be shown."""
        asked = select(idea.c.id).join(clearing, clearing.c.idea_id == idea.c.id)
        here = (idea.c.neighbourhood_id == neighbourhood_id, idea.c.state != WITHDRAWN)
        found = await self._read.execute(asked.where(*here, clearing.c.verdict == SHOWN))
        return set(found.scalars())

    async def idea_words(self, numbers: Collection[int]) -> dict[int, str]:
        """The words of these ideas, of those that may be shown as they are now."""
        asked = select(idea.c.id, clearing.c.words, idea.c.text).join(clearing, clearing.c.idea_id == idea.c.id)
        return await self._cleared(asked.where(idea.c.id.in_(numbers), clearing.c.verdict == SHOWN))

    def answers(self, survey_id: int, key: str) -> Portions:
        """Answers to one question: response, its state, channel, kind, value, answered. A text has no value."""
        value = case((answer.c.kind == "text", literal("null", Text)), else_=type_coerce(answer.c.value, Text))
        columns = (conversation.c.id, conversation.c.state, conversation.c.channel, answer.c.kind)
        asked = given_answers(select(*columns, type_coerce(value, Json), self._utc(answer.c.answered)), survey_id)
        return self._stream(asked.where(answer.c.key == key), WIDE_PORTION)

    async def answer_words(self, survey_id: int, key: str) -> dict[int, str]:
        """The answers to one question in people's own words that may be shown as they are now, by response."""
        asked = given_answers(select(conversation.c.id, clearing.c.words, answer.c.value), survey_id).join(
            clearing,
            (clearing.c.conversation_id == answer.c.conversation_id) & (clearing.c.key == answer.c.key),
        )
        shown = (answer.c.key == key, answer.c.kind == "text", clearing.c.verdict == SHOWN)
        return await self._cleared(asked.where(*shown))

    async def _cleared(self, asked: Select[Any]) -> dict[int, str]:
        """Texts by number, without those that were changed after a facilitator read them."""
        found = await self._read.execute(asked)
        return {number: text for number, words, text in found if words_of(text) == words}
