"""A survey from its first question to its answers, with conditions, constraints and a change afterwards."""

from datetime import timedelta
from typing import Any

from tests.talk.surveys import STREET, question, survey
from tests.talk.talker import Talker
from tests.talk.village import Village


async def exported(village: Village) -> dict[str, Any]:
    """The answers that an export of the only survey gives, by key."""
    number = (await village.rows("survey"))[0]["id"]
    async with (await village.store()).reading() as books:
        portions = [portion async for portion in books.exports.answers(number)]
    return {row[3]: row[5] for portion in portions for row in portion}


async def test_one_open_survey_starts_at_once(village: Village, anna: Talker) -> None:
    await village.survey(STREET)
    await anna.says("/survey")
    assert anna.hears("About the street")
    assert anna.hears("How safe is it?")
    await anna.does("4", "No", "More benches")
    assert anna.hears("Are these your answers?")
    await anna.taps("Yes")
    assert anna.hears("Your answers are in.")
    assert await exported(village) == {"safe": 4, "car": False, "wish": "More benches"}


async def test_of_several_surveys_one_is_chosen(village: Village, anna: Talker) -> None:
    await village.survey(STREET)
    await village.survey(survey(question("green", "yes-no", "Is it green?"), slug="park"))
    await anna.says("/survey")
    await anna.taps("About the park")
    assert anna.hears("Is it green?")


async def test_without_a_survey_one_hears_what_can_be_done(anna: Talker) -> None:
    await anna.says("/vragen")
    assert anna.hears("There are no questions at the moment.")


async def test_answers_are_stored_when_they_are_given(village: Village, anna: Talker) -> None:
    await village.survey(STREET)
    await anna.does("/survey", "4", "Yes")
    assert await exported(village) == {"safe": 4, "car": True}


async def test_a_condition_leads_past_a_question_and_progress_follows(village: Village, anna: Talker) -> None:
    await village.survey(STREET)
    await anna.does("/survey", "4")
    assert anna.hears("2 of 3")
    await anna.taps("Yes")
    assert anna.hears("How many cars?")
    assert anna.hears("3 of 4")


async def test_answers_off_the_path_are_kept_but_not_exported_and_come_back(village: Village, anna: Talker) -> None:
    await village.survey(STREET)
    await anna.does("/survey", "4", "Yes", "2", "Skip")
    await anna.does("Change something", "Do you have a car?", "No")
    assert anna.hears("Are these your answers?")
    assert anna.does_not_hear("How many cars?")
    assert await exported(village) == {"safe": 4, "car": False}
    assert (await village.answers("survey"))["cars"]["value"] == 2
    await anna.does("Change something", "Do you have a car?", "Yes")
    assert anna.hears("Are these your answers?"), "the number of cars was not forgotten"
    await anna.taps("Yes")
    assert await exported(village) == {"safe": 4, "car": True, "cars": 2}


async def test_a_constraint_is_explained_in_its_own_words(village: Village, anna: Talker) -> None:
    first = question("low", "number", "The lowest?")
    second = question("high", "number", "The highest?", constraint=". >= ${low}")
    second["constraint-message"] = {"en": "Not under ${low}, please."}
    await village.survey(survey(first, second))
    await anna.does("/survey", "5", "4")
    assert anna.hears("Not under 5, please.")
    await anna.says("6")
    assert anna.hears("Are these your answers?")


async def test_a_change_that_breaks_a_later_answer_asks_that_one_again(village: Village, anna: Talker) -> None:
    second = question("high", "number", "The highest?", constraint=". >= ${low}")
    await village.survey(survey(question("low", "number", "The lowest?"), second))
    await anna.does("/survey", "5", "6", "Change something", "The lowest?", "9")
    assert anna.hears("The highest?")
    await anna.does("10", "Yes")
    assert await exported(village) == {"low": 9, "high": 10}


async def test_a_note_is_told_on_its_way_and_asks_nothing(village: Village, anna: Talker) -> None:
    note = question("thanks", "note", "Nice to know.", relevant="${safe} > 3")
    await village.survey(survey(question("safe", "scale", "How safe?"), note, question("wish", "text", "A wish?")))
    await anna.does("/survey", "4")
    assert anna.hears("Nice to know.")
    assert anna.hears("A wish?")


async def test_answers_can_be_changed_after_the_end(village: Village, anna: Talker) -> None:
    await village.survey(STREET)
    await anna.does("/survey", "4", "No", "Skip", "Yes")
    village.clock.passes(days=3)
    await anna.does("/mine", "About the street", "Change it", "Change something", "How safe is it?", "2", "Yes")
    assert anna.hears("Your answers are in.")
    assert await exported(village) == {"safe": 2, "car": False}


async def test_one_person_has_one_response(village: Village, anna: Talker) -> None:
    await village.survey(STREET)
    await anna.does("/survey", "4", "No", "Skip", "Yes", "/survey")
    assert anna.hears("Are these your answers?")
    assert len([row for row in await village.rows("conversation") if row["script"] == "survey"]) == 1


async def test_a_cancelled_response_is_not_exported_and_can_be_taken_up_again(village: Village, anna: Talker) -> None:
    await village.survey(STREET)
    await anna.does("/survey", "4", "/cancel")
    assert await exported(village) == {}
    await anna.says("/survey")
    assert anna.hears("Do you have a car?")
    assert await exported(village) == {"safe": 4}


async def test_a_survey_reads_in_the_residents_language(village: Village) -> None:
    await village.survey(STREET)
    bea = await village.resident("Bea", "nl")
    await bea.says("/vragen")
    assert bea.hears("How safe is it? (nl)")


async def test_before_it_opens_and_after_it_closes_there_are_no_questions(village: Village, anna: Talker) -> None:
    today = village.clock.now().date()
    days = {"opens": str(today + timedelta(days=1)), "closes": str(today + timedelta(days=3))}
    await village.survey({**STREET, **days})
    await anna.says("/survey")
    assert anna.hears("There are no questions at the moment.")
    village.clock.passes(days=2)
    await anna.does("/survey", "4")
    assert anna.hears("Do you have a car?")
    village.clock.passes(days=2)
    await anna.taps("Yes")
    assert anna.hears("These questions are closed.")
    assert await exported(village) == {"safe": 4}


async def test_two_people_answer_side_by_side(village: Village, anna: Talker) -> None:
    await village.survey(STREET)
    bo = await village.resident("Bo")
    await anna.says("/survey")
    await bo.says("/survey")
    async with village.away():
        await anna.taps("4")
        await bo.taps("2")
    assert sorted(row["value"] for row in await village.rows("answer") if row["key"] == "safe") == [2, 4]


async def test_by_link_one_comes_straight_to_the_questions(village: Village) -> None:
    await village.survey(STREET)
    anna = village.person("Anna")
    await anna.starts("s_oosterwijk_street")
    await anna.does("English", "16 or older", "Yes, I take part")
    assert anna.hears("How safe is it?")
