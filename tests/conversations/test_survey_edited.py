"""A survey that is edited while people answer: nothing they said is lost, and what no longer fits is asked again."""

from tests.talk.surveys import question, survey
from tests.talk.talker import Talker
from tests.talk.village import Village

TRAVEL = question("travel", "choice", "How do you travel?", options=["Bus", "Tram", "Bike"])
WHY = question("why", "text", "Why?")
WHEN = question("when", "text", "When?")


async def test_an_unfinished_response_moves_to_the_newest_version(village: Village, anna: Talker) -> None:
    await village.survey(survey(TRAVEL, WHY))
    await anna.does("/survey", "Bus")
    await village.survey(survey(TRAVEL, WHY, WHEN))
    await anna.says("It is near")
    assert anna.hears("When?")
    await anna.says("In the morning")
    assert anna.hears("Are these your answers?")
    assert anna.hears("→ Bus")


async def test_an_option_that_is_gone_is_asked_again(village: Village, anna: Talker) -> None:
    await village.survey(survey(TRAVEL, WHY))
    await anna.does("/survey", "Tram")
    await village.survey(survey(question("travel", "choice", "How do you travel?", options=["Bus", "Bike"]), WHY))
    await anna.says("It is near")
    assert anna.hears("How do you travel?")
    await anna.taps("Bike")
    assert anna.hears("Are these your answers?"), "the reason was typed already"
    assert anna.hears("→ It is near")


async def test_a_button_of_an_option_that_is_gone_shows_those_that_are_left(village: Village, anna: Talker) -> None:
    await village.survey(survey(TRAVEL, WHY))
    await anna.says("/survey")
    await village.survey(survey(question("travel", "choice", "How do you travel?", options=["Bus", "Bike"]), WHY))
    await anna.taps("Tram")
    assert anna.hears("How do you travel?")
    assert anna.buttons[:2] == ["Bus", "Bike"]


async def test_a_button_keeps_its_meaning_when_options_move(village: Village, anna: Talker) -> None:
    await village.survey(survey(TRAVEL, WHY))
    await anna.says("/survey")
    moved = question("travel", "choice", "How do you travel?", options=["Foot", "Bike", "Tram", "Bus"])
    await village.survey(survey(moved, WHY))
    await anna.taps("Tram")
    assert (await village.answers("survey"))["travel"]["value"] == "tram"


async def test_a_question_put_first_is_asked_and_what_was_typed_is_kept(village: Village, anna: Talker) -> None:
    await village.survey(survey(WHY, WHEN))
    await anna.says("/survey")
    await village.survey(survey(TRAVEL, WHY, WHEN))
    await anna.says("It is near")
    assert anna.hears("How do you travel?")
    await anna.taps("Bus")
    assert anna.hears("When?")
    assert (await village.answers("survey"))["why"]["value"] == "It is near"


async def test_a_press_on_a_question_that_no_longer_comes_first_shows_the_one_that_does(
    village: Village, anna: Talker
) -> None:
    await village.survey(survey(TRAVEL))
    await anna.says("/survey")
    await village.survey(survey(WHY, TRAVEL))
    await anna.taps("Bus")
    assert anna.hears("Why?")
    await anna.says("It is near")
    assert anna.hears("How do you travel?")


async def test_a_question_that_is_gone_is_off_the_path(village: Village, anna: Talker) -> None:
    await village.survey(survey(TRAVEL, WHY, WHEN))
    await anna.does("/survey", "Bus", "It is near")
    await village.survey(survey(TRAVEL, WHEN))
    await anna.says("In the morning")
    assert anna.hears("Are these your answers?")
    assert anna.does_not_hear("It is near")
    answers = await village.answers("survey")
    assert (answers["why"]["value"], answers["why"]["on_path"]) == ("It is near", False)


async def test_the_kind_of_a_question_can_change(village: Village, anna: Talker) -> None:
    await village.survey(survey(question("size", "text", "How big?"), WHY))
    await anna.does("/survey", "very big")
    await village.survey(survey(question("size", "number", "How big?"), WHY))
    await anna.says("Because")
    assert anna.hears("How big?")
    await anna.says("12")
    assert anna.hears("→ 12")


async def test_a_finished_response_is_left_alone_by_an_edit(village: Village, anna: Talker) -> None:
    await village.survey(survey(TRAVEL))
    await anna.does("/survey", "Tram", "Yes")
    await village.survey(survey(question("travel", "choice", "How do you travel?", options=["Bus"]), WHY))
    await anna.says("/menu")
    assert (await village.answers("survey"))["travel"]["value"] == "tram"


async def test_closing_half_way_is_told_and_keeps_what_was_answered(village: Village, anna: Talker) -> None:
    await village.survey(survey(TRAVEL, WHY))
    await anna.does("/survey", "Bus")
    await village.closes("street")
    await anna.says("It is near")
    assert anna.hears("These questions are closed.")
    assert (await village.answers("survey"))["travel"]["value"] == "bus"
    await anna.says("/menu")
    assert anna.hears("What would you like to do?")
