"""An organiser makes a meeting in chat, with a preview; copies, moves and cancels it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.conversations.meetings.gathering import Gathering
from tests.talk.talker import Talker
from tests.talk.village import Village


async def test_a_meeting_is_made_with_a_preview_and_a_link(cafe: Gathering) -> None:
    assert cafe.otto.hears("It is in the agenda.")
    assert cafe.otto.hears("start=m_oosterwijk_1")
    row = await cafe.row()
    assert (row["kind"], row["title"], row["capacity"]) == ("cafe", {"en": "Spring café"}, 5)
    assert row["starts"] == datetime(2026, 5, 28, 17, 30, tzinfo=UTC)


async def test_the_preview_is_what_people_see(village: Village, cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna")
    assert anna.hears("Thursday 28 May, 19:30 to 21:30")
    assert anna.hears("Dorpshuis, Kerkstraat 1")
    assert anna.hears("5 seats are free.")


async def test_residents_do_not_organise(anna: Talker) -> None:
    await anna.says("/meeting")
    assert anna.hears("only for people who help to organise")


async def test_one_like_the_last_only_asks_for_the_day(village: Village, cafe: Gathering) -> None:
    await cafe.otto.does("/bijeenkomst", "Like Spring café", "4 June", "Put it in the agenda")
    rows = sorted(await village.rows("meeting"), key=lambda row: row["id"])
    assert [row["title"] for row in rows] == [{"en": "Spring café"}] * 2
    assert rows[1]["starts"] == datetime(2026, 6, 4, 17, 30, tzinfo=UTC)


async def test_one_like_the_last_has_the_same_tables_and_checklist(village: Village, cafe: Gathering) -> None:
    await cafe.manages("Tables", "Add a table", "Green", "4")
    await cafe.manages("Checklist", "Add something", "Order coffee", "2 days before")
    await cafe.otto.does("/meeting", "Like Spring café", "4 June", "Put it in the agenda")
    assert [(row["meeting_id"], row["seats"]) for row in await village.rows("meeting_table")] == [(1, 4), (2, 4)]
    await cafe.at("2026-06-02T19:30")
    assert cafe.otto.hears("On your list: Order coffee")


async def test_a_day_that_has_passed_is_refused_in_one_sentence(cafe: Gathering) -> None:
    await cafe.otto.does(
        "/meeting",
        "Something new",
        "Café",
        "Late",
        "1-5-2026",
    )
    assert cafe.otto.hears("That has passed already.")


async def test_a_time_of_today_that_has_passed_is_refused(cafe: Gathering) -> None:
    await cafe.otto.does("/meeting", "Something new", "Café", "Late", "today", "8:00")
    assert cafe.otto.hears("That has passed already.")


async def test_the_hour_that_the_clock_skips_is_refused(cafe: Gathering) -> None:
    await cafe.otto.does("/meeting", "Something new", "Something else", "Night walk", "28-3-2027", "2:30")
    assert cafe.otto.hears("the clock goes forward: 02:30 does not exist then")
    await cafe.otto.says("1:30")
    await cafe.otto.says("2:45")
    assert cafe.otto.hears("the clock goes forward")
    assert len(await cafe.village.rows("meeting")) == 1


async def test_moving_tells_everybody_who_said_yes_or_maybe(village: Village, cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come")
    bo = await cafe.visitor("Bo", "Maybe")
    cas = await cafe.visitor("Cas", "I cannot")
    await cafe.manages("Move", "29 May", "20:00", "22:00")
    assert cafe.otto.hears("2 people hear of it.")
    await cafe.otto.taps("Yes, move it")
    await village.ticks()
    assert anna.hears("This meeting has been moved.")
    assert anna.hears("Friday 29 May, 20:00 to 22:00")
    assert bo.hears("This meeting has been moved.")
    assert cas.does_not_hear("moved")


async def test_reminders_move_along(village: Village, cafe: Gathering) -> None:
    await cafe.manages("Move", "4 June", "20:00", "22:00", "Yes, move it")
    planned = {row["name"]: row["at"] for row in await village.rows("due") if ":remind:" in row["name"]}
    zone = ZoneInfo("Europe/Amsterdam")
    assert {name: at.astimezone(zone).strftime("%d-%m %H:%M") for name, at in planned.items()} == {
        "meeting:1:remind:10080": "28-05 20:00",
        "meeting:1:remind:1440": "03-06 20:00",
        "meeting:1:remind:120": "04-06 18:00",
    }


async def test_cancelling_tells_why_and_reminds_nobody(village: Village, cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come")
    await cafe.manages("Cancel it", "Yes, cancel it", "The hall is being painted")
    await village.ticks()
    assert anna.hears("does not take place")
    assert anna.hears("The hall is being painted")
    await cafe.at("2026-05-28T18:00")
    assert [row["name"] for row in await village.rows("due") if row["kind"] == "tell"] == []
    await anna.starts("m_oosterwijk_1")
    assert anna.hears("This meeting does not take place.")
    assert "✅ Yes, I come" not in anna.buttons


async def test_a_capacity_below_who_comes_is_refused(cafe: Gathering) -> None:
    for name in ("Anna", "Bo"):
        await cafe.visitor(name, "Yes, I come")
    await cafe.manages("Change", "How many fit", "1")
    assert cafe.otto.hears("2 people come already.")
    assert (await cafe.row())["capacity"] == 5


async def test_what_is_missing_in_a_language_is_named_and_filled_in(cafe: Gathering) -> None:
    await cafe.manages()
    assert cafe.otto.hears("Not yet told in: Nederlands")
    await cafe.otto.does("Change", "Title", "Nederlands", "Lentecafé")
    assert (await cafe.row())["title"] == {"en": "Spring café", "nl": "Lentecafé"}
    anna = await cafe.visitor("Anna", language="nl")
    assert anna.hears("Lentecafé")


async def test_a_spot_on_the_map_is_asked_as_a_spot(cafe: Gathering) -> None:
    await cafe.manages("Change", "On the map")
    await cafe.otto.says("Kerkstraat 1")
    assert cafe.otto.hears("share the spot on the map")
    await cafe.otto.shares_location(52.1, 5.2)
    row = await cafe.row()
    assert (row["latitude"], row["longitude"]) == (52.1, 5.2)
    anna = await cafe.visitor("Anna", "On the map")
    assert any("venue" in one.body for one in anna.messages)


async def test_a_begun_meeting_that_waits_until_its_day_has_passed_is_asked_again(cafe: Gathering) -> None:
    await cafe.otto.does("/meeting", "Something new", "Café", "Late", "6 May", "19:30", "21:30", "Dorpshuis", "Skip")
    cafe.village.clock.passes(days=3)
    await cafe.otto.taps("Put it in the agenda")
    assert cafe.otto.hears("On which day?")
    assert len(await cafe.village.rows("meeting")) == 1
