"""The export as a whole: found by name, told about, and whole or absent."""

import csv
from pathlib import Path
from typing import Any

import pytest

from bot.exchange.export import export
from bot.exchange.formats import formats, xlsx
from bot.exchange.formats.csv import Csv
from bot.exchange.rows import whats
from bot.neighbourhood.refusal import Refusal
from bot.store import exports
from tests.exchange.export.conftest import Collected, answer
from tests.exchange.export.test_rows import GREEN


def names(directory: Path) -> list[str]:
    return [one.name for one in directory.iterdir()]


async def write(collected: Collected, what: str, form: str, path: Path, **options: Any) -> int:
    async with collected.store.reading() as books:
        return await export(books, collected.neighbourhood, what, form, path, **{"identified": True, **options})


@pytest.mark.parametrize("what", sorted(whats()))
@pytest.mark.parametrize("form", sorted(formats()))
async def test_everything_comes_in_every_format(what: str, form: str, collected: Collected, out: Path) -> None:
    await collected.idea("Meer bomen")
    await collected.meeting()
    await collected.response(await collected.survey(GREEN), answer("green", "choice", "tree"))
    assert await write(collected, what, form, out / "file") == 1
    assert (out / "file").stat().st_size > 50
    assert names(out) == ["file"]


async def test_many_rows_come_in_portions_with_progress(
    collected: Collected, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PORTION", 2)
    for number in range(5):
        await collected.idea(f"idee {number}")
    told: list[tuple[int, int | None]] = []
    count = await write(collected, "ideas", "csv", out / "a.csv", progress=lambda *done: told.append(done))
    with (out / "a.csv").open(newline="", encoding="utf-8") as file:
        assert [row["text"] for row in csv.DictReader(file)] == [f"idee {number}" for number in range(5)]
    assert (count, told) == (5, [(2, 5), (4, 5), (5, 5)])


async def test_progress_of_answers_knows_how_many_there_will_be(collected: Collected, out: Path) -> None:
    survey = await collected.survey(GREEN)
    for _number in range(3):
        await collected.response(survey, answer("green", "choice", "tree"), answer("ok", "confirm", True))
    told: list[tuple[int, int | None]] = []
    await write(collected, "answers", "json", out / "a.json", progress=lambda *done: told.append(done))
    assert told == [(3, 3)]


async def test_the_variant_for_excel(collected: Collected, out: Path) -> None:
    await collected.idea("bomen; en gras", place={"latitude": 52.5, "longitude": 5.25})
    await write(collected, "ideas", "csv", out / "a.csv", excel=True)
    with (out / "a.csv").open(newline="", encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    assert (row["text"], row["place-lat"]) == ("bomen; en gras", "52,5")


async def test_times_are_on_the_clock_of_the_neighbourhood(collected: Collected, out: Path) -> None:
    await collected.response(await collected.survey(GREEN), answer("green", "choice", "tree"))
    await write(collected, "answers", "csv", out / "a.csv", timezone="America/Kralendijk")
    assert "2026-05-31T08:34:56-04:00" in (out / "a.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("what", "form", "sentence"),
    [
        ("ideeen", "csv", "There is no export “ideeen”. Known are: answers, ideas, meetings."),
        ("ideas", "pdf", "There is no format “pdf”. Known are: csv, csv-excel, json, xlsx."),
    ],
)
async def test_what_is_unknown_is_refused_with_what_is_known(
    what: str, form: str, sentence: str, collected: Collected, out: Path
) -> None:
    with pytest.raises(Refusal) as refused:
        await write(collected, what, form, out / "file")
    assert str(refused.value) == sentence
    assert names(out) == []


async def test_only_csv_has_a_variant_for_excel(collected: Collected, out: Path) -> None:
    with pytest.raises(Refusal, match="There is no format “json-excel”"):
        await write(collected, "ideas", "json", out / "file", excel=True)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_a_disk_that_fills_up_half_way_leaves_nothing(
    form: str, collected: Collected, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_rows: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exports, "PORTION", 1)
    for number in range(3):
        await collected.idea(f"idee {number}")
    monkeypatch.setattr(*{"csv": (Csv, "write", full), "xlsx": (xlsx.Xlsx, "_write_row", full)}[form])
    with pytest.raises(Refusal, match="There is no room left"):
        await write(collected, "ideas", form, out / "file")
    assert names(out) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
@pytest.mark.parametrize("form", sorted(formats()))
async def test_a_full_device_is_refused_in_every_format(form: str, collected: Collected) -> None:
    for number in range(20):
        await collected.idea(f"idee {number} " + "lang " * 150)
    with pytest.raises(Refusal, match="There is no room left"):
        await write(collected, "ideas", form, Path("/dev/full"))
