"""`wijkbot migrate`: the database brought up to date."""

import asyncio

import click

from bot.commands.base import command
from bot.settings import make_directory, read_settings
from bot.store import migrate as migrate_database


@click.command()
@command
async def migrate() -> None:
    """Bring the database up to date with this version. Make a backup first; an embedded one is copied by itself."""
    settings = read_settings()
    make_directory(settings)
    await asyncio.to_thread(migrate_database, settings.database)
    click.echo("The database is up to date.")
