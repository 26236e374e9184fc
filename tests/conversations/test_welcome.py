"""The way in: link, language, what is kept, a yes to that, and a kind road for those under 16."""

import pytest

from tests.talk.talker import Talker
from tests.talk.village import Village

ABOUT_PEOPLE = ("resident", "membership", "consent", "conversation", "answer", "prompt", "due", "idea", "photo")


async def about(village: Village, someone: Talker) -> dict[str, int]:
    """How many rows every table has of people, leaving out what is empty, and the order to the clock to erase files."""
    rows = {table: await village.rows(table) for table in ABOUT_PEOPLE}
    counted = {table: sum(row.get("kind") != "erase" for row in found) for table, found in rows.items()}
    return {table: count for table, count in counted.items() if count}


async def test_by_link_to_the_menu(village: Village) -> None:
    anna = village.person("Anna")
    await anna.starts("oosterwijk")
    assert anna.hears("Choose your language")
    await anna.taps("English")
    assert anna.hears("How old are you?")
    await anna.taps("16 or older")
    assert anna.hears("Do you agree that I keep your answers?")
    assert anna.hears("Telegram itself can read")
    await anna.taps("Yes, I take part")
    assert anna.hears("You now take part in Oosterwijk.")
    assert anna.hears("What would you like to do?")


async def test_consent_is_recorded_with_version_language_and_time(village: Village) -> None:
    anna = village.person("Anna")
    await anna.starts("oosterwijk")
    for button in ("English", "16 or older", "Yes, I take part"):
        await anna.taps(button)
    recorded = (await village.rows("consent"))[0]
    assert (recorded["language"], recorded["age"]) == ("en", "adult")
    assert recorded["version"]
    assert recorded["given"].tzinfo


async def test_before_the_yes_nobody_belongs_to_a_neighbourhood(village: Village) -> None:
    anna = village.person("Anna")
    await anna.starts("oosterwijk")
    await anna.does("English", "16 or older")
    assert await village.rows("membership") == []
    assert await village.rows("consent") == []


async def test_after_a_no_nothing_is_kept(village: Village) -> None:
    anna = village.person("Anna")
    await anna.starts("oosterwijk")
    await anna.does("English", "16 or older", "No, thank you")
    assert anna.hears("I keep nothing about you")
    assert await about(village, anna) == {}


async def test_under_16_without_a_parents_yes_nothing_is_kept(village: Village) -> None:
    kim = village.person("Kim")
    await kim.starts("oosterwijk")
    await kim.does("English", "younger than 16")
    assert kim.hears("father, mother or guardian")
    await kim.taps("No, not yet")
    assert kim.hears("Ask them first")
    assert await about(village, kim) == {}


async def test_under_16_with_a_parents_yes_that_is_recorded(village: Village) -> None:
    kim = village.person("Kim")
    await kim.starts("oosterwijk")
    await kim.does("English", "younger than 16", "Yes, they said yes", "Yes, I take part")
    assert kim.hears("You now take part in Oosterwijk.")
    assert [row["age"] for row in await village.rows("consent")] == ["child"]


async def test_after_a_no_one_can_come_back(village: Village) -> None:
    anna = village.person("Anna")
    await anna.starts("oosterwijk")
    await anna.does("English", "16 or older", "No, thank you")
    await anna.starts("oosterwijk")
    await anna.does("English", "16 or older", "Yes, I take part")
    assert anna.hears("You now take part in Oosterwijk.")


async def test_pressing_yes_after_a_no_does_not_bring_anybody_back(village: Village) -> None:
    anna = village.person("Anna")
    await anna.starts("oosterwijk")
    await anna.does("English", "16 or older")
    yes = anna.button("Do you agree", "Yes")
    await anna.taps("No, thank you")
    await anna.presses(*yes)
    assert anna.hears("That button does not work any more.")
    assert await village.rows("consent") == []


async def test_who_taps_no_twice_stays_unknown(village: Village) -> None:
    anna = village.person()
    await anna.starts("oosterwijk")
    await anna.does("English", "I am 16 or older")
    no = anna.button("Do you agree", "No, thank you")
    await anna.presses(*no)
    await anna.presses(*no)
    assert anna.hears("That button does not work any more.")
    await anna.blocks()
    assert await village.rows("resident") == []


async def test_words_before_the_yes_lead_to_the_welcome(village: Village) -> None:
    anna = village.person("Anna")
    await anna.says("hello?")
    assert anna.hears("Choose your language")


