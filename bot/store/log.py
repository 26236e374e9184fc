"""The book of the dialogue's log: conversations, their answers and prompts, and which messages were heard."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, or_, select, tuple_

from bot.store.book import Book, now
from bot.store.ids import new_id
from bot.store.people import People
from bot.store.records import Answer, Conversation, Heard, Prompt, Resident
from bot.store.tables import answer, conversation, heard, prompt, resident


def _among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    return column.in_(bindparam(name, expanding=True))


# What a batch reads, built once.
_OF_PERSONS = _among(resident.c.person, "persons")
_ON_SCREENS = _among(prompt.c.resident_id, "residents") & or_(prompt.c.state == "open", _among(prompt.c.id, "prompts"))
_UNDER_WAY = _among(conversation.c.resident_id, "residents") & or_(
    conversation.c.state == "open", _among(conversation.c.id, "conversations")
)
_SUBJECTS = select(conversation.c.resident_id, conversation.c.script, conversation.c.subject, conversation.c.id).where(
    _among(conversation.c.resident_id, "residents"), conversation.c.subject.is_not(None)
)
_OF_CONVERSATIONS = _among(answer.c.conversation_id, "conversations")


class Log(Book):
    """What was asked and answered. Rows are read in one go for a batch and written in one go before the commit."""

    async def load(
        self, persons: Collection[int], prompts: Collection[int], messages: Collection[tuple[int, int]] = ()
    ) -> None:
        """Read all that the turns of these people are likely to need, in a few statements.

        `prompts` are those whose buttons were pressed, `messages` the (chat, message) pairs that were sent.
        """
        connection = self._read
        if messages:
            await self._unit.heard.load(connection, tuple_(heard.c.chat, heard.c.message).in_(messages))
        people = await self._unit.residents.load(connection, _OF_PERSONS, persons=list(persons))
        ids = [one.id for one in people]
        if not ids:
            return
        if messages:  # a message may start anything: who one is where, and what one has been asked before
            await People(self._unit).load_memberships(ids)
            await self._load_subjects(ids)
        shown = await self._unit.prompts.load(connection, _ON_SCREENS, residents=ids, prompts=list(prompts))
        wanted = {one.conversation_id for one in shown} | {one.floor for one in people}
        found = await self._unit.conversations.load(
            connection, _UNDER_WAY, residents=ids, conversations=list(wanted - {None})
        )
        if found:
            await self._unit.answers.load(connection, _OF_CONVERSATIONS, conversations=[one.id for one in found])

    def resident(self, person: int) -> Resident | None:
        """The resident with this number of the messenger, of those that were loaded or made in this batch."""
        return next(iter(self._unit.residents.of(person)), None)

    def conversation(self, number: int | None) -> Conversation | None:
        """A loaded conversation."""
        return self._unit.conversations.get(number)

    async def fetch(self, number: int) -> Conversation | None:
        """A conversation, loaded with its answers when it was not."""
        if found := self._unit.conversations.get(number):
            return found
        await self._unit.conversations.load(self._read, conversation.c.id == number)
        await self._unit.answers.load(self._read, answer.c.conversation_id == number)
        return self._unit.conversations.get(number)

    async def about(self, one: Resident, script: str, subject: int) -> Conversation | None:
        """This person's conversation about this subject, finished or not."""
        for each in self._unit.conversations.of(one.id):
            if each.script == script and each.subject == subject:
                return each
        if ("subjects", one.id) not in self._unit.memo:
            await self._load_subjects([one.id])
        number = self._unit.memo[("subjects", one.id)].get((script, subject))
        return await self.fetch(number) if number else None

    async def _load_subjects(self, residents: list[int]) -> None:
        found: dict[int, dict[tuple[str, int], int]] = {number: {} for number in residents}
        for number, script, subject, talk in await self._read.execute(_SUBJECTS, {"residents": residents}):
            found[number][script, subject] = talk
        self._unit.memo.update((("subjects", number), known) for number, known in found.items())

    def unfinished(self, one: Resident) -> list[Conversation]:
        """Their open conversations, the one touched last first."""
        mine = [each for each in self._unit.conversations.of(one.id) if each.state == "open"]
        return sorted(mine, key=lambda each: each.touched, reverse=True)

    async def begun(self, one: Resident, script: str, moment: datetime) -> int:
        """How many conversations of this script they began since a moment."""
        mine = (conversation.c.resident_id == one.id) & (conversation.c.script == script)
        asked = select(func.count()).select_from(conversation).where(mine, conversation.c.created > moment)
        return int((await (await self._sql()).execute(asked)).scalar_one())

    def put_conversation(self, one: Conversation) -> Conversation:
        """Stage a new or changed conversation."""
        return self._unit.conversations.put(one)

    def answers(self, one: Conversation) -> dict[str, Answer]:
        """A loaded conversation's answers by key."""
        return {each.key: each for each in self._unit.answers.of(one.id)}

    def put_answer(self, one: Answer) -> Answer:
        """Stage a new or changed answer."""
        return self._unit.answers.put(one)

    def reopen(self, one: Conversation, key: str) -> None:
        """Have a question asked again; its answer stays what it was until there is another."""
        answered = self.answers(one).get(key)
        if answered is not None:
            self.put_answer(replace(answered, state="open"))

    def reopen_summary(self, one: Conversation) -> None:
        """Have the summary of a finished conversation asked again."""
        for each in self.answers(one).values():
            if each.kind == "confirm":
                self.put_answer(replace(each, state="open"))

    async def answered_by(self, one: Resident, message: int) -> Answer | None:
        """The answer that this message of theirs gave."""
        connection = await self._sql()
        asked = select(answer.c.conversation_id, answer.c.key).join(conversation)
        asked = asked.where(conversation.c.resident_id == one.id, answer.c.message == message)
        found = (await connection.execute(asked)).first()
        if found is None:
            return None
        await self.fetch(found.conversation_id)
        return self._unit.answers.get((found.conversation_id, found.key))

    def prompt(self, number: int | None) -> Prompt | None:
        """A loaded prompt."""
        return self._unit.prompts.get(number)

    async def place(self, number: int) -> tuple[int, int] | None:
        """The chat and the message where this prompt stands, once that is known."""
        asked = select(resident.c.chat, prompt.c.message).join(resident, resident.c.id == prompt.c.resident_id)
        found = await self._read.execute(asked.where(prompt.c.id == number, prompt.c.message.is_not(None)))
        return (row.chat, row.message) if (row := found.first()) else None

    def open_prompts(self, one: Resident, conversation_id: int | None = None) -> list[Prompt]:
        """Their open prompts, of one conversation or of all."""
        mine = [each for each in self._unit.prompts.of(one.id) if each.state == "open"]
        return [each for each in mine if conversation_id is None or each.conversation_id == conversation_id]

    def put_prompt(self, one: Prompt) -> Prompt:
        """Stage a new or changed prompt."""
        return self._unit.prompts.put(one)

    def hear(self, chat: int, message: int, edited: datetime | None) -> bool:
        """Note that a message (or this edit of it) was heard; False when it was heard before."""
        stamp = int(edited.timestamp()) if edited else 0
        if self._unit.heard.get((chat, message, stamp)):
            return False
        self._unit.heard.put(Heard(chat, message, stamp, now()))
        return True


def started(
    one: Resident,
    script: str,
    arguments: dict[str, Any],
    moment: datetime,
    *,
    subject: int | None = None,
    after: int | None = None,
) -> Conversation:
    """A new conversation of this resident at this moment, not stored yet."""
    moment = moment.astimezone(UTC)
    return Conversation(
        id=new_id(),
        resident_id=one.id,
        script=script,
        created=moment,
        touched=moment,
        neighbourhood_id=one.neighbourhood_id,
        subject=subject,
        arguments=arguments,
        after=after,
    )


def closed(prompts: Iterable[Prompt], state: str = "closed") -> list[Prompt]:
    """The prompts in another state."""
    return [replace(one, state=state) for one in prompts]
