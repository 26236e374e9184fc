"""Back, skip, keep, change and progress: in every conversation, without a line in it."""

from tests.talk.scripts import party
from tests.talk.talker import Talker
from tests.talk.village import Village


async def test_back_asks_the_question_before_with_an_offer_to_keep_its_answer(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea", "Back")
    assert anna.hears("What will you drink?")
    assert "↩️ Keep: Tea" in anna.buttons
    await anna.taps("Keep: Tea")
    assert anna.hears("How many guests?")
    assert (await village.answers("party"))["drink"]["value"] == "tea"


async def test_there_is_no_way_back_from_the_first_question(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.says("/party")
    assert anna.buttons == ["Tea", "Coffee", "Water"]


async def test_back_goes_question_by_question_along_the_path(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea", "4", "Back")
    assert anna.hears("How many guests?")
    await anna.taps("Back")
    assert anna.hears("What will you drink?")
    await anna.taps("Coffee")
    assert anna.hears("How many guests?")
    await anna.does("Keep: 4", "Skip", "Yes")
    assert anna.hears("See you: coffee, 4, None.")


async def test_a_changed_answer_replaces_the_old_one(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea", "Back", "Coffee", "4", "Skip", "Yes")
    assert anna.hears("See you: coffee, 4, None.")


async def test_an_answer_can_be_changed_from_the_summary_and_the_rest_stands(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea", "4", "Happy song", "Change something")
    assert anna.buttons[:3] == ["What will you drink?", "How many guests?", "Which song?"]
    await anna.taps("How many guests?")
    assert "↩️ Keep: 4" in anna.buttons
    await anna.says("5")
    assert anna.hears("Is the party right?")
    assert anna.hears("→ 5")
    await anna.taps("Yes")
    assert anna.hears("See you: tea, 5, Happy song.")


async def test_from_the_list_of_changes_one_can_go_back_to_the_summary(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea", "4", "Skip", "Change something", "Back to the summary")
    assert anna.hears("Is the party right?")
    await anna.taps("Yes")
    assert anna.hears("See you: tea, 4, None.")


async def test_words_typed_at_the_list_of_changes_are_no_answer(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea", "4", "Skip", "Change something")
    await anna.says("everything")
    assert anna.hears("Please tap one of the buttons.")
    await anna.does("Which song?", "Summertime", "Yes")
    assert anna.hears("See you: tea, 4, Summertime.")


async def test_only_what_is_optional_can_be_skipped(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea")
    assert not any("Skip" in label for label in anna.buttons)
    await anna.says("4")
    await anna.taps("Skip")
    assert anna.hears("skipped")
    assert (await village.answers("party"))["song"]["state"] == "skipped"


async def test_a_skipped_question_can_be_answered_after_all(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea", "4", "Skip", "Change something", "Which song?", "Summertime", "Yes")
    assert anna.hears("See you: tea, 4, Summertime.")


async def test_going_back_over_a_skipped_question_offers_nothing_to_keep(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea", "4", "Skip", "Change something", "Which song?")
    assert not any("Keep" in label for label in anna.buttons)
    await anna.taps("Skip")
    assert anna.hears("Is the party right?")


async def test_progress_is_shown_with_every_question_but_the_summary(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.says("/party")
    assert anna.hears("1 of 3")
    await anna.taps("Tea")
    assert anna.hears("2 of 3")
    await anna.says("4")
    assert anna.hears("3 of 3")
    await anna.taps("Skip")
    assert anna.does_not_hear("of 3")


async def test_the_button_just_tapped_is_repeated_above_the_next_question(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea")
    assert anna.hears("✓ Tea")


async def test_yes_can_be_typed_at_the_summary(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea", "4", "Skip")
    await anna.says("Yes!")
    assert anna.hears("See you: tea, 4, None.")


async def test_cancel_drops_the_conversation_at_hand_and_nothing_else(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.does("/party", "Tea")
    await anna.says("/cancel")
    assert anna.hears("Stopped.")
    await anna.says("/annuleer")
    assert anna.hears("There is nothing to stop.")
    await anna.says("/party")
    assert anna.hears("What will you drink?")


async def test_a_button_of_a_cancelled_conversation_is_answered_kindly(village: Village, anna: Talker) -> None:
    village.plays(party)
    await anna.says("/party")
    tea = anna.button("What will you drink?", "Tea")
    await anna.says("/cancel")
    await anna.presses(*tea)
    assert anna.hears("This was stopped.")
