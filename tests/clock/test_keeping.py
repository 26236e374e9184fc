"""Words about a crisis go after a month, and of a project that ended a year ago only totals stay."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock.retention import Retention
from bot.neighbourhood.keeping import months_from
from bot.store import tables
from tests.talk.surveys import question, survey
from tests.talk.talker import Talker
from tests.talk.village import Village

WORDS = "De buurman slaat zijn vrouw, doe er iets aan"
ASKED = survey(
    question("nice", "scale", "How nice is it?"),
    question("what", "choices", "What is nice?", options=["Park", "Shop", "Pub"], optional=True),
    question("wish", "text", "What do you wish?", optional=True),
)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for name in ("photos", "exports", "backups"):
        (tmp_path / name).mkdir(exist_ok=True)
    return tmp_path


async def passes(village: Village, days: float) -> None:
    """As if everything were so much older."""
    ago = datetime.now(UTC) - timedelta(days=days)
    async with (await village.store()).writing() as books:
        connection = books.unit.connection
        await connection.execute(tables.idea.update().values(changed=ago))
        await connection.execute(tables.answer.update().values(answered=ago))
        await connection.execute(tables.prompt.update().values(created=ago))


async def ended(village: Village, day: date) -> None:
    async with (await village.store()).writing() as books:
        await books.neighbourhoods.end(await books.neighbourhoods.named("oosterwijk"), day)


async def tells_of_a_crisis(anna: Talker) -> None:
    await anna.does("/idea", "Care", WORDS)
    assert anna.hears("Then I keep it for 30 days.")
    await anna.does("Yes, use it", "Skip", "Skip", "Without my name", "Yes, hand it in")


@pytest.mark.parametrize(("days", "kept"), [(29, True), (31, False)])
async def test_words_about_a_crisis_go_after_thirty_days(
    village: Village, anna: Talker, directory: Path, days: float, kept: bool
) -> None:
    await tells_of_a_crisis(anna)
    await anna.does("/idea", "Green", "More benches", "Skip", "Skip", "Without my name", "Yes, hand it in")
    assert [row["flags"] for row in await village.rows("idea")] == ["crisis", ""]
    await passes(village, days)
    await Retention(await village.store(), directory)()
    everything = repr([await village.rows(table.name) for table in tables.metadata.sorted_tables])
    assert (WORDS in everything) is kept
    assert "More benches" in everything


async def test_an_answer_about_a_crisis_goes_and_the_others_stay(
    village: Village, anna: Talker, directory: Path
) -> None:
    await village.survey(ASKED)
    await anna.does("/survey", "4", "Skip", WORDS, "Yes, use it", "Yes, that is right")
    await passes(village, 31)
    await Retention(await village.store(), directory)()
    answers = await village.answers("survey")
    assert (answers["wish"]["value"], answers["wish"]["flags"]) == (None, "")
    assert answers["nice"]["value"] == 4


async def test_words_that_were_not_wanted_used_go_at_once(village: Village, anna: Talker) -> None:
    await anna.does("/idea", "Care", WORDS, "No, leave it out")
    assert WORDS not in repr([await village.rows("prompt"), await village.rows("conversation")])


async def test_an_offer_that_nobody_answers_goes_with_its_words(
    village: Village, anna: Talker, directory: Path
) -> None:
    await anna.says("Bankjes bij het water zouden fijn zijn")
    await passes(village, 31)
    await Retention(await village.store(), directory)()
    assert "Bankjes" not in repr(await village.rows("prompt"))
    await anna.taps("Yes, hand it in")
    assert anna.hears("That button does not work any more.")


async def fill_in(village: Village) -> None:
    """Six people answer: five give a four, one a two; five like the park, one the pub."""
    await village.survey(ASKED)
    async with village.without_restarts():
        for number in range(6):
            one = await village.resident(f"Resident {number}")
            liked = "Pub" if number == 0 else "Park"
            await one.does(
                "/survey", "2" if number == 0 else "4", liked, "Done", f"Wish {number}", "Yes, that is right"
            )
            await one.does("/idea", "Green", f"Idea {number}", "Skip", "Skip", "Without my name", "Yes, hand it in")


async def test_a_year_after_the_end_only_totals_of_five_people_stay(village: Village, directory: Path) -> None:
    await fill_in(village)
    await ended(village, months_from(datetime.now(UTC).date(), -12) - timedelta(days=1))
    await Retention(await village.store(), directory)()
    async with (await village.store()).reading() as books:
        place = await books.neighbourhoods.named("oosterwijk")
        totals = await books.closing.totals(place.id)
    assert [tuple(one) for one in totals] == [
        ("idea", "theme", "green", 6),
        ("street", "nice", "4", 5),
        ("street", "what", "park", 5),
        ("street", "wish", "", 6),
    ]
    for table in ("idea", "answer", "conversation", "resident", "membership", "prompt", "heard"):
        assert await village.rows(table) == [], table


async def test_doing_it_again_counts_nothing_twice(village: Village, directory: Path) -> None:
    await fill_in(village)
    await ended(village, date(2020, 1, 1))
    for _night in range(2):
        await Retention(await village.store(), directory)()
    assert {row["people"] for row in await village.rows("total")} == {5, 6}


async def test_until_then_all_stays(village: Village, anna: Talker, directory: Path) -> None:
    await anna.does("/idea", "Green", "More benches", "Skip", "Skip", "Without my name", "Yes, hand it in")
    await ended(village, months_from(datetime.now(UTC).date(), -12) + timedelta(days=1))
    await Retention(await village.store(), directory)()
    assert [row["text"] for row in await village.rows("idea")] == ["More benches"]


async def test_who_belongs_elsewhere_too_stays_there(village: Village, anna: Talker, directory: Path) -> None:
    await anna.does("/idea", "Green", "More benches", "Skip", "Skip", "Without my name", "Yes, hand it in")
    await village.neighbourhood("elders", "Elders")
    await anna.starts("elders")
    await ended(village, date(2020, 1, 1))
    await Retention(await village.store(), directory)()
    assert len(await village.rows("resident")) == 1
    assert len(await village.rows("membership")) == 1
    assert await village.rows("idea") == []


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 1, 31), -2, date(2026, 11, 30)),
    ],
)
def test_months_are_counted_on_the_calendar(day: date, months: int, then: date) -> None:
    assert months_from(day, months) == then
