"""`wijkbot run`: with a token at Telegram, without one with the simulator and its chat page."""

import click

from bot.app import App
from bot.commands.base import command, log_to_stderr, opened
from bot.commands.first import make_first_neighbourhood, offers_of
from bot.settings import Settings
from bot.simulator.keep import Keep
from bot.simulator.polling import LongPolling
from bot.simulator.server import simulator
from bot.simulator.world import TOKEN, World
from bot.store import Store


@click.command()
@command
async def run() -> None:
    """Start the bot: with a token at Telegram, without one with the simulator and its chat page."""
    log_to_stderr()
    async with opened() as (settings, store):
        token = settings.secret_token()
        if token is None:
            await simulate(settings, store)
        else:
            app = App(settings, store, token, settings.api_url, simulated=False)
            await app.run(started=lambda app: click.echo(f"The bot is at work: https://t.me/{app.identity.username}"))


async def simulate(settings: Settings, store: Store) -> None:
    """Run bot and simulator together, until interrupted."""
    await make_first_neighbourhood(store)
    keep = Keep(settings.data_dir / "simulator.sqlite")
    world = World(keep=keep)
    world.add_bot(TOKEN)
    host, port = settings.address
    page = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}"  # noqa: S104 - compared, not bound
    polling = LongPolling(world)
    routes = simulator(world, offers_of(store), settings.simulator_public, polling)
    app = App(settings, store, TOKEN, page, simulated=True)
    app.on_stop(polling.stop)
    try:
        await app.run(routes, lambda app: click.echo(f"The wijkbot is ready. Open {page} in your browser."))
    finally:
        keep.close()
