"""`wijkbot run`: with a token at Telegram, without one with the simulator and its chat page."""

import click

from bot.commands.base import command, log_to_stderr, opened
from bot.commands.first import make_first_neighbourhood


@click.command()
@command
async def run() -> None:
    """Start the bot: with a token at Telegram, without one with the simulator and its chat page."""
    from bot.app import App
    from bot.commands.simulating import simulate

    log_to_stderr()
    async with opened() as (settings, store):
        token = settings.secret_token()
        if token is None:
            await make_first_neighbourhood(store)
            await simulate(settings, store)
        else:
            app = App(settings, store, token, settings.api_url, simulated=False)
            await app.run(started=lambda app: click.echo(f"The bot is at work: https://t.me/{app.identity.username}"))
