"""Managing roles: who has one, giving one by a link, taking one away; the resident and the stranger are turned away."""

import pytest

from bot.neighbourhood.roles import INVITED
from tests.talk.talker import Talker
from tests.talk.village import Village

TURNED_AWAY = "only for people who help to organise"
STAFF_COMMANDS = ("/beheer", "/manage", "/export")


@pytest.fixture
async def ada(village: Village) -> Talker:
    """An administrator of Oosterwijk."""
    return await village.resident("Ada", "en", "admin")


async def link(talker: Talker) -> str:
    """The payload of the newest link that somebody was shown."""
    text = str(talker.asked("https://t.me/").body["text"])
    return text.partition("?start=")[2].split()[0]


async def invites(ada: Talker, role: str, name: str) -> str:
    await ada.does("/manage", "Invite someone", role, name, "go on", "make the link")
    return await link(ada)


@pytest.mark.parametrize("command", STAFF_COMMANDS)
async def test_a_resident_is_turned_away(anna: Talker, command: str) -> None:
    await anna.says(command)
    assert anna.hears(TURNED_AWAY)


@pytest.mark.parametrize("command", STAFF_COMMANDS)
async def test_a_stranger_comes_in_first_and_is_then_turned_away(village: Village, command: str) -> None:
    stranger = village.person("Stranger")
    await stranger.says(command)
    await stranger.does("English", "16 or older", "Yes, I take part")
    assert stranger.hears(TURNED_AWAY)


async def test_somebody_is_invited_by_name_and_seen_by_it_afterwards(village: Village, ada: Talker) -> None:
    payload = await invites(ada, "facilitator", "Frits of the library")
    assert ada.asked("It works once, within 72 hours")
    await ada.says("/manage")
    assert ada.hears("Frits of the library: facilitator, works until ")
    frits = await village.resident("Frits")
    await frits.starts(payload)
    assert frits.hears("you are now: facilitator")
    assert frits.asked("see you as “Frits of the library”")
    await ada.says("/manage")
    assert ada.hears("Frits of the library: facilitator, since ")
    assert ada.does_not_hear("works until")


@pytest.mark.parametrize("role", INVITED)
async def test_an_administrator_may_give_every_role(village: Village, ada: Talker, role: str) -> None:
    label = {"admin": "administrator", "juror": "juror"}.get(role, role)
    bo = await village.resident("Bo")
    await bo.starts(await invites(ada, label, "Bo"))
    assert bo.hears(f"you are now: {label}")


async def test_an_organiser_gives_the_roles_of_helpers_only(village: Village) -> None:
    olga = await village.resident("Olga", "en", "organiser")
    await olga.does("/manage", "Invite someone")
    assert olga.buttons == ["juror", "carrier", "partner"]


async def test_an_organiser_sees_everybody_and_takes_away_the_roles_of_helpers_only(
    village: Village, ada: Talker
) -> None:
    olga = await village.resident("Olga", "en", "organiser")
    await village.resident("Cas", "en", "carrier")
    await olga.says("/manage")
    assert olga.hears("administrator")
    await olga.taps("Take a role away")
    assert len(olga.buttons) == 1
    assert "carrier" in olga.buttons[0]


async def test_a_role_is_taken_away_after_asking_twice_and_they_are_told(village: Village, ada: Talker) -> None:
    frits = await village.resident("Frits")
    await frits.starts(await invites(ada, "facilitator", "Frits"))
    assert "export" in [one["command"] for one in frits.commands]
    await ada.does("/manage", "Take a role away", "Frits")
    assert ada.hears("Frits loses this role in Oosterwijk: facilitator.")
    assert ada.hears("This concerns 1 person.")
    await ada.taps("go on")
    assert ada.hears("Are you sure?")
    await ada.taps("take it away")
    assert ada.hears("Frits no longer has this role")
    await village.clock_does("roles")
    assert frits.hears("You no longer have this role in Oosterwijk: facilitator.")
    assert "export" not in [one["command"] for one in frits.commands]
    await frits.says("/export")
    assert frits.hears(TURNED_AWAY)


async def test_who_invited_hears_when_the_invitation_is_used(village: Village, ada: Talker) -> None:
    mallory = await village.resident("Mallory")
    await mallory.starts(await invites(ada, "facilitator", "Frits"))
    await village.clock_does("roles")
    assert ada.hears("Your invitation for Frits was used. Oosterwijk: facilitator.")


async def test_who_stopped_gets_the_menu_only(village: Village, ada: Talker) -> None:
    frits = await village.resident("Frits", "en", "facilitator")
    await frits.says("/stop")
    await ada.does("/manage", "Take a role away", "facilitator", "go on", "take it away")
    await village.clock_does("roles")
    assert frits.does_not_hear("no longer have this role")
    assert "export" not in [one["command"] for one in frits.commands]


async def test_the_link_that_gave_a_role_does_not_give_it_again(village: Village, ada: Talker) -> None:
    payload = await invites(ada, "facilitator", "Frits")
    frits = await village.resident("Frits")
    await frits.starts(payload)
    await ada.does("/manage", "Take a role away", "Frits", "go on", "take it away")
    await frits.starts(payload)
    assert frits.hears("This invitation does not work any more.")


async def test_who_loses_a_role_cannot_come_back_by_a_link_they_made(village: Village, ada: Talker) -> None:
    bea = await village.resident("Bea")
    await bea.starts(await invites(ada, "administrator", "Bea"))
    spare = await invites(bea, "administrator", "Myself")
    await ada.does("/manage", "Take a role away", "Bea", "go on", "take it away")
    await bea.starts(spare)
    assert bea.hears("This invitation does not work any more.")


