"""`wijkbot neighbourhood` and `wijkbot invite`: places, and links that let people in."""

from datetime import datetime
from pathlib import Path

import click
import segno

from bot.commands.base import command, opened
from bot.language import _
from bot.language.clean import clean
from bot.neighbourhood import links
from bot.neighbourhood.keeping import KEEPING_MONTHS, months_from
from bot.neighbourhood.places import KINDS
from bot.neighbourhood.refusal import Refusal
from bot.neighbourhood.roles import INVITED, LONGEST_NAME
from bot.settings import Settings


@click.group()
def neighbourhood() -> None:
    """The neighbourhoods (wijk or dorp) that this bot serves."""


@neighbourhood.command("add")
@click.argument("slug")
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), default="wijk", show_default=True)
@click.option("--languages", default="nl,en", show_default=True, help="Its languages, the first one first.")
@click.option("--qr", type=click.Path(path_type=Path), help="Write the link as a QR code to this SVG file.")
@command
async def add(slug: str, name: str, kind: str, languages: str, qr: Path | None) -> None:
    """Add a neighbourhood and print the link for its residents."""
    codes = [code.strip() for code in languages.split(",") if code.strip()]
    if not codes:
        raise Refusal(_("Name at least one language, like nl."))
    async with opened() as (settings, store):
        bot = await bot_name(settings)
        async with store.writing() as books:
            place = await books.neighbourhoods.add(slug, clean(name), kind, codes)
            _print(bot, links.Link("neighbourhood", place.slug), qr)


@neighbourhood.command("list")
@command
async def list_() -> None:
    """List the neighbourhoods: slug, kind, name, people and ideas."""
    async with opened() as (_settings, store), store.reading() as books:
        for place in await books.neighbourhoods.all():
            people, ideas = await books.people.count(place.id), await books.ideas.count(place.id)
            click.echo(f"{place.slug}\t{place.kind}\t{place.name}\t{people} people\t{ideas} ideas")


@neighbourhood.command("end")
@click.argument("slug")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@command
async def end(slug: str, day: datetime) -> None:
    """Say what is the last day of the project (YYYY-MM-DD); some months later what was collected goes."""
    async with opened() as (_settings, store), store.writing() as books:
        place = await books.neighbourhoods.named(slug)
        await books.neighbourhoods.end(place, day.date())
        goes = months_from(day.date(), KEEPING_MONTHS)
        click.echo(f"{place.name} ends on {day.date()}. After {goes} only totals are kept.")


@neighbourhood.command("totals")
@click.argument("slug")
@command
async def totals(slug: str) -> None:
    """Show what is left of a project that ended long ago: survey, question, value, people; never fewer than five."""
    async with opened() as (_settings, store), store.reading() as books:
        place = await books.neighbourhoods.named(slug)
        for one in await books.closing.totals(place.id):
            click.echo(f"{one.survey}\t{one.question}\t{one.value}\t{one.people}")


@click.command()
@click.argument("role", type=click.Choice(INVITED))
@click.argument("slug")
@click.option("--for", "called", default="", help="A name by which others with a role know this person.")
@click.option("--qr", type=click.Path(path_type=Path), help="Write the link as a QR code to this SVG file.")
@command
async def invite(role: str, slug: str, called: str, qr: Path | None) -> None:
    """Print a link that makes one person a ROLE in the neighbourhood SLUG; it works once, within 72 hours."""
    called = clean(called)
    if len(called) > LONGEST_NAME:
        raise Refusal(_("That name is too long. Use at most {count} characters.", count=LONGEST_NAME))
    async with opened() as (settings, store):
        bot = await bot_name(settings)
        async with store.writing() as books:
            place = await books.neighbourhoods.named(slug)
            code = await books.invites.make(role, place.id, called)
            _print(bot, links.Link("invite", code), qr)


def _print(bot: str, link: links.Link, qr: Path | None) -> None:
    """Print the link, and draw its QR code; within the transaction, so that nothing is made that nobody can use."""
    address = links.address(bot, link)
    if qr is not None:
        try:
            segno.make(address).save(str(qr), kind="svg", scale=8)
        except OSError as error:
            raise Refusal(_("The file {path} cannot be written: {reason}.", path=qr, reason=error.strerror)) from error
    click.echo(address)


async def bot_name(settings: Settings) -> str:
    """The bot's name in links: Telegram says it when there is a token; the simulator's otherwise."""
    from bot.app import named

    token = settings.secret_token()
    return "wijkbot_bot" if token is None else (await named(token, settings)).username
