"""When the consent changes people are asked again, and nothing is kept until they choose."""

import pytest

from bot.neighbourhood import consent
from tests.talk.talker import Talker
from tests.talk.village import Village

NEWS = "From now on your street is kept as well."


@pytest.fixture
async def bo(village: Village, monkeypatch: pytest.MonkeyPatch) -> Talker:
    """Somebody in the middle of an idea when the consent changes."""
    one = await village.resident("Bo")
    await one.does("/idea", "Green")
    monkeypatch.setattr(consent, "VERSION", "2027-01")
    monkeypatch.setattr(consent, "CHANGES", {"2026-01": "Long ago.", "2027-01": NEWS})
    return one


async def test_the_next_message_is_not_kept_and_tells_what_changed(village: Village, bo: Talker) -> None:
    await bo.says("More benches")
    assert bo.hears("I did not keep your message.")
    assert bo.hears(NEWS)
    assert bo.does_not_hear("Long ago.")
    assert "More benches" not in repr([await village.rows("answer"), await village.rows("conversation")])


async def test_after_a_yes_one_goes_on_where_one_was(village: Village, bo: Talker) -> None:
    await bo.says("More benches")
    await bo.taps("Yes, all right")
    assert bo.hears("Tell us: what is your idea?")
    await bo.says("More benches")
    assert bo.hears("photo")
    given = await village.rows("consent")
    assert sorted(row["version"] for row in given) == ["2026-11", "2027-01"]
    assert {row["age"] for row in given} == {"adult"}


@pytest.mark.parametrize("step", ["/menu", "/mine", "/idea"])
async def test_a_command_waits_for_the_yes_and_is_done_after_it(bo: Talker, step: str) -> None:
    await bo.says(step)
    assert bo.hears(NEWS)


async def test_an_old_button_changes_nothing(village: Village, bo: Talker) -> None:
    before = await village.answers("idea")
    message, data = bo.button("Tell us: what is your idea?", "Back")
    await bo.presses(message, data)
    assert bo.hears(NEWS)
    assert await village.answers("idea") == before


async def test_an_edited_message_changes_nothing(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    bo = await village.resident("Bo")
    await bo.does("/idea", "Green", "More benches")
    monkeypatch.setattr(consent, "VERSION", "2027-01")
    await bo.edits(bo.own("More benches"), "More trees")
    assert (await village.answers("idea"))["text"]["value"] == "More benches"
    assert bo.hears("Something changed in what we keep")


async def test_reading_and_leaving_need_no_new_yes(bo: Talker) -> None:
    await bo.says("/privacy")
    assert bo.hears("end-to-end encrypted")
    await bo.says("/mydata")
    assert bo.hears("This is what I keep about you")
    await bo.does("/forgetme", "Yes", "Yes, remove everything for good")
    assert bo.hears("I know nothing about you any more")


async def test_a_stop_needs_no_new_yes(village: Village, bo: Talker) -> None:
    await bo.says("/stop")
    assert bo.hears("You get no more messages from us")
    assert bo.does_not_hear(NEWS)
    assert [row["state"] for row in await village.rows("resident")] == ["stopped"]
    await bo.taps("I do want messages again")
    assert bo.hears("Welcome back!")


async def test_who_never_agreed_can_say_stop(village: Village) -> None:
    zoe = village.person("Zoë", "en")
    await zoe.says("/stop")
    assert zoe.hears("I send you nothing, and I keep nothing of you.")


async def test_a_no_can_be_a_stop_and_what_was_said_stays(village: Village, bo: Talker) -> None:
    await bo.does("/menu", "No, thank you", "Keep what I said, and stop")
    assert bo.hears("You get no more messages from us.")
    assert (await village.answers("idea"))["theme"]["value"] == "green"
    assert [row["state"] for row in await village.rows("resident")] == ["stopped"]
    await bo.says("More benches")
    assert bo.hears(NEWS)


async def test_a_no_can_lead_to_being_forgotten(village: Village, bo: Talker) -> None:
    await bo.does("/menu", "No, thank you", "Remove everything about me", "Yes", "Yes, remove everything for good")
    assert await village.rows("resident") == []


async def test_a_no_can_become_a_yes(bo: Talker) -> None:
    await bo.does("/menu", "No, thank you", "I do agree after all")
    assert bo.hears("What would you like to do?")


async def test_a_link_works_after_the_yes(village: Village, bo: Talker) -> None:
    await bo.starts(await village.invite("facilitator"))
    assert bo.hears(NEWS)
    await bo.taps("Yes, all right")
    assert bo.hears("you are now: facilitator")


async def test_the_crisis_card_does_not_wait_for_it(bo: Talker) -> None:
    await bo.says("Ik wil niet meer leven")
    assert bo.hears("0800-0113")


async def test_a_location_that_moves_is_not_answered_again_and_again(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo = await village.resident("Bo")
    place = await bo.shares_location(52.0, 5.0, live_period=600)
    monkeypatch.setattr(consent, "VERSION", "2027-01")
    await bo.moves(place, 52.1, 5.1)
    assert bo.does_not_hear("Something changed")
