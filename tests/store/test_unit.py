"""One unit of work: what is committed together, what is rolled back alone, and what two writers may not undo."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.neighbourhood.refusal import Refusal
from bot.store import Answer, Books, Conversation, Prompt, Resident, Store
from bot.store.log import started

NOW = datetime(2026, 5, 4, 19, 30, tzinfo=UTC)


def someone(books: Books, person: int = 1) -> Resident:
    return books.people.new(person, person, "nl")


async def talking(store: Store) -> Conversation:
    async with store.writing() as books:
        return books.log.put_conversation(started(someone(books), "idea", {}, datetime.now(UTC)))


async def persons(store: Store) -> list[int]:
    async with store.reading() as books:
        await books.log.load({1, 2, 3}, ())
        return [person for person in (1, 2, 3) if books.log.resident(person)]


async def fails(store: Store) -> None:
    async with store.writing() as books:
        someone(books)
        await books.unit.sql()
        raise ZeroDivisionError


async def failing_turn(books: Books, *, writes: bool) -> None:
    """A turn that makes a second resident, makes the first one English, and then fails."""
    async with books.unit.turn():
        two = someone(books, 2)
        if first := books.log.resident(1):
            books.people.change(first, language="en")
        if writes:
            await books.neighbourhoods.add("oosterwijk", "Oosterwijk")
            await books.people.agree(two, "1", "nl", "adult")
        raise ZeroDivisionError


async def test_what_is_raised_rolls_everything_back(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        await fails(store)
    assert await persons(store) == []


@pytest.mark.parametrize("writes", [False, True])
async def test_a_failing_turn_takes_its_own_rows_and_no_others(store: Store, writes: bool) -> None:
    async with store.writing() as books:
        async with books.unit.turn():
            someone(books, 1)
        with pytest.raises(ZeroDivisionError):
            await failing_turn(books, writes=writes)
        async with books.unit.turn():
            someone(books, 3)
    assert await persons(store) == [1, 3]
    async with store.reading() as books:
        assert await books.neighbourhoods.all() == []


@pytest.mark.parametrize("writes", [False, True])
async def test_the_turn_after_a_failed_one_reads_what_was_settled_before(store: Store, writes: bool) -> None:
    async with store.writing() as books:
        async with books.unit.turn():
            someone(books)
        with pytest.raises(ZeroDivisionError):
            await failing_turn(books, writes=writes)
        found = books.log.resident(1)
        assert found is not None
        assert found.language == "nl"


async def test_what_is_only_read_is_never_kept(store: Store) -> None:
    async with store.reading() as books:
        someone(books)
        await books.unit.sql()
    assert await persons(store) == []


async def test_answers_come_back_as_they_were_put(store: Store) -> None:
    talk = await talking(store)
    values = [None, "text “é” 👍", 3, 2.5, True, ["a", "b"], {"latitude": 52.1, "longitude": 5.1}]
    async with store.writing() as books:
        for number, value in enumerate(values):
            books.log.put_answer(Answer(talk.id, str(number), "any", value, NOW))
    async with store.reading() as books:
        await books.log.fetch(talk.id)
        answers = books.log.answers(talk)
    assert [answers[str(number)].value for number in range(len(values))] == values
    assert {answer.answered for answer in answers.values()} == {NOW}


async def test_a_later_answer_replaces_the_earlier_one(store: Store) -> None:
    talk = await talking(store)
    for value in ("first", "second"):
        async with store.writing() as books:
            books.log.put_answer(Answer(talk.id, "key", "text", value, NOW))
    async with store.reading() as books:
        await books.log.fetch(talk.id)
        assert books.log.answers(talk)["key"].value == "second"


async def test_a_turn_does_not_undo_where_a_prompt_was_shown(store: Store) -> None:
    talk = await talking(store)
    prompt = Prompt(7, talk.resident_id, "key", {}, NOW, talk.id)
    async with store.writing() as books:
        books.log.put_prompt(prompt)
    async with store.writing() as books:
        await books.deliveries.shown([(7, 42, 1_777_000_000)])
    async with store.writing() as books:
        books.log.put_prompt(replace(prompt, state="answered"))
    async with store.reading() as books:
        await books.log.load({1}, {7})
        found = books.log.prompt(7)
        assert await books.log.place(7) == (1, 42)
    assert found is not None
    assert (found.state, found.message, found.shown) == ("answered", 42, 1_777_000_000)


async def test_a_message_is_heard_once_and_each_of_its_edits_once(store: Store) -> None:
    async with store.writing() as books:
        assert books.log.hear(5, 1, None)
        assert not books.log.hear(5, 1, None)
        assert books.log.hear(5, 1, NOW)
        assert books.log.hear(6, 1, None)
    async with store.writing() as books:
        await books.log.load((), (), {(5, 1)})
        assert not books.log.hear(5, 1, None)
        assert not books.log.hear(5, 1, NOW)


async def test_writers_wait_for_each_other_and_no_update_is_lost(store: Store) -> None:
    talk = await talking(store)

    async def one_more() -> None:
        async with store.writing(1) as books:
            await books.log.fetch(talk.id)
            count = len(books.log.answers(talk))
            await asyncio.sleep(0)
            books.log.put_answer(Answer(talk.id, f"{count}", "number", count, NOW))

    await asyncio.gather(*(one_more() for _ in range(8)))
    async with store.reading() as books:
        await books.log.fetch(talk.id)
        assert sorted(answer.value for answer in books.log.answers(talk).values()) == list(range(8))


async def test_a_database_belongs_to_one_bot(store: Store) -> None:
    await store.stamp(0, "buurtbot")
    await store.stamp(0, "buurtbot")
    with pytest.raises(Refusal, match="belongs to another bot"):
        await store.stamp(123, "buurtbot")


async def test_it_answers_while_it_is_there(store: Store) -> None:
    assert await store.answers()
