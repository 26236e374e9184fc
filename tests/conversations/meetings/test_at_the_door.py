"""At the door and after: checking in, notes of the tables, closing, and what everybody hears of it."""

import pytest

from tests.conversations.meetings.gathering import Gathering
from tests.talk.talker import Talker

DURING = "2026-05-28T20:00"


async def door(cafe: Gathering) -> str:
    return f"c_oosterwijk_1-{(await cafe.row())['door']}"


async def test_the_code_on_the_poster_checks_in_once(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come")
    await cafe.at(DURING)
    await anna.starts(await door(cafe))
    assert anna.hears("Welcome! You are on the list.")
    await anna.starts(await door(cafe))
    assert anna.hears("You were on the list already.")
    assert len([row for row in await cafe.village.rows("attendance") if row["came"]]) == 1


@pytest.mark.parametrize(
    ("moment", "told"), [("2026-05-28T12:00", "You are early!"), ("2026-05-29T12:00", "This meeting is over.")]
)
async def test_it_counts_during_the_meeting_only(cafe: Gathering, moment: str, told: str) -> None:
    anna = await cafe.visitor("Anna")
    await cafe.at(moment)
    await anna.starts(await door(cafe))
    assert anna.hears(told)
    assert await cafe.village.rows("attendance") == []


@pytest.mark.parametrize("payload", ["c_oosterwijk_1-abc", "c_oosterwijk_1"])
async def test_an_invented_code_is_refused(cafe: Gathering, payload: str) -> None:
    anna = await cafe.visitor("Anna")
    await cafe.at(DURING)
    await anna.starts(payload)
    assert anna.hears("That code is not of this meeting.")
    assert await cafe.village.rows("attendance") == []


async def test_a_code_of_another_neighbourhood_is_refused(cafe: Gathering) -> None:
    await cafe.village.neighbourhood("molendorp", "Molendorp")
    anna = await cafe.visitor("Anna")
    await cafe.at(DURING)
    await anna.starts((await door(cafe)).replace("oosterwijk", "molendorp"))
    assert anna.hears("That meeting is not in Molendorp.")
    assert await cafe.village.rows("attendance") == []


async def test_who_scans_the_poster_for_the_first_time_comes_in_and_is_checked_in(cafe: Gathering) -> None:
    await cafe.at(DURING)
    frits = cafe.village.person("Frits")
    await frits.starts(await door(cafe))
    await frits.does("English", "16 or older", "Yes, I take part")
    assert frits.hears("Welcome! You are on the list.")


async def test_the_organiser_ticks_people_off_and_counts_who_has_no_telegram(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come", "My name")
    await anna.says("Anna de Wit")
    await cafe.visitor("Bo", "Yes, I come")
    await cafe.at(DURING)
    await cafe.manages("At the door", "⬜ Anna de Wit")
    assert cafe.otto.hears("1 person is there.")
    assert "✅ Anna de Wit" in cafe.otto.buttons
    await cafe.otto.does("Without Telegram", "4")
    assert cafe.otto.hears("5 people are there.")
    await cafe.otto.taps("✅ Anna de Wit")
    assert cafe.otto.hears("4 people are there.")


async def hosted(cafe: Gathering) -> Talker:
    """A carrier who hosts the table about green."""
    await cafe.manages("Tables", "Add a table", "Green", "Skip")
    greet = await cafe.village.resident("Greet", "en", "carrier")
    await greet.starts("m_oosterwijk_1")
    await greet.does("Host a table", "Green", "Greet")
    return greet


async def noted(cafe: Gathering) -> Talker:
    greet = await hosted(cafe)
    await cafe.at(DURING)
    await greet.starts("m_oosterwijk_1")
    await greet.taps("Table notes")
    await greet.says("More benches along the canal")
    await greet.says("- Trees against the heat\n- Less paving")
    await greet.taps("Done")
    await greet.sends_photo()
    await greet.taps("Done")
    await greet.says("Jan asks the municipality about the bench")
    await greet.taps("Done")
    return greet


async def test_a_host_notes_points_photos_and_commitments(cafe: Gathering) -> None:
    greet = await noted(cafe)
    assert greet.hears("• More benches along the canal")
    await greet.taps("Yes, keep it")
    rows = sorted(await cafe.village.rows("note"), key=lambda row: row["id"])
    notes = [(row["kind"], row["text"], row["table_id"]) for row in rows]
    assert notes == [
        ("point", "More benches along the canal", 1),
        ("point", "Trees against the heat", 1),
        ("point", "Less paving", 1),
        ("commitment", "Jan asks the municipality about the bench", 1),
    ]
    assert len(await cafe.village.rows("photo")) == 1


async def test_a_file_that_is_no_photo_is_refused_in_one_sentence(cafe: Gathering) -> None:
    greet = await hosted(cafe)
    await greet.starts("m_oosterwijk_1")
    await greet.taps("Table notes")
    await greet.says("More benches")
    await greet.taps("Done")
    await greet.sends_document("notes.pdf", b"%PDF-1.4")
    assert greet.hears("Please send a photo")
    assert await cafe.village.rows("photo") == []


async def test_only_a_host_or_an_organiser_writes_notes(cafe: Gathering) -> None:
    await hosted(cafe)
    bo = await cafe.village.resident("Bo", "en", "carrier")
    await bo.starts("m_oosterwijk_1")
    assert "📝 Table notes" not in bo.buttons


async def test_a_point_becomes_an_idea_of_the_meeting_and_of_nobody(cafe: Gathering) -> None:
    await (await noted(cafe)).taps("Yes, keep it")
    await cafe.manages("Notes", "💡 More benches", "Green")
    assert cafe.otto.hears("It is an idea now, number 1.")
    (idea,) = await cafe.village.rows("idea")
    assert (idea["text"], idea["channel"], idea["theme"]) == ("More benches along the canal", "meeting", "green")
    assert idea["resident_id"] is None
    assert [row["idea_id"] for row in await cafe.village.rows("note")].count(1) == 1


async def closed(cafe: Gathering) -> None:
    await cafe.manages("Close", "2", "Municipality, Housing association")
    await cafe.otto.says("The bench comes in June")
    await cafe.otto.does("Done", "We start with the canal.", "Yes, close it")


async def test_closing_thanks_who_came_and_tells_who_could_not(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come")
    bo = await cafe.visitor("Bo", "I cannot")
    cas = await cafe.visitor("Cas")
    await cafe.at(DURING)
    await anna.starts(await door(cafe))
    await cafe.at("2026-05-29T09:00")
    await closed(cafe)
    await cafe.village.ticks()
    assert anna.hears("Thank you for coming!")
    assert anna.hears("We start with the canal.")
    assert bo.hears("You could not come. This is what came of it.")
    assert bo.hears("• The bench comes in June")
    assert cas.does_not_hear("came of it")


async def test_the_report_holds_attendance_tables_notes_organisations_and_decisions(cafe: Gathering) -> None:
    greet = await noted(cafe)
    await greet.taps("Yes, keep it")
    await greet.starts(await door(cafe))
    await cafe.at("2026-05-29T09:00")
    await closed(cafe)
    await cafe.otto.taps("Report")
    for text in (
        "3 people were there, 2 of them without Telegram",
        "Organisations: Municipality, Housing association",
        "🪑 Green",
        "• Trees against the heat",
        "🤝 Jan asks the municipality",
        "• The bench comes in June",
    ):
        assert cafe.otto.hears(text)


async def test_after_closing_nobody_is_reminded_to_close(cafe: Gathering) -> None:
    await cafe.at("2026-05-29T09:00")
    await closed(cafe)
    await cafe.at("2026-06-05T22:00")
    assert not [one for one in cafe.otto.messages if "How was it?" in str(one.body.get("text", ""))]


async def test_a_meeting_that_did_not_begin_cannot_be_closed(cafe: Gathering) -> None:
    await cafe.manages()
    assert "🏁 Close" not in cafe.otto.buttons
