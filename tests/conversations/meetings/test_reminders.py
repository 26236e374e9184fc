"""Reminders come when they should, to whom they should, once; and never after the start."""

from datetime import datetime

import pytest

from bot.clock.meetings import Tellings
from bot.store.records import Due
from tests.conversations.meetings.gathering import Gathering
from tests.talk.talker import Talker


def heard(someone: Talker, text: str) -> int:
    """How many messages with this text stand on the screen."""
    return sum(text in str(one.body.get("text", "")) for one in someone.messages if one.by_bot)


async def test_a_week_a_day_and_two_hours_before(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come")
    for moment, lead in (
        ("2026-05-21T19:30", "It is Thursday 28 May at 19:30. See you there!"),
        ("2026-05-27T19:30", "It is tomorrow at 19:30. See you there!"),
        ("2026-05-28T17:30", "It is today at 19:30. See you there!"),
    ):
        await cafe.at(moment)
        await cafe.village.ticks()
        assert heard(anna, lead) == 1


async def test_who_perhaps_comes_is_asked_and_who_cannot_or_waits_hears_nothing(cafe: Gathering) -> None:
    bo = await cafe.visitor("Bo", "Maybe")
    cas = await cafe.visitor("Cas", "I cannot")
    await cafe.at("2026-05-27T19:30")
    assert bo.hears("It is tomorrow at 19:30. Do you come?")
    assert cas.does_not_hear("tomorrow")
    await bo.taps("Yes, I come")
    assert bo.hears("✅ You come.")


async def test_who_is_on_the_waiting_list_is_not_reminded(cafe: Gathering) -> None:
    for number in range(5):
        await cafe.visitor(f"Guest {number}", "Yes, I come")
    anna = await cafe.visitor("Anna", "Yes, I come")
    await cafe.at("2026-05-21T19:30")
    assert heard(anna, "See you there!") == 0


async def test_a_late_tick_catches_up_with_the_nearest_one_only(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come")
    await cafe.at("2026-05-28T12:00")
    assert heard(anna, "It is today at 19:30.") == 1
    assert heard(anna, "See you there!") == 2, "the card, and one reminder"


async def test_never_after_the_start(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come")
    await cafe.at("2026-05-28T19:31")
    assert heard(anna, "It is") == 0


async def test_a_day_before_is_the_same_time_on_the_clock_also_when_it_changes(cafe: Gathering) -> None:
    await cafe.manages("Move", "29 March 2027", "19:30", "21:30", "Yes, move it")
    planned = {row["name"]: row["at"] for row in await cafe.village.rows("due")}
    day_before = planned["meeting:1:remind:1440"].astimezone(cafe.village.zone)
    week_before = planned["meeting:1:remind:10080"].astimezone(cafe.village.zone)
    assert (day_before.strftime("%d %H:%M"), week_before.strftime("%d %H:%M")) == ("28 19:30", "22 19:30")


async def test_they_are_set_for_each_meeting(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come")
    await cafe.manages("Reminders", "3 days before", "Done")
    assert cafe.otto.hears("I remind them 1 time.")
    await cafe.at("2026-05-25T19:30")
    assert anna.hears("It is Thursday 28 May at 19:30.")
    await cafe.at("2026-05-28T18:00")
    assert heard(anna, "It is today") == 0


async def test_who_stopped_or_blocked_is_left_alone(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come")
    bo = await cafe.visitor("Bo", "Yes, I come")
    await anna.says("/stop")
    await bo.blocks()
    await cafe.at("2026-05-27T19:30")
    assert heard(anna, "tomorrow") == heard(bo, "tomorrow") == 0
    assert [row["lane"] for row in await cafe.village.rows("delivery")] == []


async def test_a_claim_that_was_carried_out_by_another_is_not_carried_out_again(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come")
    (row,) = [one for one in await cafe.village.rows("due") if one["name"] == "meeting:1:remind:1440"]
    claimed = Due(**{name: row[name] for name in Due.__dataclass_fields__} | {"state": "claimed", "attempts": 1})
    await cafe.at("2026-05-27T19:30")
    handlers = await cafe.village.handlers()
    await handlers["tell"](claimed)
    await cafe.village.sends()
    assert heard(anna, "It is tomorrow") == 1


@pytest.mark.parametrize("people", [120])
async def test_many_are_told_in_portions_and_each_of_them_once(cafe: Gathering, people: int) -> None:
    await cafe.manages("Change", "How many fit", "500")
    async with cafe.village.without_restarts():
        visitors = [await cafe.visitor(f"Guest {number}", "Yes, I come") for number in range(people)]
    await cafe.at("2026-05-27T19:30")
    assert [heard(one, "It is tomorrow") for one in visitors] == [1] * people


class Killed(Exception):
    """The process is gone at this very moment."""


class LastBreath:
    """An outbox that the process does not live long enough to use."""

    def post(self, _deliveries: object) -> None:
        raise Killed


async def test_a_kill_after_the_first_portion_leaves_nobody_out_and_tells_nobody_twice(cafe: Gathering) -> None:
    await cafe.manages("Change", "How many fit", "500")
    async with cafe.village.without_restarts():
        visitors = [await cafe.visitor(f"Guest {number}", "Yes, I come") for number in range(60)]
    there = datetime.fromisoformat("2026-05-27T19:30").replace(tzinfo=cafe.village.zone)
    cafe.village.clock.passes(seconds=(there - cafe.village.clock.now()).total_seconds())
    store, desk, _outbox, _poller = await cafe.village.bot()
    async with store.writing() as books:
        claimed = await books.dues.claim(9, ["tell"], cafe.village.clock.now())
    with pytest.raises(Killed):
        await Tellings(desk, LastBreath())(max(claimed, key=lambda one: one.at))  # type: ignore[arg-type]
    assert len([row for row in await cafe.village.rows("told") if row["mark"] == "remind:1440:0"]) == 50
    await cafe.village.ticks()
    assert [heard(one, "It is tomorrow") for one in visitors] == [1] * 60
    assert {row["state"] for row in await cafe.village.rows("delivery")} == {"sent"}


async def test_the_checklist_reminds_the_organiser_until_it_is_done(cafe: Gathering) -> None:
    await cafe.manages("Checklist", "Add something", "Order coffee", "2 days before")
    assert cafe.otto.hears("⬜ Order coffee – 2 days before")
    await cafe.otto.does("Add something", "Put up posters", "1 week before")
    await cafe.otto.taps("☑️ Put up posters")
    await cafe.at("2026-05-26T19:30")
    assert cafe.otto.hears("On your list: Order coffee")
    assert heard(cafe.otto, "On your list: Put up posters") == 0
    await cafe.otto.taps("☑️ Done")
    assert cafe.otto.hears("✅ Order coffee")


async def test_a_meeting_that_is_not_closed_is_asked_for_after_one_three_and_seven_days(cafe: Gathering) -> None:
    await cafe.at("2026-05-29T21:30")
    assert cafe.otto.hears("Close the meeting")
    await cafe.at("2026-05-31T21:30")
    await cafe.at("2026-06-04T21:30")
    await cafe.at("2026-07-01T21:30")
    assert heard(cafe.otto, "Close the meeting") == 3