@pytest.mark.parametrize("step", [0, 1])
async def test_no_at_either_step_changes_nothing(village: Village, ada: Talker, step: int) -> None:
    await village.resident("Frits", "en", "facilitator")
    await ada.does("/manage", "Take a role away", "facilitator", *(["go on"] * step), "No, stop")
    assert ada.hears("everything stays as it is")
    assert "facilitator" in {row["role"] for row in await village.rows("membership")}


async def test_the_only_administrator_stays(village: Village, ada: Talker) -> None:
    await ada.does("/manage", "Take a role away", "administrator", "go on", "take it away")
    assert ada.hears("This is the only administrator here.")
    assert "admin" in {row["role"] for row in await village.rows("membership")}


async def test_one_of_two_administrators_can_step_down(village: Village, ada: Talker) -> None:
    bea = await village.resident("Bea")
    await bea.starts(await invites(ada, "administrator", "Bea"))
    await bea.does("/manage", "Take a role away", "Bea")
    assert bea.hears("This is you yourself.")
    await bea.does("go on", "take it away")
    assert bea.hears("Done. You no longer have this role: administrator.")
    await bea.says("/manage")
    assert bea.hears(TURNED_AWAY)


async def test_two_administrators_who_take_each_others_role_leave_one(village: Village, ada: Talker) -> None:
    bea = await village.resident("Bea")
    await bea.starts(await invites(ada, "administrator", "Bea"))
    await bea.does("/manage", "Take a role away", "number", "go on")
    await ada.does("/manage", "Take a role away", "Bea", "go on")
    async with village.away():
        await bea.taps("take it away")
        await ada.taps("take it away")
    assert [row["role"] for row in await village.rows("membership")].count("admin") == 1


async def test_an_invitation_is_withdrawn(village: Village, ada: Talker) -> None:
    payload = await invites(ada, "facilitator", "The wrong one")
    await ada.does("/manage", "Withdraw an invitation", "The wrong one")
    assert ada.hears("That link works no more.")
    bo = await village.resident("Bo")
    await bo.starts(payload)
    assert bo.hears("This invitation does not work any more.")


async def test_withdrawing_an_invitation_that_was_used_meanwhile_says_so(village: Village, ada: Talker) -> None:
    payload = await invites(ada, "facilitator", "Bo")
    await ada.does("/manage", "Withdraw an invitation")
    bo = await village.resident("Bo")
    await bo.starts(payload)
    await ada.taps("Bo")
    assert ada.hears("Was it used?")


async def test_a_role_taken_away_halfway_ends_what_was_begun(village: Village, ada: Talker) -> None:
    await ada.does("/manage", "Invite someone", "facilitator")
    await village.takes_away(ada, "admin")
    await ada.says("Frits")
    assert ada.hears(TURNED_AWAY)
    await ada.says("A bench in the park")
    assert ada.hears("Is this an idea or a wish for the neighbourhood?")


async def test_an_edited_message_after_the_role_is_gone_changes_nothing(village: Village, ada: Talker) -> None:
    await ada.does("/manage", "Invite someone", "facilitator", "Frits")
    await village.takes_away(ada, "admin")
    await ada.edits(ada.own("Frits"), "Mallory")
    assert ada.hears(TURNED_AWAY)
    assert await village.rows("invite") == []


async def test_buttons_of_what_was_done_do_it_no_second_time(village: Village, ada: Talker) -> None:
    payload = await invites(ada, "facilitator", "Frits")
    frits = await village.resident("Frits")
    await frits.starts(payload)
    await ada.does("/manage", "Take a role away", "Frits", "go on")
    button = ada.button("Are you sure?", "take it away")
    await ada.taps("take it away")
    await frits.starts(await invites(ada, "facilitator", "Frits"))
    await ada.presses(*button)
    assert "facilitator" in {row["role"] for row in await village.rows("membership")}


async def test_in_another_neighbourhood_one_manages_nothing(village: Village, ada: Talker) -> None:
    await village.neighbourhood("molendorp", "Molendorp")
    await ada.says("/manage")
    button = ada.button("People and roles in Oosterwijk", "Invite someone")
    await ada.starts("molendorp")
    await ada.presses(*button)
    assert ada.hears(TURNED_AWAY)


async def test_staff_of_two_neighbourhoods_see_which_one_they_are_in(village: Village, ada: Talker) -> None:
    await village.neighbourhood("molendorp", "Molendorp")
    await ada.starts(await village.invite("admin", "molendorp"))
    await ada.does("/manage", "Invite someone")
    assert ada.hears("Which role in Molendorp is it?")
    await ada.does("/neighbourhood", "Oosterwijk")
    await ada.says("/manage")
    assert ada.hears("People and roles in Oosterwijk")


async def test_what_was_begun_in_one_neighbourhood_is_finished_there(village: Village, ada: Talker) -> None:
    await village.neighbourhood("molendorp", "Molendorp")
    await ada.does("/manage", "Invite someone", "facilitator", "Frits", "go on")
    button = ada.button("Are you sure?", "make the link")
    await ada.starts(await village.invite("admin", "molendorp"))
    await ada.presses(*button)
    (made,) = [row for row in await village.rows("invite") if row["called"] == "Frits"]
    (place,) = [row["id"] for row in await village.rows("neighbourhood") if row["slug"] == "oosterwijk"]
    assert made["neighbourhood_id"] == place


async def test_a_name_goes_everywhere_when_its_owner_wants_to_be_forgotten(village: Village, ada: Talker) -> None:
    frits = await village.resident("Frits")
    await frits.starts(await invites(ada, "facilitator", "Frits Unmistakable"))
    await ada.does("/manage", "Take a role away")
    await frits.does("/forgetme", "Yes", "Yes, remove everything for good")
    for table in ("invite", "membership", "answer", "prompt", "conversation", "audit"):
        assert "Unmistakable" not in str(await village.rows(table)), table
