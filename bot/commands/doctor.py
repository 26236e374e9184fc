"""`wijkbot doctor`: what is wrong, in plain words, and what to do."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime

import click

from bot.channel.checkup import look
from bot.channel.client import BadToken, Unreachable
from bot.commands import checks
from bot.commands.base import command
from bot.commands.checks import Finding
from bot.neighbourhood.refusal import Refusal
from bot.settings import Settings, read_settings
from bot.store import trouble_of
from bot.store.health import Health, examine

SOMETHING_WRONG = 1
SIMULATOR = 0


@click.command()
@command
async def doctor() -> None:
    """Look whether all is well, and say what to do about what is not; the exit status is 1 when something is wrong."""
    fine = True
    async for finding in _findings():
        click.echo(f"{'ok' if finding.fine else '!!'}  {finding.text}")
        fine = fine and finding.fine
    if not fine:
        raise SystemExit(SOMETHING_WRONG)


async def _findings() -> AsyncIterator[Finding]:
    try:
        settings = read_settings()
        token = settings.secret_token()
    except Refusal as refusal:
        yield Finding(False, f"settings: {refusal}")
        return
    yield Finding(True, "settings: they can be read")
    for finding in checks.directory(settings.data_dir):
        yield finding
    health = await _examined(settings)
    if isinstance(health, Finding):
        yield health
        health = Health("unreadable")
    else:
        for finding in checks.database(health):
            yield finding
    for finding in _of_content(health, settings):
        yield finding
    async for finding in _of_telegram(health, token, settings):
        yield finding


async def _examined(settings: Settings) -> Health | Finding:
    try:
        return await asyncio.to_thread(examine, settings.database)
    except Exception as error:
        known = trouble_of(error)
        if known is None:
            raise
        return Finding(False, f"database: {known}")


def _of_content(health: Health, settings: Settings) -> list[Finding]:
    if health.standing != "current" or health.damage:
        return []
    photos = checks.photos(health, settings.data_dir / "photos")
    kept = [*checks.keeping(health), *checks.crisis_card(datetime.now(settings.zone).date())]
    work = [*checks.lease(health), *checks.work(health), *checks.audit(health)]
    return [*work, *photos, *checks.backups(settings.data_dir / "backups"), *kept]


async def _of_telegram(health: Health, token: str | None, settings: Settings) -> AsyncIterator[Finding]:
    if token is None:
        yield Finding(True, "Telegram: there is no token, so the bot runs on the simulator")
        bot = SIMULATOR
    else:
        try:
            standing = await look(token, settings.api_url)
        except BadToken:
            yield Finding(False, "Telegram: it does not accept this token. Copy it again from @BotFather.")
            return
        except Unreachable:
            told = "Check the network, or WIJKBOT_API_URL."
            yield Finding(False, f"Telegram: the Bot API at {settings.api_url} cannot be reached. {told}")
            return
        bot = standing.bot
        for finding in checks.telegram(standing, settings):
            yield finding
    for finding in checks.owner(health, bot):
        yield finding
