"""Two steps before something that concerns people: with how many they are, once, and never about other people."""

import pytest

from bot.dialogue import Chat, conversation
from bot.dialogue.sure import Sure
from bot.neighbourhood.permissions import TAKE_PART
from tests.talk.talker import Talker
from tests.talk.village import Village

people = [3]
done: list[int] = []


@conversation("shout", action=TAKE_PART, commands=("shout",))
async def shout(chat: Chat) -> None:
    """Shouts to everybody."""

    async def do() -> None:
        done.append(people[0])
        await chat.say("Shouted.")

    if not await chat.sure("Shout in the street?", people[0], "Yes, shout", do):
        await chat.say("Quiet, then.")


@pytest.fixture(autouse=True)
def _quiet(village: Village) -> None:
    people[0] = 3
    done.clear()
    village.plays(shout)


async def test_both_steps_say_how_many_people_it_concerns(anna: Talker) -> None:
    await anna.says("/shout")
    assert anna.hears("This concerns 3 people.")
    await anna.taps("Yes, go on")
    assert anna.hears("Are you sure?")
    assert anna.hears("This concerns 3 people.")
    assert done == []
    await anna.taps("Yes, shout")
    assert anna.hears("Shouted.")
    assert done == [3]


async def test_when_they_became_more_it_is_asked_from_the_start(anna: Talker) -> None:
    await anna.does("/shout", "Yes, go on")
    people[0] = 300
    await anna.taps("Yes, shout")
    assert anna.hears("This concerns 300 people.")
    assert done == []
    await anna.does("Yes, go on", "Yes, shout")
    assert done == [300]


async def test_an_old_button_of_when_they_were_fewer_does_nothing(anna: Talker) -> None:
    await anna.does("/shout", "Yes, go on")
    old = anna.button("Are you sure?", "Yes, shout")
    people[0] = 300
    await anna.presses(*old)
    await anna.taps("Yes, go on")
    await anna.presses(*old)
    assert done == []


@pytest.mark.parametrize("step", [0, 1])
async def test_no_is_no_also_when_it_is_typed(anna: Talker, step: int) -> None:
    await anna.does("/shout", *["Yes, go on"] * step)
    await anna.says("nee")
    assert anna.hears("Quiet, then.")
    assert done == []


async def test_yes_has_to_be_tapped(anna: Talker) -> None:
    await anna.does("/shout", "Yes, go on")
    await anna.says("yes")
    assert anna.hears("Please tap one of the buttons.")
    assert done == []


async def test_what_was_done_is_not_done_again_nor_taken_back(anna: Talker) -> None:
    await anna.does("/shout", "Yes, go on")
    yes, no = anna.button("Are you sure?", "Yes, shout"), anna.button("Are you sure?", "No, stop")
    await anna.taps("Yes, shout")
    people[0] = 5
    for button in (yes, no, yes):
        await anna.presses(*button)
    assert done == [3]
    assert anna.buttons == []


async def test_after_a_no_an_old_yes_does_nothing(anna: Talker) -> None:
    await anna.does("/shout", "Yes, go on")
    yes = anna.button("Are you sure?", "Yes, shout")
    await anna.taps("No, stop")
    await anna.presses(*yes)
    assert done == []


def test_only_a_whole_value_fits() -> None:
    asked = Sure("sure", "Shout?", 3, "Yes")
    assert asked.fits({"sure": True, "people": 3})
    assert asked.fits({"sure": False, "people": 2})
    assert not any(map(asked.fits, ({"sure": True, "people": 2}, {"sure": True}, True, None, "yes 3")))
    with pytest.raises(TypeError):
        Sure.define("sure", "Shout?", {})
