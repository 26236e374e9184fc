"""A full disk, a real one but small: nothing is confirmed that is not kept, and with room again all goes on."""

import asyncio
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.simulator import TOKEN, Person, World
from bot.simulator.reading import words
from tests.whole.house import House, eventually, refused
from tests.whole.sight import BUTTONS, SIGNS
from tests.whole.street import telegram

SLUG = "oosterwijk"
IDEA = "Een bankje onder de linde"
REFUSED = "stay with Telegram"


class Disk:
    """A disk of 8 MB, mounted in a directory."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._filler = directory / "filler"

    def fill(self) -> None:
        """Leave no room at all."""
        with self._filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                return

    def clear(self) -> None:
        """Make room."""
        self._filler.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    directory = tmp_path / "small"
    directory.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "wijkbot-test", str(directory)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"a small disk cannot be mounted here: {error}")
    yield Disk(directory)
    subprocess.run(["umount", "--lazy", str(directory)], check=True)


@pytest.fixture
def small(house: House, disk: Disk) -> House:
    """A furnished house whose data are on the small disk."""
    house.settings["data_dir"] = str(disk.directory / "data")
    house.did("neighbourhood", "add", SLUG, "Oosterwijk")
    return house


def test_on_a_full_disk_it_does_not_start(small: House, disk: Disk) -> None:
    disk.fill()
    assert refused(small.does("neighbourhood", "add", "elders", "Elders"), "disk is full")
    assert refused(small.does("run"), "disk is full")
    disk.clear()
    assert small.did("neighbourhood", "list").count("\n") == 1


async def shows(person: Person, *texts: str) -> None:
    """Wait until one of these is in the news."""
    await eventually(lambda: any(text in words(one) for one in person.news for text in texts), lambda: person.screen)


async def comes_to_the_idea(person: Person) -> None:
    """In by the link, agreed, and before the question what the idea is."""
    person.starts(SLUG)
    for sign, button in (("language", "Nederlands"), ("age", "age"), ("agree", "agree"), ("menu", "to-idea")):
        await shows(person, *SIGNS[sign])
        person.taps(BUTTONS[button][0])
    await shows(person, *SIGNS["idea-theme"])
    person.taps(BUTTONS["green"][0])
    await shows(person, *SIGNS["idea-text"])


def stored(disk: Disk) -> list[str]:
    with closing(sqlite3.connect(disk.directory / "data" / "wijkbot.db")) as database:
        return [text for (text,) in database.execute("SELECT value FROM answer WHERE key = 'text'")]


async def test_when_it_gets_full_half_way_nothing_is_confirmed_and_nothing_lost(small: House, disk: Disk) -> None:
    world = World()
    world.add_bot()
    async with telegram(world) as address:
        bot = await asyncio.to_thread(small.starts, token=TOKEN, api_url=address)
        anna = Person(world, "Anna")
        await comes_to_the_idea(anna)
        disk.fill()
        anna.says(IDEA)
        await eventually(lambda: REFUSED in bot.said, lambda: bot.said)
        assert anna.news == []
        assert len(world.memory.updates[world.bot.id]) == 1
        disk.clear()
        await shows(anna, *SIGNS["idea-photos"])
        assert bot.process.poll() is None
        assert await asyncio.to_thread(stored, disk) == [f'"{IDEA}"']
        assert (await asyncio.to_thread(bot.stop))[0] == 0
