"""A turn that raises is rolled back and set aside; the resident is told kindly, and everybody else goes on."""

import pytest

from bot.dialogue import Chat, conversation
from bot.neighbourhood.kinds import OpenText
from bot.neighbourhood.permissions import TAKE_PART
from tests.talk.scripts import street
from tests.talk.talker import Talker
from tests.talk.village import Village


@conversation("bad", action=TAKE_PART, commands=("bad",))
async def bad(chat: Chat) -> None:
    word = await chat.ask(OpenText("word", "Which word?"))
    await chat.books.people.join(chat.resident, 1, "juror")
    if word == "boom":
        raise ZeroDivisionError("boom")
    await chat.say(f"Well said: {word}")


@conversation("unwritable", action=TAKE_PART, commands=("unwritable",))
async def unwritable(chat: Chat) -> None:
    await chat.ask(OpenText("word", "Which word?"))
    chat.change_resident(language="a code far too long for its column", neighbourhood_id=999_999)


async def test_the_resident_is_told_kindly_and_the_update_is_set_aside(village: Village, anna: Talker) -> None:
    village.plays(bad)
    await anna.does("/bad", "boom")
    assert anna.hears("Sorry, something went wrong here.")
    aside = await village.rows("set_aside")
    assert [row["reason"] for row in aside] == ["ZeroDivisionError('boom')"]
    assert "boom" in aside[0]["update"]


async def test_nothing_of_the_turn_is_kept(village: Village, anna: Talker) -> None:
    village.plays(bad)
    await anna.does("/bad", "boom")
    assert await village.answers("bad") == {}
    assert "juror" not in {row["role"] for row in await village.rows("membership")}


async def test_the_question_is_still_open_for_a_better_answer(village: Village, anna: Talker) -> None:
    village.plays(bad)
    await anna.does("/bad", "boom", "hello")
    assert anna.hears("Well said: hello")


async def test_others_in_the_same_batch_go_on(village: Village, anna: Talker) -> None:
    village.plays(bad, street)
    bo, cas = await village.resident("Bo"), await village.resident("Cas")
    await anna.says("/bad")
    await bo.says("/street")
    await cas.says("/bad")
    async with village.away():
        await bo.says("Kerkstraat")
        await anna.says("boom")
        await cas.says("fine")
    assert anna.hears("Sorry, something went wrong here.")
    assert bo.hears("At which house?")
    assert cas.hears("Well said: fine")
    assert len(await village.rows("set_aside")) == 1


async def test_a_turn_that_the_database_refuses_is_set_aside_and_others_go_on(village: Village, anna: Talker) -> None:
    village.plays(unwritable, street)
    bo = await village.resident("Bo")
    await anna.says("/unwritable")
    await bo.says("/street")
    async with village.away():
        await anna.says("hello")
        await bo.says("Kerkstraat")
    assert anna.hears("Sorry, something went wrong here.")
    assert bo.hears("At which house?")
    assert len(await village.rows("set_aside")) == 1


async def test_a_failing_press_stops_the_clock_on_its_button(village: Village, anna: Talker) -> None:
    village.plays(bad)
    await anna.does("/bad", "/street")
    async with village.away():
        await anna.says("boom")
    assert all(press.answered for press in village.world.memory.presses.values())


@pytest.mark.parametrize("update", [{"message": {"text": "no chat"}}, {"callback_query": 3}, {"message": None}])
async def test_one_update_that_cannot_be_read_delays_nobody(
    village: Village, anna: Talker, update: dict[str, object]
) -> None:
    village.plays(street)
    await anna.says("/street")
    async with village.away():
        for kind, payload in update.items():
            village.world.queue.add(village.world.bot, kind, payload)
        await anna.says("Kerkstraat")
    assert anna.hears("At which house?")


async def test_a_script_that_is_gone_is_no_dead_end(village: Village, anna: Talker) -> None:
    village.plays(street)
    usual = village.scripts
    await anna.does("/street", "Kerkstraat")
    village.scripts = type(usual)(one for one in usual if one.name != "street")
    await anna.says("12")
    assert anna.hears("/menu")
    await anna.says("/menu")
    assert anna.hears("What would you like to do?")
