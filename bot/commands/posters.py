"""`wijkbot poster`: a page to print for any deep link."""

from pathlib import Path

import click

from bot.commands.base import command, opened
from bot.commands.neighbourhoods import bot_name
from bot.exchange.poster import pdf, svg
from bot.exchange.posters import poster_of
from bot.exchange.target import target
from bot.language import _
from bot.neighbourhood.refusal import Refusal


@click.command()
@click.argument("link")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The file: .pdf or .svg.")
@click.option("--language", default="nl", show_default=True, help="The language of the words on it.")
@command
async def poster(link: str, output: Path, language: str) -> None:
    """Draw a poster with the QR code of LINK: the part behind start= of a deep link, or the whole address."""
    forms = {".pdf": pdf, ".svg": svg}
    if output.suffix not in forms:
        raise Refusal(_("A poster is a .pdf or a .svg: name the file like poster.pdf."))
    async with opened() as (settings, store), store.reading() as books:
        payload = link.rpartition("start=")[2]
        drawn = await poster_of(books, payload, await bot_name(settings), language, settings.zone)
    try:
        content = forms[output.suffix](drawn)
    except UnicodeEncodeError:
        raise Refusal(_("A PDF cannot show these letters. Make it an SVG: name the file like poster.svg.")) from None
    with target(output) as (file, _scratch):
        file.write(content)
    click.echo(drawn.address)
