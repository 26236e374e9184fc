"""The book of ideas, with their photos."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.neighbourhood.clearing import words_of
from bot.neighbourhood.flags import flags
from bot.neighbourhood.ideas import RECEIVED, WITHDRAWN, Idea
from bot.store.book import Book, now
from bot.store.erasing import erasing
from bot.store.ids import new_id
from bot.store.records import Conversation, Resident
from bot.store.screens import forget_screens
from bot.store.tables import clearing, conversation, idea, photo

_COLUMNS = (
    idea.c.id,
    idea.c.neighbourhood_id,
    idea.c.channel,
    idea.c.theme,
    idea.c.text,
    idea.c.name,
    idea.c.latitude,
    idea.c.longitude,
    idea.c.address,
    idea.c.photos,
    idea.c.state,
    idea.c.created,
    idea.c.flags,
)


class Ideas(Book):
    """What residents handed in."""

    async def hand_in(
        self,
        one: Resident,
        talk: Conversation,
        *,
        theme: str,
        text: str,
        place: dict[str, Any] | None,
        photos: list[dict[str, str]],
        name: str,
    ) -> Idea:
        """Store the idea of a conversation; the same conversation again changes that idea instead of adding one."""
        values = _values(one, talk, theme=theme, text=text, place=place or {}, photos=len(photos), name=name)
        dialect: Any = sqlite if self._unit.dialect == "sqlite" else postgresql
        statement = dialect.insert(idea).values(**values, created=now())
        kept = {name: value for name, value in values.items() if name != "conversation_id"}
        stored = statement.on_conflict_do_update(index_elements=["conversation_id"], set_=kept).returning(*_COLUMNS)
        connection = await self._sql()
        made: Any = (await connection.execute(stored)).one()
        # What a facilitator said of other words does not hold for these.
        other = (clearing.c.idea_id == made.id) & (clearing.c.words != words_of(text))
        await connection.execute(delete(clearing).where(other))
        return Idea(*made)

    async def of(self, one: Resident) -> list[Idea]:
        """The ideas of this person, the newest first."""
        asked = select(*_COLUMNS).where(idea.c.resident_id == one.id, idea.c.state != WITHDRAWN)
        found: Any = await (await self._sql()).execute(asked.order_by(idea.c.id.desc()))
        return [Idea(*row) for row in found]

    async def get(self, number: int) -> tuple[Idea, int | None] | None:
        """An idea and the number of its conversation."""
        found = await (await self._sql()).execute(select(*_COLUMNS, idea.c.conversation_id).where(idea.c.id == number))
        return (Idea(*row[:-1]), row[-1]) if (row := found.first()) else None

    async def withdraw(self, one: Resident, number: int) -> bool:
        """Take back one's own idea; its words go, a trace that there was one stays."""
        mine = select(idea.c.id).where(idea.c.id == number, idea.c.resident_id == one.id)
        if (await (await self._sql()).execute(mine)).first() is None:
            return False
        return await self.take_away(number)

    async def take_away(self, number: int, *, exports: bool = True) -> bool:
        """The words, place, name and photos of an idea go, and with `exports` the exports that hold them."""
        connection = await self._sql()
        there = (idea.c.id == number) & (idea.c.state != WITHDRAWN)
        found = (await connection.execute(select(idea.c.conversation_id, idea.c.resident_id).where(there))).first()
        if found is None:
            return False
        talk = found.conversation_id
        stored = select(photo.c.stored).where(photo.c.conversation_id == talk, photo.c.stored != "")
        names = (await connection.execute(stored)).scalars().all()
        words = {"text": "", "name": "", "address": "", "flags": ""}
        empty = {**words, "latitude": None, "longitude": None, "photos": 0}
        await connection.execute(update(idea).where(there).values(state=WITHDRAWN, changed=now(), **empty))
        await connection.execute(delete(clearing).where(clearing.c.idea_id == number))
        if talk is not None:
            # The answers it was made of, and its photos, go with it.
            await connection.execute(delete(conversation).where(conversation.c.id == talk))
            self._unit.forget_talk(talk)
        if found.resident_id is not None:
            await forget_screens(self._unit, found.resident_id)
        self._unit.dues.put(erasing("idea", number, names, exports=exports))
        return True

    async def count(self, neighbourhood_id: int) -> int:
        """How many ideas this neighbourhood has."""
        asked = select(func.count()).where(idea.c.neighbourhood_id == neighbourhood_id, idea.c.state != WITHDRAWN)
        return int((await (await self._sql()).execute(asked)).scalar_one())


