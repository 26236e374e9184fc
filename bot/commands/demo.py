"""`wijkbot demo`: like `run` without a token, on a lively example village in a throw-away database."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.commands.base import command, log_to_stderr, opened
from bot.commands.first import example
from bot.exchange.surveys import read_survey
from bot.neighbourhood.survey import Survey
from bot.settings import Settings, read_settings
from bot.simulator.village import SURVEY, come_alive, villagers
from bot.simulator.world import World
from bot.store import Store

SLUG = "lindedorp"
NAME = "Lindedorp"


@click.command()
@command
async def demo() -> None:
    """Start the bot on the simulator with a lively example village; nothing of it is kept."""
    from bot.commands.simulating import simulate

    log_to_stderr()
    with TemporaryDirectory(prefix="wijkbot-demo-") as directory:
        async with opened(throw_away(read_settings(), Path(directory))) as (settings, store):
            surveys = await build(store)

            async def happens(world: World) -> None:
                people = len(villagers())
                with click.progressbar(length=people, label=f"{NAME} comes to life: {people} people talk") as bar:
                    await come_alive(world, SLUG, surveys, bar.update)

            await simulate(settings, store, happens)


def throw_away(settings: Settings, directory: Path) -> Settings:
    """The operator's settings, but with everything in this directory, without Telegram, and as fast as it goes."""
    return settings.model_copy(update={"data_dir": directory, "database_url": "", "webhook_url": "", "rate": 0})


async def build(store: Store) -> dict[str, Survey]:
    """Make the village and its surveys; gives the surveys by slug."""
    surveys = [Survey.from_data(read_survey(path).data) for path in (example(), SURVEY)]
    async with store.writing() as books:
        place = await books.neighbourhoods.add(SLUG, NAME, "dorp", ["nl", "en"])
        for survey in surveys:
            await books.surveys.add(place.id, survey.to_data())
    return {survey.slug: survey for survey in surveys}
