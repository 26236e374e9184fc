"""One answer, or a whole response, is taken back; and no backup brings it back."""

from pathlib import Path

from tests.store.drill import back, backed_up
from tests.talk.surveys import STREET
from tests.talk.talker import Talker
from tests.talk.village import Village

WISH = "A wish to forget"


async def filled_in(village: Village, anna: Talker) -> None:
    await village.survey(STREET)
    await anna.does("/survey", "4", "No", WISH, "Yes, that is right")


async def everything(village: Village) -> str:
    tables = ("answer", "conversation", "prompt", "delivery", "photo")
    return repr([await village.rows(table) for table in tables])


async def test_one_answer_is_taken_back_and_the_others_stay(village: Village, anna: Talker) -> None:
    await filled_in(village, anna)
    await anna.does("/mine", "About the street", "Take it back", "What do you wish for?", "Yes")
    assert anna.hears("That answer is gone; the others stay.")
    answers = await village.answers("survey")
    assert (answers["wish"]["value"], answers["wish"]["state"], answers["safe"]["value"]) == (None, "skipped", 4)
    assert WISH not in await everything(village)


async def test_a_whole_response_is_taken_back_and_can_be_given_anew(village: Village, anna: Talker) -> None:
    await filled_in(village, anna)
    await anna.does("/mine", "About the street", "Take it back", "All my answers", "Yes")
    assert [row for row in await village.rows("conversation") if row["script"] == "survey"] == []
    assert WISH not in await everything(village)
    await anna.says("/survey")
    assert anna.hears("How safe is it?")


async def test_taking_back_can_be_thought_better_of(village: Village, anna: Talker) -> None:
    await filled_in(village, anna)
    await anna.does("/mine", "About the street", "Take it back", "All my answers", "No")
    assert anna.hears("Fine, it stays.")
    assert (await village.answers("survey"))["wish"]["value"] == WISH


async def test_an_answer_that_was_needed_is_asked_again_when_one_comes_back(village: Village, anna: Talker) -> None:
    await filled_in(village, anna)
    await anna.does("/mine", "About the street", "Take it back", "How safe is it?", "Yes")
    await anna.does("/mine", "About the street", "Change it")
    assert anna.hears("How safe is it?")


async def test_of_an_idea_that_was_taken_back_no_words_stay_anywhere(village: Village, anna: Talker) -> None:
    await anna.does("/idea", "Green", WISH, "Skip", "Skip", "Without my name", "Yes, hand it in")
    await anna.does("/mine", WISH, "Take it back", "Yes")
    assert WISH not in await everything(village)


async def restored(village: Village, path: Path) -> None:
    await back(village, path, replace=True)


async def test_what_was_taken_back_stays_so_whatever_backup_is_restored(village: Village, anna: Talker) -> None:
    bo = await village.resident("Bo")
    await filled_in(village, anna)
    await bo.does("/survey", "3", "No", f"{WISH} too", "Yes, that is right")
    path = await backed_up(village)
    await anna.does("/mine", "About the street", "Take it back", "What do you wish for?", "Yes")
    await bo.does("/mine", "About the street", "Take it back", "All my answers", "Yes")
    await restored(village, path)
    assert WISH not in await everything(village)
    assert {row["key"] for row in await village.rows("answer") if row["value"] is not None} >= {"safe", "car"}


async def test_a_blacked_out_text_goes_whole_from_an_older_backup_and_stays_in_a_newer_one(
    village: Village, anna: Talker
) -> None:
    fem = await village.resident("Fem", "en", "facilitator")
    await anna.does("/idea", "Green", WISH, "Skip", "Skip", "Without my name", "Yes, hand it in")
    older = await backed_up(village)
    await fem.does("/remove", "forget", "1", "Black out these words", "Yes", "I am ready")
    newer = village.directory / "kept" / "newer.zip"
    older.rename(older.with_name("older.zip"))
    (await backed_up(village)).rename(newer)
    await restored(village, newer)
    assert [row["text"] for row in await village.rows("idea")] == ["A wish to [left out]"]
    await restored(village, older.with_name("older.zip"))
    assert [(row["text"], row["state"]) for row in await village.rows("idea")] == [("", "withdrawn")]
