"""Kill -9 at any moment of the whole path loses nothing and misfiles nothing."""

import asyncio
import csv
import logging
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from bot.simulator import TOKEN, World
from tests.talk.databases import PostgreSQL
from tests.whole import form
from tests.whole.house import House, kept
from tests.whole.plans import Plan
from tests.whole.reaper import Reaper
from tests.whole.sight import SORRY
from tests.whole.street import Street, telegram

KILLS = int(os.environ.get("WIJKBOT_KILLS", "25"))
SEED = int(os.environ.get("WIJKBOT_KILL_SEED", "1"))
BACK_SECONDS = 5
SLUG = "oosterwijk"
log = logging.getLogger(__name__)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    yield from kept(House(tmp_path))


def furnish(house: House, database: str = "") -> None:
    """A neighbourhood with a survey."""
    if database:
        house.settings["database_url"] = database
        house.did("migrate")
    house.did("neighbourhood", "add", SLUG, "Oosterwijk")
    house.did("survey", "add", SLUG, str(form.write(house.directory)))


async def torment(house: House, kills: int, stops: int = 0) -> Street:
    """People talk while the bot is killed so many times, and then stopped so many times; afterwards all have ended."""
    world = World()
    world.add_bot()
    async with telegram(world) as address:
        house.settings |= {"token": TOKEN, "api_url": address}
        street = Street(world, SLUG, SEED)
        reaper = Reaper(house, street, SEED)
        try:
            async with asyncio.timeout(30 + 5 * kills), asyncio.TaskGroup() as group:
                group.create_task(street.lives())
                await reaper.reaps(kills)
                street.closed = True
                bot = await reaper.back()
        except TimeoutError:
            pytest.fail(f"somebody waits for the bot:\n{street.story}")
        status, seconds = await asyncio.to_thread(bot.stop)
    assert status == 0, bot.said
    tell(street, reaper, kills)
    return street


def tell(street: Street, reaper: Reaper, kills: int) -> None:
    finished = [plan for one in street.residents for plan in one.finished]
    log.info(
        "%d kills, %d people, %d surveys and ideas, %d deeds; back after %.1f s, at most %.1f s",
        kills, len(street.residents), len(finished), street.deeds, median(reaper.returns), max(reaper.returns),
    )  # fmt: skip


def exported(house: House, what: str) -> list[dict[str, str]]:
    """The rows of an export."""
    path = house.directory / f"{what}.csv"
    house.did("export", what, SLUG, "--format", "csv", "-o", str(path), token="")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def finished(street: Street, script: str) -> list[Plan]:
    return [plan for one in street.residents for plan in one.finished if plan.script == script]


def nothing_is_lost_or_misfiled(house: House, street: Street) -> None:
    answers = defaultdict(list)
    for row in exported(house, "answers"):
        assert row["finished"] == "yes"
        answers[row["response-id"]].append((row["question"], row["value"]))
    given = sorted(sorted(one) for one in answers.values())
    assert given == sorted(sorted(plan.answers.items()) for plan in finished(street, form.SLUG))
    ideas = finished(street, "idea")
    columns = ideas[0].row.keys()
    handed_in = [{name: row[name] for name in columns} for row in exported(house, "ideas")]
    assert sorted(handed_in, key=str) == sorted((plan.row for plan in ideas), key=str)


@pytest.mark.timeout(120 + 10 * KILLS)
async def test_nothing_is_lost_or_misfiled_when_the_bot_is_killed_at_any_moment(house: House) -> None:
    await asyncio.to_thread(furnish, house)
    street = await torment(house, KILLS)
    await asyncio.to_thread(nothing_is_lost_or_misfiled, house, street)
    assert "Traceback" not in house.said
