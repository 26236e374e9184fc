"""`wijkbot audit`: who did what with authority."""

import click

from bot.commands.base import command, opened
from bot.store.chain import PERSON, Entry


@click.command()
@click.argument("slug", required=False, default="")
@command
async def audit(slug: str) -> None:
    """List the audit log, of the neighbourhood SLUG or all of it: number, moment, where, who, what, to whom, people."""
    async with opened() as (settings, store), store.reading() as books:
        place = await books.neighbourhoods.named(slug) if slug else None
        slugs = {one.id: one.slug for one in await books.neighbourhoods.all()}
        for one in await books.audit.entries(place.id if place else None):
            at = one.at.astimezone(settings.zone).isoformat(timespec="seconds")
            where = slugs.get(one.neighbourhood, "") if one.neighbourhood else ""
            what = f"{one.what} ({one.about})" if one.about else one.what
            whom = _number(one.whom) if one.whom_seal else ""
            click.echo("\t".join((str(one.number), at, where, _who(one), what, whom, f"{one.people} people")))


def _who(entry: Entry) -> str:
    return _number(entry.who) if entry.by == PERSON else entry.by


def _number(resident: int | None) -> str:
    return str(resident) if resident is not None else "forgotten"
