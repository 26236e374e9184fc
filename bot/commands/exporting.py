"""`wijkbot export`: what was collected, as a file."""

from pathlib import Path

import click

from bot.commands.base import command, opened
from bot.commands.progress import bar
from bot.exchange.export import export as make_export
from bot.exchange.formats import formats
from bot.exchange.rows import whats
from bot.exchange.waves import warning
from bot.language import translator


@click.command()
@click.argument("what", metavar="WHAT")
@click.argument("slug")
@click.option("--format", "form", default="csv", show_default=True, help=f"One of: {', '.join(formats())}.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("-"), help="The file; - is the screen.")
@click.option("--excel", is_flag=True, help="CSV that a Dutch Excel opens with a double click.")
@command
async def export(what: str, slug: str, form: str, output: Path, excel: bool) -> None:
    """Write WHAT was collected in the neighbourhood SLUG to a file."""
    async with opened() as (settings, store), store.reading() as books:
        place = await books.neighbourhoods.named(slug)
        with bar(what) as progress:
            zone = settings.timezone
            count = await make_export(books, place, what, form, output, timezone=zone, excel=excel, progress=progress)
        suspect = await warning(books, place) if what == "answers" else None
    click.echo(f"{count} rows", err=True)
    if suspect:
        click.echo(f"note: {translator('en')(suspect)}", err=True)


export.help = f"{export.help} WHAT is one of: {', '.join(whats())}."
