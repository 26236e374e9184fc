"""Torment: people go through the whole path while the bot is killed; afterwards the exports are what they meant."""

import asyncio
import csv
import logging
import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from statistics import median

import pytest

from bot.simulator import TOKEN, World
from tests.whole import form
from tests.whole.house import House
from tests.whole.plans import Plan
from tests.whole.reaper import Reaper
from tests.whole.sight import SORRY
from tests.whole.street import Street, telegram

KILLS = int(os.environ.get("WIJKBOT_KILLS", "25"))
SEED = int(os.environ.get("WIJKBOT_KILL_SEED", "1"))
# On a machine that is busy with other things.
SECONDS_A_KILL = 10
TIMEOUT_SECONDS = 150 + SECONDS_A_KILL * KILLS
BACK_SECONDS = STOP_SECONDS = 5
SLUG = "oosterwijk"
log = logging.getLogger(__name__)


def furnish(house: House, database: str = "") -> None:
    """A neighbourhood with a survey."""
    if database:
        house.settings["database_url"] = database
    house.did("neighbourhood", "add", SLUG, "Oosterwijk")
    house.did("survey", "add", SLUG, str(form.write(house.directory)))


async def torment(house: House, kills: int, stops: int) -> Street:
    """People talk while the bot is killed and stopped so many times; when it returns, all have said everything."""
    world = World()
    world.add_bot()
    async with telegram(world) as address:
        house.settings |= {"token": TOKEN, "api_url": address}
        street = Street(world, SLUG, SEED)
        reaper = Reaper(house, street, SEED)
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
    log.info("stopped within %.1f s", max(reaper.goodbyes))


def exported(house: House, what: str) -> list[dict[str, str]]:
    """The rows of an export."""
    path = house.directory / f"{what}.csv"
    house.did(
        "export",
        what,
        SLUG,
        "--format",
        "csv",
        "-o",
        str(path),
        "--identified",
        "--reason",
        "comparing with what was said",
    )
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def finished(street: Street, script: str) -> list[Plan]:
    return [plan for one in street.residents for plan in one.finished if plan.script == script]


def everything_is_as_meant(house: House, street: Street) -> None:
    """Every answer once, under its own question, with the person who gave it; and so with ideas."""
    answers = defaultdict(list)
    for row in exported(house, "answers"):
        assert row["finished"] == "yes", row
        answers[row["response-id"]].append((row["question"], row["value"]))
    are_the_same([plan.answers for plan in finished(street, form.SLUG)], map(sorted, answers.values()))
    ideas = [plan.row for plan in finished(street, "idea")]
    are_the_same(ideas, ([(name, row[name]) for name in sorted(ideas[0])] for row in exported(house, "ideas")))


def are_the_same(meant: list[dict[str, str]], found: Iterable[list[tuple[str, str]]]) -> None:
    """As many of each; fails with what is missing and what is there instead."""
    wanted, kept = Counter(tuple(sorted(one.items())) for one in meant), Counter(map(tuple, found))
    lost, misfiled = wanted - kept, kept - wanted
    assert not lost | misfiled, f"lost: {list(lost.elements())}\nmisfiled: {list(misfiled.elements())}"


def nobody_heard_of_it(house: House, street: Street) -> None:
    """Neither the residents nor the operator."""
    screens = "\n".join(one.person.screen for one in street.residents)
    assert not [words for words in SORRY if words in screens], screens
    assert "Traceback" not in house.said, house.said
    assert "[error" not in house.said, house.said


async def is_tormented(house: House, kills: int, stops: int, database: str = "") -> None:
    """Passes when nothing was lost, nothing misfiled, and nobody noticed."""
    await asyncio.to_thread(furnish, house, database)
    street = await torment(house, kills, stops)
    await asyncio.to_thread(everything_is_as_meant, house, street)
    nobody_heard_of_it(house, street)