@pytest.mark.parametrize("command", ["/idea", "/survey", "/mine", "/menu", "/export"])
async def test_a_command_before_the_yes_leads_to_the_welcome_first(village: Village, command: str) -> None:
    anna = village.person("Anna")
    await anna.says(command)
    assert anna.hears("Choose your language")


async def test_privacy_and_help_can_be_read_before_the_yes(village: Village) -> None:
    anna = village.person("Anna")
    await anna.starts("oosterwijk")
    await anna.does("English", "16 or older", "/privacy")
    assert anna.hears("What we keep, and why")
    assert anna.hears("Do you agree that I keep your answers?"), "and then the question again"
    await anna.taps("Yes, I take part")
    assert anna.hears("You now take part in Oosterwijk.")


async def test_where_one_was_heading_comes_after_the_yes(village: Village) -> None:
    anna = village.person("Anna")
    await anna.does("/idea", "English", "16 or older", "Yes, I take part")
    assert anna.hears("What is your idea about?")


async def test_without_a_link_one_chooses_the_neighbourhood(village: Village) -> None:
    await village.neighbourhood("molendorp", "Molendorp")
    anna = village.person("Anna")
    await anna.starts()
    await anna.does("English", "16 or older", "Yes, I take part")
    assert anna.hears("In which neighbourhood do you live?")
    await anna.taps("Molendorp")
    assert anna.hears("You now take part in Molendorp.")


async def test_an_unknown_link_is_told_and_leads_in_all_the_same(village: Village) -> None:
    anna = village.person("Anna")
    await anna.starts("ooosterwijk")
    await anna.does("English", "16 or older", "Yes, I take part")
    assert anna.hears("I do not know that link.")
    assert anna.hears("You now take part in Oosterwijk.")


@pytest.mark.parametrize("payload", ["", "i_", "m_x", "%%%", "OOSTERWIJK", "x" * 64, "s_oosterwijk_", "i_" + "é"])
async def test_every_payload_is_answered_kindly(village: Village, payload: str) -> None:
    anna = village.person("Anna")
    await anna.starts(payload)
    await anna.does("English", "16 or older", "Yes, I take part")
    assert anna.hears("What would you like to do?")
    assert await village.rows("set_aside") == []


async def test_coming_in_again_needs_no_second_yes(village: Village, anna: Talker) -> None:
    await anna.starts("oosterwijk")
    assert anna.hears("What would you like to do?")
    assert len(await village.rows("consent")) == 1


async def test_a_second_neighbourhood_and_switching_between_them(village: Village, anna: Talker) -> None:
    await village.neighbourhood("molendorp", "Molendorp")
    await anna.starts("molendorp")
    assert anna.hears("You now take part in Molendorp.")
    await anna.does("Another neighbourhood", "Oosterwijk")
    assert anna.hears("Oosterwijk")
    await anna.does("/idea", "Green", "More benches", "Skip", "Skip", "Without my name", "Yes, hand it in")
    places = {row["id"]: row["slug"] for row in await village.rows("neighbourhood")}
    assert [places[row["neighbourhood_id"]] for row in await village.rows("idea")] == ["oosterwijk"]


async def test_an_unfinished_conversation_stays_in_the_neighbourhood_where_it_began(
    village: Village, anna: Talker
) -> None:
    await village.neighbourhood("molendorp", "Molendorp")
    await anna.does("/idea", "Green")
    await anna.starts("molendorp")
    await anna.does("/idea", "Traffic", "Slower cars", "Skip", "Skip", "Without my name", "Yes, hand it in")
    await anna.taps("Yes, go on")
    await anna.does("More benches", "Skip", "Skip", "Without my name", "Yes, hand it in")
    places = {row["id"]: row["slug"] for row in await village.rows("neighbourhood")}
    found = [(places[row["neighbourhood_id"]], row["theme"], row["text"]) for row in await village.rows("idea")]
    assert found == [("molendorp", "traffic", "Slower cars"), ("oosterwijk", "green", "More benches")]


async def test_going_back_on_the_way_in(village: Village) -> None:
    anna = village.person("Anna")
    await anna.starts("oosterwijk")
    await anna.does("English", "16 or older", "Back")
    assert anna.hears("How old are you?")
    await anna.does("younger than 16", "Yes, they said yes", "Yes, I take part")
    assert [row["age"] for row in await village.rows("consent")] == ["child"]
