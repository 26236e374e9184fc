"""The book of contributions: taking back a whole response, or one answer of it."""

from dataclasses import replace
from typing import Any

from sqlalchemy import delete, select

from bot.store.book import Book
from bot.store.erasing import erasing
from bot.store.records import Resident
from bot.store.screens import forget_screens
from bot.store.tables import answer, clearing, conversation, photo

# As if the question was left out: the row stays, so that it is not asked again by itself.
_NO_ANSWER: dict[str, Any] = {"value": None, "state": "skipped", "message": None, "flags": ""}


class Contributions(Book):
    """What somebody said in a conversation goes for good: from the rows, the files, and later from restored backups."""

    async def answered(self, one: Resident, talk: int) -> set[str]:
        """The keys of what this person answered in this conversation of theirs."""
        asked = select(answer.c.key).join(conversation, conversation.c.id == answer.c.conversation_id)
        given = answer.c.state.in_(("given", "open")) & answer.c.on_path.is_(True)
        mine = (conversation.c.id == talk) & (conversation.c.resident_id == one.id)
        return set((await (await self._sql()).execute(asked.where(mine, given))).scalars())

    async def take_back(self, talk: int) -> None:
        """All of a conversation: its answers, photos and questions."""
        connection = await self._sql()
        names = await self._photos(talk)
        await self._forget_screens(talk)
        await connection.execute(delete(conversation).where(conversation.c.id == talk))
        self._unit.forget_talk(talk)
        self._unit.dues.put(erasing("talk", talk, names))

    async def take_back_answer(self, talk: int, key: str, *, exports: bool = True) -> None:
        """One answer; with `exports` the exports that hold it go too."""
        names = await self._photos(talk, key)
        await self.change_answer(talk, key, **_NO_ANSWER)
        await (await self._sql()).execute(delete(photo).where(photo.c.conversation_id == talk, photo.c.key == key))
        self._unit.dues.put(erasing("talk", talk, names, key=key, exports=exports))

    async def change_answer(self, talk: int, key: str, **changes: object) -> None:
        """Change what is stored of one answer, also where its words stand on buttons."""
        mine = (answer.c.conversation_id == talk) & (answer.c.key == key)
        await self._unit.answers.load(await self._sql(), mine)
        if found := self._unit.answers.get((talk, key)):
            self._unit.answers.put(replace(found, **changes))  # type: ignore[arg-type]
        # What a facilitator said of other words does not hold for these.
        said = (clearing.c.conversation_id == talk) & (clearing.c.key == key)
        await (await self._sql()).execute(delete(clearing).where(said))
        await self._forget_screens(talk)

    async def _forget_screens(self, talk: int) -> None:
        whose = select(conversation.c.resident_id).where(conversation.c.id == talk)
        for resident_id in (await (await self._sql()).execute(whose)).scalars().all():
            await forget_screens(self._unit, resident_id)

    async def _photos(self, talk: int, key: str | None = None) -> list[str]:
        asked = select(photo.c.stored).where(photo.c.conversation_id == talk, photo.c.stored != "")
        asked = asked if key is None else asked.where(photo.c.key == key)
        return list((await (await self._sql()).execute(asked)).scalars())
