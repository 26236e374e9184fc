"""Staff come in by a one-time link; everybody else is turned away."""

import pytest

from bot.neighbourhood.roles import INVITED
from tests.talk.talker import Talker
from tests.talk.village import Village


@pytest.mark.parametrize("role", INVITED)
async def test_an_invitation_gives_its_role(village: Village, anna: Talker, role: str) -> None:
    await anna.starts(await village.invite(role))
    assert anna.hears("In Oosterwijk you are now:")
    assert role in {row["role"] for row in await village.rows("membership")}


async def test_it_works_for_who_was_not_known_yet(village: Village) -> None:
    frits = village.person("Frits")
    await frits.starts(await village.invite("facilitator"))
    await frits.does("English", "16 or older", "Yes, I take part")
    assert frits.hears("you are now: facilitator")
    assert "📤 Export" in frits.buttons


async def test_pressed_twice_by_the_same_person_it_still_works(village: Village, anna: Talker) -> None:
    link = await village.invite("facilitator")
    await anna.starts(link)
    village.clock.passes(days=30)
    await anna.starts(link)
    assert anna.hears("you are now: facilitator")


async def test_for_somebody_else_it_does_not_work_any_more(village: Village, anna: Talker) -> None:
    link = await village.invite("facilitator")
    await anna.starts(link)
    bo = await village.resident("Bo")
    await bo.starts(link)
    assert bo.hears("This invitation does not work any more.")
    await bo.says("/export")
    assert bo.hears("only for people who help to organise")


async def test_an_invented_code_does_not_work(anna: Talker) -> None:
    await anna.starts("i_" + "a" * 24)
    assert anna.hears("This invitation does not work any more.")


async def test_a_facilitator_chooses_what_to_export_and_a_job_is_planned(village: Village) -> None:
    frits = await village.resident("Frits", "en", "facilitator")
    await frits.does("/export", "Ideas", "Excel", "anonymous")
    jobs = [row["payload"] for row in await village.rows("due") if row["kind"] == "export"]
    assert [(job["what"], job["format"], job["slug"], job["identified"]) for job in jobs] == [
        ("ideas", "xlsx", "oosterwijk", False)
    ]


async def test_an_identified_export_is_asked_twice_and_its_reason_kept(village: Village) -> None:
    frits = await village.resident("Frits", "en", "facilitator")
    await frits.does("/export", "Ideas", "Excel", "with everything")
    await frits.says("The organiser answers who wrote")
    await frits.does("go on", "make the file")
    jobs = [row["payload"] for row in await village.rows("due") if row["kind"] == "export"]
    assert [job["identified"] for job in jobs] == [True]
    noted = [row for row in await village.rows("audit") if row["what"] == "identified-export"]
    assert [(row["about"], row["reason"]) for row in noted] == [("ideas xlsx", "The organiser answers who wrote")]


async def test_a_stranger_is_led_to_the_welcome_and_then_turned_away(village: Village) -> None:
    stranger = village.person("Stranger")
    await stranger.says("/export")
    await stranger.does("English", "16 or older", "Yes, I take part")
    assert stranger.hears("only for people who help to organise")


async def test_a_role_counts_in_its_own_neighbourhood_only(village: Village) -> None:
    await village.neighbourhood("molendorp", "Molendorp")
    frits = await village.resident("Frits", "en", "facilitator")
    await frits.starts("molendorp")
    await frits.says("/export")
    assert frits.hears("only for people who help to organise")


async def test_a_button_of_a_role_that_was_taken_away_is_refused(village: Village) -> None:
    frits = await village.resident("Frits", "en", "facilitator")
    await frits.says("/menu")
    await village.takes_away(frits, "facilitator")
    await frits.taps("Export")
    assert frits.hears("only for people who help to organise")


async def test_an_export_begun_before_the_role_was_taken_away_is_refused(village: Village) -> None:
    frits = await village.resident("Frits", "en", "facilitator")
    await frits.does("/export", "Ideas")
    await village.takes_away(frits, "facilitator")
    await frits.taps("Excel")
    assert frits.hears("only for people who help to organise")
    assert "export" not in {row["kind"] for row in await village.rows("due")}


async def test_the_commands_menu_shows_what_a_role_may_do(village: Village, anna: Talker) -> None:
    await anna.does("/language", "English")
    assert "export" not in [one["command"] for one in anna.commands]
    await anna.starts(await village.invite("facilitator"))
    assert "export" in [one["command"] for one in anna.commands]
