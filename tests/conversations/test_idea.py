"""An idea, from theme to thanks, and what one can do with it afterwards."""

from tests.talk.talker import Talker
from tests.talk.village import Village


async def handed_in(anna: Talker, text: str = "More benches") -> None:
    await anna.does("/idea", "Green", text, "Skip", "Skip", "Without my name", "Yes, hand it in")


async def test_with_everything(village: Village, anna: Talker) -> None:
    await anna.does("/idea", "Green", "More benches")
    await anna.sends_album(2)
    await anna.taps("Done")
    await anna.shares_location(52.09, 5.12)
    await anna.does("With my name", "Anna de Wit")
    assert anna.hears("Anna de Wit")
    await anna.taps("Yes, hand it in")
    assert anna.hears("Thank you for your idea! You will hear what becomes of it.")
    idea = (await village.rows("idea"))[0]
    assert (idea["theme"], idea["text"], idea["photos"], idea["name"]) == ("green", "More benches", 2, "Anna de Wit")
    assert (idea["latitude"], idea["longitude"], idea["channel"]) == (52.09, 5.12, "chat")


async def test_with_the_least(village: Village, anna: Talker) -> None:
    await handed_in(anna)
    idea = (await village.rows("idea"))[0]
    assert (idea["photos"], idea["name"], idea["address"], idea["latitude"]) == (0, "", "", None)


async def test_nothing_is_handed_in_before_the_yes(village: Village, anna: Talker) -> None:
    await anna.does("/idea", "Green", "More benches", "Skip", "Skip", "Without my name")
    assert await village.rows("idea") == []


async def test_the_name_is_taken_off_again(village: Village, anna: Talker) -> None:
    await anna.does("/idea", "Green", "More benches", "Skip", "Skip", "With my name", "Anna")
    await anna.does("Change something", "Shall we put your name", "Without my name", "Yes, hand it in")
    assert (await village.rows("idea"))[0]["name"] == ""


async def test_two_ideas_are_two(village: Village, anna: Talker) -> None:
    await handed_in(anna, "More benches")
    await handed_in(anna, "More trees")
    assert [row["text"] for row in await village.rows("idea")] == ["More benches", "More trees"]


async def test_pressing_hand_it_in_again_hands_it_in_once(village: Village, anna: Talker) -> None:
    await anna.does("/idea", "Green", "More benches", "Skip", "Skip", "Without my name")
    press = anna.button("More benches", "Yes, hand it in")
    await anna.presses(*press)
    await anna.presses(*press)
    assert len(await village.rows("idea")) == 1


async def test_my_contributions_without_any(anna: Talker) -> None:
    await anna.says("/mine")
    assert anna.hears("You have not handed in anything yet.")


async def test_an_idea_is_changed_afterwards(village: Village, anna: Talker) -> None:
    await handed_in(anna)
    await anna.does("/mijn", "More benches", "Change it", "Change something", "What is your idea about?", "Traffic")
    await anna.taps("Yes, hand it in")
    assert [(row["theme"], row["text"]) for row in await village.rows("idea")] == [("traffic", "More benches")]


async def test_an_idea_is_taken_back_and_its_words_go(village: Village, anna: Talker) -> None:
    await handed_in(anna)
    await anna.does("/mine", "More benches", "Take it back", "Yes")
    assert anna.hears("Your idea has been taken back.")
    idea = (await village.rows("idea"))[0]
    assert (idea["state"], idea["text"], idea["photos"]) == ("withdrawn", "", 0)
    assert not [row for row in await village.rows("answer") if row["value"] == "More benches"]


async def test_taking_back_can_be_thought_better_of(village: Village, anna: Talker) -> None:
    await handed_in(anna)
    await anna.does("/mine", "More benches", "Take it back", "No")
    assert anna.hears("Fine, it stays.")
    assert (await village.rows("idea"))[0]["text"] == "More benches"


async def test_one_sees_only_ones_own(village: Village, anna: Talker) -> None:
    await handed_in(anna)
    bo = await village.resident("Bo")
    await bo.says("/mine")
    assert bo.hears("You have not handed in anything yet.")


async def test_a_begun_change_that_is_left_keeps_the_idea_as_it_was(village: Village, anna: Talker) -> None:
    await handed_in(anna)
    await anna.does("/mine", "More benches", "Change it", "Change something", "Tell us", "/cancel")
    assert anna.hears("Nothing was changed.")
    assert [row["text"] for row in await village.rows("idea")] == ["More benches"]
