"""What somebody wanted gone stays gone, whatever backup is restored."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.store.backup import Erasures
from tests.store.drill import back, backed_up, forgets, hands_in
from tests.talk.village import Village

MOMENT = datetime(2026, 5, 4, 12, tzinfo=UTC)


async def test_who_was_forgotten_since_does_not_come_back(lively: Village) -> None:
    clara, dirk = await lively.resident("Clara"), await lively.resident("Dirk")
    await hands_in(clara)
    await hands_in(dirk)
    path = await backed_up(lively)
    await forgets(clara)
    done = await back(lively, path, replace=True)  # before the clock came to it
    assert done.erased == 1
    assert clara.id not in [row["person"] for row in await lively.rows("resident")]
    assert dirk.id in [row["person"] for row in await lively.rows("resident")]
    assert len(await lively.rows("idea")) == 3


async def test_a_photo_of_who_was_forgotten_is_not_put_back(lively: Village) -> None:
    path = await backed_up(lively)
    (lively.directory / "photos" / "berts.jpg").unlink()
    async with (await lively.store()).writing() as books:
        for row in await lively.rows("resident"):
            await books.people.forget(await books.people.person(row["id"]))  # type: ignore[arg-type]
    done = await back(lively, path, replace=True)
    assert done.erased == 2
    assert list((lively.directory / "photos").iterdir()) == []


async def test_an_idea_that_was_taken_back_since_stays_so(lively: Village) -> None:
    clara = await lively.resident("Clara")
    await hands_in(clara)
    path = await backed_up(lively)
    await clara.says("/mine")
    for step in ("A café", "Take it back", "Yes"):
        await clara.taps(step)
    done = await back(lively, path, replace=True)
    ideas = await lively.rows("idea")
    assert done.erased == 1
    assert sorted(row["state"] for row in ideas) == ["received", "received", "withdrawn"]
    assert [row["text"] for row in ideas if row["state"] == "withdrawn"] == [""]


async def test_who_came_back_after_being_forgotten_stays(lively: Village) -> None:
    clara = await lively.resident("Clara")
    await forgets(clara)
    again = lively.person("Clara")
    async with (await lively.store()).writing() as books:
        books.people.new(clara.id, clara.id, "en")
    path = await backed_up(lively)
    done = await back(lively, path, replace=True)
    assert done.erased == 0
    assert clara.id in [row["person"] for row in await lively.rows("resident")]
    assert again.id != clara.id


def test_the_list_says_nothing_about_anybody(tmp_path: Path) -> None:
    erasures = Erasures(tmp_path)
    erasures.add("person", 123456789, MOMENT.isoformat())
    listed, key = erasures.files
    assert "123456789" not in listed.read_text() + key.read_text()
    assert {path.stat().st_mode & 0o777 for path in erasures.files} == {0o600}


def test_only_what_was_made_before_is_covered(tmp_path: Path) -> None:
    Erasures(tmp_path).add("person", 5, MOMENT.isoformat())
    erasures = Erasures(tmp_path)
    assert erasures.cover("person", 5, MOMENT - timedelta(days=9))
    assert not erasures.cover("person", 5, MOMENT + timedelta(seconds=1))
    assert not erasures.cover("person", 6, MOMENT - timedelta(days=9))
    assert not erasures.cover("idea", 5, MOMENT - timedelta(days=9))


def test_half_a_line_of_a_power_cut_hides_no_other(tmp_path: Path) -> None:
    erasures = Erasures(tmp_path)
    erasures.add("person", 1, MOMENT.isoformat())
    listed, _key = erasures.files
    listed.write_text(listed.read_text() + '{"erased": "12')
    erasures.add("person", 2, MOMENT.isoformat())
    assert all(Erasures(tmp_path).cover("person", number, MOMENT) for number in (1, 2))
