"""`wijkbot export`: what was collected, as a file."""

from pathlib import Path

import click

from bot.commands.base import command, opened
from bot.commands.progress import bar
from bot.exchange.export import export as make_export
from bot.exchange.formats import formats
from bot.exchange.identified import checked_reason, form_name, record
from bot.exchange.rows import whats

NAMED = "With words, names, exact times and places; needs --reason, and is recorded."
REASON = "Who needs the identified export, and for what."


@click.command()
@click.argument("what", metavar="WHAT")
@click.argument("slug")
@click.option("--format", "form", default="csv", show_default=True, help=f"One of: {', '.join(formats())}.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("-"), help="The file; - is the screen.")
@click.option("--excel", is_flag=True, help="CSV that a Dutch Excel opens with a double click.")
@click.option("--identified", is_flag=True, help=NAMED)
@click.option("--reason", default="", metavar="TEXT", help=REASON)
@command
async def export(what: str, slug: str, form: str, output: Path, excel: bool, identified: bool, reason: str) -> None:
    """Write WHAT was collected in the neighbourhood SLUG to a file, anonymised unless told otherwise."""
    checked_reason(identified=identified, reason=reason)
    async with opened() as (settings, store), store.reading() as books:
        place = await books.neighbourhoods.named(slug)
        if identified:
            record(place.slug, what, form, None)
        with bar(what) as progress:
            count = await make_export(
                books,
                place,
                what,
                form,
                output,
                timezone=settings.timezone,
                excel=excel,
                identified=identified,
                progress=progress,
            )
    click.echo(f"{count} rows, {form_name(identified)}", err=True)


export.help = f"{export.help} WHAT is one of: {', '.join(whats())}."
