"""The book of removals: somebody asks that words about them go, and the texts in which those words stand."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, delete, or_, select, type_coerce, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.neighbourhood.flags import flags
from bot.neighbourhood.ideas import WITHDRAWN
from bot.neighbourhood.removals import Mention, Removal, blacked_out
from bot.store.book import Book, now
from bot.store.contributions import Contributions
from bot.store.erasing import erasing
from bot.store.ideas import Ideas
from bot.store.people import People
from bot.store.records import Resident
from bot.store.tables import answer, clearing, conversation, idea, removal

MOST_FOUND = 30
_WORDS = ("text", "place")  # the kinds of answers that people give in words of their own
# What was blacked out is newer than its own erasure: a backup of afterwards brings nothing back.
_A_MOMENT = timedelta(microseconds=1)


class Removals(Book):
    """Requests, and the texts that they are about."""

    async def ask(self, one: Resident, number: int, neighbourhood_id: int, words: str) -> None:
        """Store a request under this number; the same number again changes it."""
        dialect: Any = sqlite if self._unit.dialect == "sqlite" else postgresql
        named = {"id": number, "resident_id": one.id, "neighbourhood_id": neighbourhood_id}
        stored = dialect.insert(removal).values(**named, words=words, created=now())
        changed = stored.on_conflict_do_update(index_elements=["id"], set_={"words": words})
        await (await self._sql()).execute(changed)

    async def waiting(self, neighbourhood_id: int) -> list[Removal]:
        """The requests of a neighbourhood, the oldest first."""
        asked = select(removal.c.id, removal.c.resident_id, removal.c.words, removal.c.created)
        asked = asked.where(removal.c.neighbourhood_id == neighbourhood_id).order_by(removal.c.created)
        return [Removal(*row) for row in await (await self._sql()).execute(asked)]

    async def settle(self, number: int) -> Resident | None:
        """A request was dealt with: it goes, with the conversation it was asked in. Gives who asked."""
        found = (await (await self._sql()).execute(select(removal.c.resident_id).where(removal.c.id == number))).first()
        if found is None:
            return None
        await (await self._sql()).execute(delete(removal).where(removal.c.id == number))
        await Contributions(self._unit).take_back(number)
        return await People(self._unit).person(found.resident_id)

    async def find(self, neighbourhood_id: int, words: str) -> list[Mention]:
        """The texts of this neighbourhood in which these words stand, the newest first; capitals do not matter."""
        in_ideas = or_(*(_holds(column, words) for column in (idea.c.text, idea.c.name, idea.c.address)))
        ideas = await self._ideas((idea.c.neighbourhood_id == neighbourhood_id) & in_ideas)
        # As it stands in the JSON of an answer.
        said = _holds(type_coerce(answer.c.value, String), json.dumps(words, ensure_ascii=False)[1:-1])
        answers = await self._answers((conversation.c.neighbourhood_id == neighbourhood_id) & said)
        return [*ideas, *answers][:MOST_FOUND]

    async def get(self, neighbourhood_id: int, name: str) -> Mention | None:
        """The text with this name, as it is now."""
        kind, _colon, rest = name.partition(":")
        number, _colon, key = rest.partition(":")
        if kind == "idea":
            found = await self._ideas((idea.c.neighbourhood_id == neighbourhood_id) & (idea.c.id == int(number)))
        else:
            this = (answer.c.conversation_id == int(number)) & (answer.c.key == key)
            found = await self._answers((conversation.c.neighbourhood_id == neighbourhood_id) & this)
        return found[0] if found else None

    async def remove(self, one: Mention) -> None:
        """All of the text goes: the idea, or the answer."""
        if one.idea is not None:
            await Ideas(self._unit).take_away(one.idea)
        elif one.talk is not None:
            await Contributions(self._unit).take_back_answer(one.talk, one.key)

    async def black_out(self, one: Mention, parts: list[str], mark: str) -> None:
        """These parts of the text go wherever they stand in it, with `mark` in their place.

        Should a backup of before be restored, all of the text goes: what the parts were is not kept anywhere.
        """
        if one.idea is not None:
            await self._black_out_idea(one.idea, parts, mark)
        elif one.talk is not None:
            await self._black_out_answer(one.talk, one.key, parts, mark)

    async def _black_out_idea(self, number: int, parts: list[str], mark: str) -> None:
        connection = await self._sql()
        columns = (idea.c.text, idea.c.name, idea.c.address, idea.c.conversation_id)
        row = (await connection.execute(select(*columns).where(idea.c.id == number))).one()
        words = {name: blacked_out(getattr(row, name), parts, mark) for name in ("text", "name", "address")}
        changed = {**words, "flags": flags(words["text"])}
        due = self._unit.dues.put(erasing("idea", number, ()))
        after = due.at + _A_MOMENT
        await connection.execute(update(idea).where(idea.c.id == number).values(**changed, changed=after))
        await connection.execute(delete(clearing).where(clearing.c.idea_id == number))
        for key in ("text", "name", "place") if row.conversation_id is not None else ():
            await self._change(row.conversation_id, key, parts, mark, after)

    async def _black_out_answer(self, talk: int, key: str, parts: list[str], mark: str) -> None:
        due = self._unit.dues.put(erasing("talk", talk, (), key=key))
        await self._change(talk, key, parts, mark, due.at + _A_MOMENT)

    async def _change(self, talk: int, key: str, parts: list[str], mark: str, moment: datetime) -> None:
        asked = select(answer.c.value).where(answer.c.conversation_id == talk, answer.c.key == key)
        found = (await (await self._sql()).execute(asked)).first()
        if found is not None and found.value is not None:
            value = _without(found.value, parts, mark)
            told = flags(value) if isinstance(value, str) else ""
            await Contributions(self._unit).change_answer(talk, key, value=value, flags=told, answered=moment)

    async def _ideas(self, where: ColumnElement[bool]) -> list[Mention]:
        asked = select(idea.c.id, idea.c.text, idea.c.name, idea.c.address, idea.c.resident_id)
        asked = asked.where(where, idea.c.state != WITHDRAWN).order_by(idea.c.id.desc()).limit(MOST_FOUND)
        rows = await (await self._sql()).execute(asked)
        texts = ((row, "\n".join(part for part in (row.text, row.name, row.address) if part)) for row in rows)
        return [Mention(text, row.resident_id, idea=row.id) for row, text in texts]

    async def _answers(self, where: ColumnElement[bool]) -> list[Mention]:
        columns = (answer.c.value, conversation.c.resident_id, answer.c.conversation_id, answer.c.key)
        asked = select(*columns).join(conversation, conversation.c.id == answer.c.conversation_id)
        said = (conversation.c.script == "survey") & answer.c.kind.in_(_WORDS) & answer.c.state.in_(("given", "open"))
        asked = asked.where(where, said).order_by(answer.c.answered.desc()).limit(MOST_FOUND)
        rows = await (await self._sql()).execute(asked)
        return [Mention(_words_of(row.value), row.resident_id, talk=row.conversation_id, key=row.key) for row in rows]


def _holds(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """Whether the words stand in it. SQLite knows the capitals of plain letters only, so the usual ways are tried."""
    ways = {words, words.lower(), words.upper(), words.title(), words.capitalize()}
    return or_(*(column.icontains(way, autoescape=True) for way in ways))


def _words_of(value: Any) -> str:
    return value if isinstance(value, str) else str(value.get("address", ""))


def _without(value: Any, parts: list[str], mark: str) -> Any:
    """The value of an answer with these parts of its words replaced."""
    if isinstance(value, str):
        return blacked_out(value, parts, mark)
    return {**value, "address": blacked_out(value.get("address", ""), parts, mark)}
