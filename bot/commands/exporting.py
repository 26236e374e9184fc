"""`wijkbot export`: what was collected, as a file."""

from pathlib import Path

import click

from bot.commands.base import command, opened
from bot.commands.progress import bar
from bot.exchange.export import export as make_export
from bot.exchange.formats import formats
from bot.exchange.identified import checked_reason, form_name
from bot.exchange.rows import whats
from bot.exchange.waves import warning
from bot.language import translator
from bot.neighbourhood.deeds import EXPORTED_IDENTIFIED
from bot.store import Store

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
    reason = checked_reason(identified=identified, reason=reason)
    async with opened() as (settings, store):
        if identified and what in whats() and form in formats():
            await _note(store, slug, what, form, reason)
        async with store.reading() as books:
            place = await books.neighbourhoods.named(slug)
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
            suspect = await warning(books, place) if what == "answers" else None
    click.echo(f"{count} rows, {form_name(identified)}", err=True)
    if suspect:
        click.echo(f"note: {translator('en')(suspect)}", err=True)


async def _note(store: Store, slug: str, what: str, form: str, reason: str) -> None:
    """Have it in the audit log before there is a file."""
    async with store.writing() as books:
        place = await books.neighbourhoods.named(slug)
        people = await books.exports.people(place.id, what)
        books.audit.note(EXPORTED_IDENTIFIED, place.id, about=f"{what} {form}", people=people, reason=reason)


export.help = f"{export.help} WHAT is one of: {', '.join(whats())}."
