"""`wijkbot survey`: questionnaires as data."""

from pathlib import Path

import click

from bot.commands.base import command, opened
from bot.exchange.surveys import read_survey
from bot.exchange.waves import warning
from bot.language import PerLanguage, translator


@click.group()
def survey() -> None:
    """The surveys of a neighbourhood."""


@survey.command("add")
@click.argument("slug")
@click.argument("file", type=click.Path(path_type=Path))
@command
async def add(slug: str, file: Path) -> None:
    """Add the survey in FILE (YAML or XLSForm) to the neighbourhood SLUG; the same survey again is a new version."""
    english = translator("en")
    async with opened() as (_settings, store):
        async with store.reading() as books:
            place = await books.neighbourhoods.named(slug)
        read = read_survey(file, place.languages[0])
        async with store.writing() as books:
            stored = await books.surveys.add(place.id, dict(read.data))
        for warning in read.warnings:
            click.echo(f"note: {english(warning)}", err=True)
        click.echo(f"{stored.slug}: version {stored.version}, {len(stored.definition['questions'])} questions")


@survey.command("list")
@click.argument("slug")
@command
async def list_(slug: str) -> None:
    """List the surveys of the neighbourhood SLUG: slug, version, state, finished and unfinished responses, title."""
    async with opened() as (_settings, store), store.reading() as books:
        place = await books.neighbourhoods.named(slug)
        if suspect := await warning(books, place):
            click.echo(f"note: {translator('en')(suspect)}", err=True)
        for one in await books.surveys.all(place.id):
            finished, unfinished = await books.surveys.responses(one.id)
            state = "closed" if one.closed else "open"
            title = PerLanguage(one.definition["title"]).read(place.languages[0])
            click.echo(
                f"{one.slug}\tversion {one.version}\t{state}\t{finished} finished\t{unfinished} unfinished\t{title}"
            )


@survey.command("close")
@click.argument("slug")
@click.argument("survey")
@command
async def close(slug: str, survey: str) -> None:
    """Close the survey SURVEY of the neighbourhood SLUG: it takes no new answers."""
    async with opened() as (_settings, store), store.writing() as books:
        place = await books.neighbourhoods.named(slug)
        await books.surveys.close(place.id, survey)
        click.echo(f"{survey}: closed")
