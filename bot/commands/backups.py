"""`wijkbot backup` and `wijkbot restore`."""

import asyncio
from datetime import datetime
from pathlib import Path

import click

from bot.commands.base import command, opened
from bot.commands.progress import bar
from bot.language import _
from bot.neighbourhood.refusal import Refusal
from bot.settings import make_directory, read_settings
from bot.store.backup import back_up
from bot.store.backup import restore as put_back


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@command
async def backup(path: Path) -> None:
    """Write the database and the photos to one file at PATH, while the bot runs. In a directory it gets a name."""
    async with opened() as (settings, _store):
        path = _free(path, datetime.now(settings.zone))
        with bar("backup") as progress:
            made = await asyncio.to_thread(back_up, settings.database, settings.data_dir, path, progress)
    for name in made.missing:
        click.echo(f"wijkbot: a photo is not on disk: {name}", err=True)
    rows = sum(one.count for one in made.tables.values())
    click.echo(f"{path}: {rows} rows, {made.photos} photos")


@click.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Replace a database that holds something; it is kept aside.")
@command
async def restore(path: Path, replace: bool) -> None:
    """Put back what the backup at PATH holds, with the bot stopped. What was erased since is erased again."""
    settings = read_settings()
    make_directory(settings)
    with bar("restore") as progress:
        done = await put_back(settings.database, settings.data_dir, path, replace=replace, progress=progress)
    if done.aside is not None:
        click.echo(f"The former database is kept in {done.aside}")
    if done.erased:
        click.echo(f"Erased again, as was wished since: {done.erased}")
    click.echo(f"Restored: the backup of {done.manifest.created}. The bot can be started.")


def _free(path: Path, moment: datetime) -> Path:
    """Where the backup goes; Refusal when something stands there: it might be the database itself."""
    if path.is_dir():
        path /= f"wijkbot-{moment:%Y-%m-%d-%H%M%S}.zip"
    if path.exists():
        raise Refusal(_("There is a file {path} already. Choose another name.", path=path))
    return path
