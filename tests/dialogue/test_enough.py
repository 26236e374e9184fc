"""What one person can begin and send in a day ends somewhere, kindly, and only for that person."""

import pytest

from bot.dialogue import Chat, conversation, enough
from bot.neighbourhood.kinds import OpenText, Photos
from bot.neighbourhood.permissions import TAKE_PART
from bot.simulator.people import PICTURE
from tests.talk.talker import Talker
from tests.talk.village import Village


@conversation("wish", action=TAKE_PART, commands=("wish",), daily=3)
async def wish(chat: Chat) -> None:
    await chat.say(f"Noted: {await chat.ask(OpenText('words', 'What do you wish?'))}.")


@conversation("album", action=TAKE_PART, commands=("album",))
async def album(chat: Chat) -> None:
    await chat.ask(OpenText("title", "What is it called?"))
    await chat.ask(Photos("photos", "Which photos?", most=3, optional=True))
    await chat.say("A fine album.")


async def test_after_so_many_it_is_enough_for_today_and_tomorrow_it_goes_on(village: Village, anna: Talker) -> None:
    village.plays(wish)
    for number in range(3):
        await anna.does("/wish", f"bench {number}")
    await anna.says("/wish")
    assert anna.hears("You did this 3 times today.")
    assert anna.hears("tomorrow")
    village.clock.passes(hours=25)
    await anna.says("/wish")
    assert anna.hears("What do you wish?")


async def test_others_can_still_begin(village: Village, anna: Talker) -> None:
    village.plays(wish)
    for number in range(3):
        await anna.does("/wish", f"bench {number}")
    bo = await village.resident("Bo")
    await bo.says("/wish")
    assert bo.hears("What do you wish?")


async def test_what_was_begun_can_be_finished(village: Village, anna: Talker) -> None:
    village.plays(wish)
    await anna.does("/wish", "bench", "/wish", "tree", "/wish", "/wish", "pond")
    assert anna.hears("Noted: pond.")


async def test_of_too_many_unfinished_things_the_oldest_is_stopped(
    village: Village, anna: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enough, "MOST_UNFINISHED", 3)
    scripts = [_unfinished(number) for number in range(4)]
    village.plays(*scripts)
    for number in range(3):
        await anna.does(f"/unfinished{number}", "one")
    assert anna.does_not_hear("unfinished, so I stopped")
    await anna.says("/unfinished3")
    assert anna.hears("You had a lot of things unfinished, so I stopped the oldest one.")
    states = {row["script"]: row["state"] for row in await village.rows("conversation")}
    assert states == {"unfinished0": "cancelled", "unfinished1": "open", "unfinished2": "open", "unfinished3": "open"}


def _unfinished(number: int) -> object:
    @conversation(f"unfinished{number}", action=TAKE_PART, commands=(f"unfinished{number}",))
    async def two_questions(chat: Chat) -> None:
        await chat.ask(OpenText("first", "First?"))
        await chat.ask(OpenText("second", "Second?"))

    return two_questions


@pytest.mark.parametrize(("limit", "value"), [("MOST_PHOTOS", 1), ("MOST_BYTES", 20)])
async def test_photos_end_somewhere_in_number_and_in_size(
    village: Village, anna: Talker, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    village.plays(album)
    await anna.does("/album", "Street")
    await anna.sends_photo()
    await anna.taps("Done")
    assert anna.hears("A fine album.")
    assert sum(row["size"] for row in await village.rows("photo")) == len(PICTURE)
    monkeypatch.setattr(enough, limit, value)
    await anna.does("/album", "Square")
    await anna.sends_photo()
    assert anna.hears("You sent a lot of photos today.")
    await anna.taps("Skip")
    assert anna.hears("A fine album.")
    assert len(await village.rows("photo")) == 1
