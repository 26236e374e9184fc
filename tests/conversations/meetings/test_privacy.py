"""What is kept about who comes can be seen and removed; and two people never get the last seat."""

from datetime import UTC, datetime, timedelta

from tests.conversations.meetings.gathering import Gathering


async def test_my_data_holds_what_i_said_about_coming(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come", "My name")
    await anna.does("Anna de Wit", "/mydata")
    sent = next(row["payload"]["content"] for row in await cafe.village.rows("due") if row["kind"] == "file")
    assert sent["attendance"][0]["name"] == "Anna de Wit"
    assert sent["seat"][0]["state"] == "held"


async def test_who_is_forgotten_leaves_nothing_not_even_a_name_at_a_table(cafe: Gathering) -> None:
    await cafe.manages("Tables", "Add a table", "Green", "Skip")
    greet = await cafe.village.resident("Greet", "en", "carrier")
    await greet.starts("m_oosterwijk_1")
    await greet.does("Host a table", "Green", "Greet Jansen")
    await greet.does("Yes, I come", "Ask a question", "Is there a lift?")
    await greet.does("/forgetme", "Yes", "Yes, remove everything")
    for table in ("attendance", "seat", "enquiry", "told", "feed"):
        assert await cafe.village.rows(table) == [], table
    (table,) = await cafe.village.rows("meeting_table")
    assert (table["host_id"], table["host"]) == (None, "")


async def test_of_two_who_tap_at_the_same_moment_one_gets_the_last_seat(cafe: Gathering) -> None:
    await cafe.manages("Change", "How many fit", "1")
    anna, bo = await cafe.visitor("Anna"), await cafe.visitor("Bo")
    async with cafe.village.away():
        await anna.taps("Yes, I come")
        await bo.taps("Yes, I come")
    assert sorted((await cafe.seats()).values()) == ["held", "waiting"]


async def test_who_heard_what_is_forgotten_a_quarter_after_the_meeting(cafe: Gathering) -> None:
    await cafe.visitor("Anna", "Yes, I come")
    await cafe.at("2026-05-27T19:30")
    store = await cafe.village.store()
    async with store.writing() as books:
        (meeting,) = await books.meetings.all(1)
        for days in (89, 91):
            await books.meetings.change(meeting, ends=datetime.now(UTC) - timedelta(days=days))
            found = await books.retention.expired("told")
            assert len(found) == int(days > 90)
