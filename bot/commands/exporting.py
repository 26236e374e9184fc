"""`wijkbot export`: what was collected, as a file."""

from pathlib import Path

import click

from bot.commands.base import command, opened
from bot.commands.progress import bar
from bot.exchange.export import export as make_export
from bot.exchange.formats import formats
from bot.exchange.rows import whats
from bot.neighbourhood.deeds import EXPORTED_IDENTIFIED
from bot.store import Store


@click.command()
@click.argument("what", metavar="WHAT")
@click.argument("slug")
@click.option("--format", "form", default="csv", show_default=True, help=f"One of: {', '.join(formats())}.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("-"), help="The file; - is the screen.")
@click.option("--excel", is_flag=True, help="CSV that a Dutch Excel opens with a double click.")
@command
async def export(what: str, slug: str, form: str, output: Path, excel: bool) -> None:
    """Write WHAT was collected in the neighbourhood SLUG to a file."""
    async with opened() as (settings, store):
        if what in whats() and form in formats():
            await _note(store, slug, what, form)
        async with store.reading() as books:
            place = await books.neighbourhoods.named(slug)
            with bar(what) as progress:
                count = await make_export(
                    books, place, what, form, output, timezone=settings.timezone, excel=excel, progress=progress
                )
    click.echo(f"{count} rows", err=True)


async def _note(store: Store, slug: str, what: str, form: str) -> None:
    """Have it in the audit log before there is a file."""
    async with store.writing() as books:
        place = await books.neighbourhoods.named(slug)
        people = await books.exports.people(place.id, what)
        books.audit.note(EXPORTED_IDENTIFIED, place.id, about=f"{what} {form}", people=people)


export.help = f"{export.help} WHAT is one of: {', '.join(whats())}."
