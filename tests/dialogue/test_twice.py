"""The same update delivered twice, with the same or with a new number, changes nothing."""

import pytest

from bot.simulator.faults import Faults
from bot.simulator.people import PICTURE
from tests.talk.scripts import party, street
from tests.talk.talker import Talker
from tests.talk.village import Village


async def test_a_whole_conversation_in_which_everything_comes_twice(village: Village, anna: Talker) -> None:
    village.plays(party)
    village.world.faults = Faults(duplicate=1.0)
    await anna.does("/party", "Tea", "4", "Back", "5", "Skip", "Yes")
    assert anna.hears("See you: tea, 5, None.")
    assert anna.does_not_hear("crossed")
    assert anna.does_not_hear("Shall I make it")
    assert sum("See you" in one.body["text"] for one in anna.messages) == 1


async def test_an_idea_with_photos_in_which_everything_comes_twice(village: Village, anna: Talker) -> None:
    village.world.faults = Faults(duplicate=1.0)
    await anna.does("/idea", "Green", "More benches")
    await anna.sends_album(2)
    await anna.does("Done", "Kerkstraat", "Without my name", "Yes, hand it in")
    assert [(row["text"], row["photos"]) for row in await village.rows("idea")] == [("More benches", 2)]
    assert len(await village.rows("photo")) == 2


@pytest.mark.parametrize("apart", [0, 3600])
async def test_a_message_that_comes_again_later_is_heard_once(village: Village, anna: Talker, apart: int) -> None:
    village.plays(street)
    await anna.says("/street")
    message = await anna.says("Kerkstraat")
    village.clock.passes(seconds=apart)
    village.world.queue.add(village.world.bot, "message", message.body)
    await village.settles()
    assert {key: row["value"] for key, row in (await village.answers("street")).items()} == {"name": "Kerkstraat"}
    await anna.says("12")
    assert anna.hears("You live at Kerkstraat 12.")


async def test_a_command_that_comes_again_starts_one_conversation(village: Village, anna: Talker) -> None:
    village.plays(street)
    message = await anna.says("/street")
    await anna.does("Kerkstraat", "12")
    village.world.queue.add(village.world.bot, "message", message.body)
    await village.settles()
    assert len([row for row in await village.rows("conversation") if row["script"] == "street"]) == 1


async def test_the_same_words_said_twice_are_two_answers(village: Village, anna: Talker) -> None:
    village.plays(street)
    await anna.does("/street", "12", "12")
    assert anna.hears("You live at 12 12.")


async def test_the_same_picture_sent_for_two_conversations_counts_for_both(village: Village, anna: Talker) -> None:
    for _ in range(2):
        await anna.does("/idea", "Green", "More benches")
        await anna.sends_photo(PICTURE)
        await anna.does("Done", "Skip", "Without my name", "Yes, hand it in")
    assert [row["photos"] for row in await village.rows("idea")] == [1, 1]


async def test_replies_that_a_crash_left_unsent_are_sent_after_the_start(village: Village, anna: Talker) -> None:
    village.plays(street)
    await anna.does("/street")
    async with village.away():
        await anna.says("Kerkstraat")
        await village.dies_after_commit()
    assert anna.hears("At which house?")
    assert (await village.answers("street")).keys() == {"name"}
    await anna.says("12")
    assert anna.hears("You live at Kerkstraat 12.")


async def test_a_question_that_never_arrived_is_shown_when_the_one_before_is_tapped_again(
    village: Village, anna: Talker
) -> None:
    village.plays(party)
    await anna.says("/party")
    before = anna.button("What will you drink?", "Tea")
    village.world.faults = Faults(cut_before=1.0, methods=("sendMessage", "editMessageText"))
    await anna.presses(*before)
    village.world.faults = Faults()
    village.clock.passes(seconds=10)
    await anna.presses(*before)
    assert anna.hears("How many guests?")
    await anna.does("4", "Skip", "Yes")
    assert anna.hears("See you: tea, 4, None.")
