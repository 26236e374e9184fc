"""Menu, help, privacy, language, stop, and commands that nobody knows."""

import pytest

from tests.talk.talker import Talker
from tests.talk.village import Village


async def test_the_menu_names_the_neighbourhood_and_what_can_be_done(anna: Talker) -> None:
    await anna.says("/menu")
    assert anna.hears("Oosterwijk")
    assert "💡 Hand in an idea" in anna.buttons
    assert "📤 Export" not in anna.buttons


async def test_a_menu_from_last_week_still_works(village: Village, anna: Talker) -> None:
    await anna.says("/menu")
    village.clock.passes(days=7)
    await anna.taps("Hand in an idea")
    assert anna.hears("What is your idea about?")


@pytest.mark.parametrize("command", ["/unknown", "/🙂", "/menu@wijkbot_bot", "/MENU", "/start", "/idea_"])
async def test_every_command_is_answered(anna: Talker, command: str) -> None:
    await anna.says(command)
    assert anna.hears("What would you like to do?")


async def test_an_unknown_command_is_named(anna: Talker) -> None:
    await anna.says("/fly away")
    assert anna.hears("I do not know /fly.")


async def test_help_and_privacy(anna: Talker) -> None:
    await anna.says("/help")
    assert anna.hears("/cancel")
    await anna.says("/privacy")
    assert anna.hears("not end-to-end encrypted")


async def test_stop_at_once_and_back_again(village: Village, anna: Talker) -> None:
    await anna.says("/stop")
    assert anna.hears("You get no more messages from us")
    assert (await village.rows("resident"))[0]["state"] == "stopped"
    await anna.taps("I do want messages again")
    assert anna.hears("Welcome back!")
    assert (await village.rows("resident"))[0]["state"] == "active"


async def test_who_stopped_can_still_hand_in(village: Village, anna: Talker) -> None:
    await anna.does("/stop", "/idea", "Green", "More benches", "Skip", "Skip", "Without my name", "Yes, hand it in")
    assert len(await village.rows("idea")) == 1
    assert (await village.rows("resident"))[0]["state"] == "stopped"


async def test_who_blocks_the_bot_is_noted_and_who_comes_back_as_well(village: Village, anna: Talker) -> None:
    await anna.does("/idea", "Green")
    await anna.blocks()
    assert (await village.rows("resident"))[0]["state"] == "blocked"
    await anna.unblocks()
    assert (await village.rows("resident"))[0]["state"] == "active"
    await anna.says("More benches")
    assert anna.hears("Do you have a photo with it?")


async def test_choosing_the_language_sets_the_words_of_the_menu(anna: Talker) -> None:
    await anna.does("/taal", "Nederlands", "/menu")
    assert anna.hears("Wat wil je doen?")
