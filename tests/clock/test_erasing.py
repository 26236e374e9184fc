"""What somebody wanted gone: files, the list that outlives backups, and what a database leaves behind."""

from pathlib import Path
from sqlite3 import OperationalError

import pytest

from bot.clock.files import Eraser, Wiper
from bot.store import Store
from bot.store.backup import Erasures
from bot.store.book import now
from bot.store.erasing import erasing
from bot.store.records import Due
from tests.talk.village import Village

CANARY = "canary-sings-in-the-Dorpsstraat"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for directory, name in (("photos", "hers.jpg"), ("photos", "his.jpg"), ("exports", "all.csv")):
        (tmp_path / directory).mkdir(exist_ok=True)
        (tmp_path / directory / name).write_text("x")
    return tmp_path


def left(directory: Path) -> list[str]:
    return sorted(path.name for part in ("photos", "exports") for path in (directory / part).iterdir())


def holding(directory: Path, words: str) -> list[str]:
    """The files of a data directory in which these words stand, free pages and logs of the database included."""
    files = [path for path in directory.rglob("*") if path.is_file()]
    assert files
    return [path.name for path in files if words.encode() in path.read_bytes()]


def log_size(url: str) -> int:
    return Path(url.removeprefix("sqlite:///") + "-wal").stat().st_size


async def carry_out(store: Store, directory: Path) -> list[Due]:
    """The clock does what is due and what follows from it: what it did."""
    erase, wipe = Eraser(store, directory), Wiper(store)
    async with store.writing() as books:
        claimed = await books.dues.claim(10, ["erase"], now())
    for due in claimed:
        await erase(due)
        async with store.writing() as books:
            await books.dues.done(due)
        await wipe(due)
    return claimed


async def test_photos_and_every_export_go_and_the_list_knows(store: Store, directory: Path) -> None:
    due = erasing("person", 7, ["hers.jpg", "gone-already.jpg"])
    await Eraser(store, directory)(due)
    assert left(directory) == ["his.jpg"]
    assert Erasures(directory).cover("person", 7, due.at)


async def test_of_who_never_agreed_no_export_goes(store: Store, directory: Path) -> None:
    await Eraser(store, directory)(erasing("person", 7, [], exports=False))
    assert left(directory) == ["all.csv", "hers.jpg", "his.jpg"]


async def test_doing_it_twice_is_doing_it_once(store: Store, directory: Path) -> None:
    due = erasing("idea", 3, ["hers.jpg"])
    for _time in range(2):
        await Eraser(store, directory)(due)
    assert left(directory) == ["his.jpg"]


async def test_a_no_at_the_door_is_on_the_list_too(village: Village, directory: Path) -> None:
    stranger = village.person("Zoe")
    await stranger.says("/start")
    store = await village.store()
    (row,) = await village.rows("resident")
    async with store.writing() as books:
        one = await books.people.person(row["id"])
        assert one is not None
        await books.people.forget(one)
    (due,) = await carry_out(store, directory)
    assert Erasures(directory).cover("person", stranger.id, row["created"])
    assert due.payload["exports"] is False


async def test_nothing_of_who_was_forgotten_is_left_in_any_file(village: Village, directory: Path) -> None:
    anna = await village.resident("Anna")
    await anna.does("/idea", "Green", CANARY, "Skip", "Skip", "Without my name", "Yes, hand")
    assert holding(directory, CANARY) or not (await village.store()).embedded
    await anna.does("/forgetme", "Yes", "Yes, remove everything for good")
    await carry_out(await village.store(), directory)
    assert holding(directory, CANARY) == []


async def test_an_idea_that_is_taken_back_leaves_no_words_either(village: Village, directory: Path) -> None:
    anna = await village.resident("Anna")
    await anna.does("/idea", "Green", CANARY, "Skip", "Skip", "Without my name", "Yes, hand")
    await anna.does("/mine", CANARY, "Take it back", "Yes")
    (due,) = await carry_out(await village.store(), directory)
    assert due.payload["what"] == "idea"
    assert CANARY not in repr([row["text"] for row in await village.rows("idea")])


async def test_the_log_is_not_emptied_under_a_reader_and_nobody_waits(village: Village) -> None:
    store = await village.store()
    if not store.embedded:
        await store.empty_log()
        return
    async with store.reading() as books:
        await books.neighbourhoods.all()
        await village.neighbourhood("elders", "Elders")
        with pytest.raises(OperationalError):
            await store.empty_log()
    await store.empty_log()
    assert log_size(village.url) == 0