class Pending(NamedTuple):
    """A photo to fetch: the messenger's file, and the answer it belongs to."""

    file: str
    conversation_id: int
    key: str
    unique: str


class PhotoBook(Book):
    """Photos of answers: noted with the turn, fetched afterwards by the clock."""

    async def note(self, conversation_id: int, key: str, photos: list[dict[str, Any]]) -> list[int]:
        """Note the photos of an answer; those that are no longer part of it go. Returns the rows still to fetch."""
        connection = await self._sql()
        mine = (photo.c.conversation_id == conversation_id) & (photo.c.key == key)
        uniques = [one["unique"] for one in photos]
        await connection.execute(delete(photo).where(mine, photo.c.unique.not_in(uniques)))
        known = set((await connection.execute(select(photo.c.unique).where(mine))).scalars())
        fresh = [_photo(conversation_id, key, one) for one in photos if one["unique"] not in known]
        if fresh:
            await connection.execute(insert(photo), fresh)
        return [int(row["id"]) for row in fresh]

    async def since(self, one: Resident, moment: datetime) -> tuple[int, int]:
        """How many photos this person sent since a moment, and how many bytes."""
        theirs = select(conversation.c.id).where(conversation.c.resident_id == one.id)
        asked = select(func.count(), func.coalesce(func.sum(photo.c.size), 0)).select_from(photo)
        asked = asked.where(photo.c.conversation_id.in_(theirs), photo.c.created > moment)
        count, size = (await (await self._sql()).execute(asked)).one()
        return int(count), int(size)

    async def pending(self, number: int) -> Pending | None:
        """A photo that is still to be fetched."""
        asked = select(photo.c.file, photo.c.conversation_id, photo.c.key, photo.c.unique)
        found = await (await self._sql()).execute(asked.where(photo.c.id == number, photo.c.state == "pending"))
        return Pending(*row) if (row := found.first()) else None

    async def stored(self, number: int, name: str) -> None:
        """It was fetched: it stands in the photos' directory under this name."""
        await (await self._sql()).execute(update(photo).where(photo.c.id == number).values(stored=name, state="stored"))

    async def failed(self, number: int) -> None:
        """It could not be fetched; it no longer counts."""
        await (await self._sql()).execute(update(photo).where(photo.c.id == number).values(state="failed"))


def _photo(conversation_id: int, key: str, one: dict[str, Any]) -> dict[str, Any]:
    named = {"id": new_id(), "conversation_id": conversation_id, "key": key, "unique": one["unique"]}
    return {
        **named,
        "file": one["file"],
        "stored": "",
        "state": "pending",
        "size": one.get("size", 0),
        "created": now(),
    }


def _values(one: Resident, talk: Conversation, *, place: dict[str, Any], **given: Any) -> dict[str, Any]:
    return {
        "neighbourhood_id": talk.neighbourhood_id,
        # What was written down for others, at a meeting say, belongs to nobody in the chat.
        "resident_id": one.id if talk.channel == "chat" else None,
        "conversation_id": talk.id,
        "channel": talk.channel,
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "address": place.get("address", ""),
        "state": RECEIVED,
        "supporters": 0,
        "flags": flags(given["text"]),
        "changed": now(),
        **given,
    }
