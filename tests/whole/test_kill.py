"""Kill -9 at any moment of the whole path loses nothing and misfiles nothing; nor does stopping."""

import asyncio
import csv
import logging
import os
from collections import defaultdict
from pathlib import Path
from statistics import median

import pytest

from bot.simulator import TOKEN, World
from tests.talk.databases import PostgreSQL
from tests.whole import form
from tests.whole.house import House
from tests.whole.plans import Plan
from tests.whole.reaper import Reaper
from tests.whole.sight import SORRY
from tests.whole.street import Street, telegram

KILLS = int(os.environ.get("WIJKBOT_KILLS", "25"))
SEED = int(os.environ.get("WIJKBOT_KILL_SEED", "1"))
SECONDS_A_KILL = 10  # on a machine that is busy with other things
BACK_SECONDS = STOP_SECONDS = 5
SLUG = "oosterwijk"
log = logging.getLogger(__name__)


def furnish(house: House, database: str = "") -> None:
    """A neighbourhood with a survey."""
    if database:
        house.settings["database_url"] = database
    house.did("neighbourhood", "add", SLUG, "Oosterwijk")
    house.did("survey", "add", SLUG, str(form.write(house.directory)))


async def torment(house: House, kills: int, stops: int = 0) -> Street:
    """People talk while the bot is killed and stopped so many times; when it returns, all have said everything."""
    world = World()
    world.add_bot()
    async with telegram(world) as address:
        house.settings |= {"token": TOKEN, "api_url": address}
        street, chance = Street(world, SLUG, SEED), SEED
        reaper = Reaper(house, street, chance)
        try:
            async with asyncio.timeout(60 + SECONDS_A_KILL * kills), asyncio.TaskGroup() as group:
                group.create_task(street.lives())
                await reaper.reaps(kills)
                await reaper.stops(stops)
                street.closed = True
                await reaper.back()
        except TimeoutError:
            pytest.fail(f"somebody waits for the bot:\n{street.story}\n{house.said}")
        await reaper.ends()
    tell(street, reaper, kills)
    assert median(reaper.returns) < BACK_SECONDS
    assert max(reaper.goodbyes) < STOP_SECONDS
    return street


def tell(street: Street, reaper: Reaper, kills: int) -> None:
    done = [plan for one in street.residents for plan in one.finished]
    answers = sum(len(plan.answers if plan.script == form.SLUG else plan.meant) for plan in done)
    log.info("%d kills: %d people, %d deeds, %d answers", kills, len(street.residents), street.deeds, answers)
    log.info("back after %.1f s, at most %.1f s", median(reaper.returns), max(reaper.returns))


def exported(house: House, what: str) -> list[dict[str, str]]:
    """The rows of an export."""
    path = house.directory / f"{what}.csv"
    house.did("export", what, SLUG, "--format", "csv", "-o", str(path))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def finished(street: Street, script: str) -> list[Plan]:
    return [plan for one in street.residents for plan in one.finished if plan.script == script]


def everything_is_as_meant(house: House, street: Street) -> None:
    """Every answer once, under its own question, with the person who gave it; and so with ideas."""
    answers = defaultdict(list)
    for row in exported(house, "answers"):
        assert row["finished"] == "yes"
        answers[row["response-id"]].append((row["question"], row["value"]))
    given = sorted(sorted(one) for one in answers.values())
    assert given == sorted(sorted(plan.answers.items()) for plan in finished(street, form.SLUG))
    meant = [plan.row for plan in finished(street, "idea")]
    handed_in = [{name: row[name] for name in meant[0]} for row in exported(house, "ideas")]
    assert sorted(handed_in, key=str) == sorted(meant, key=str)


def nobody_heard_of_it(house: House, street: Street) -> None:
    """Neither the residents nor the operator."""
    screens = "\n".join(one.person.screen for one in street.residents)
    assert [words for words in SORRY if words in screens] == []
    assert "Traceback" not in house.said
    assert "[error" not in house.said


async def is_tormented(house: House, kills: int, stops: int = 0, database: str = "") -> None:
    await asyncio.to_thread(furnish, house, database)
    street = await torment(house, kills, stops)
    await asyncio.to_thread(everything_is_as_meant, house, street)
    nobody_heard_of_it(house, street)


@pytest.mark.timeout(150 + SECONDS_A_KILL * KILLS)
async def test_nothing_is_lost_or_misfiled_when_the_bot_is_killed_at_any_moment(house: House) -> None:
    await is_tormented(house, KILLS)


@pytest.mark.timeout(150 + SECONDS_A_KILL * KILLS)
async def test_nor_with_postgresql(house: House, postgresql: PostgreSQL, tmp_path: Path) -> None:
    with postgresql.copy(tmp_path) as address:
        await is_tormented(house, max(4, KILLS // 5), database=address)


async def test_nor_when_it_is_stopped_kindly(house: House) -> None:
    await is_tormented(house, kills=0, stops=4)
