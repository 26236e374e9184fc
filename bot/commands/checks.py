"""What `wijkbot doctor` looks at. Every check gives findings: fine, or what is wrong and what to do."""

import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from bot.channel.checkup import Standing
from bot.neighbourhood.crisis import review_due
from bot.settings import Settings
from bot.store.health import Health

ROOM_BYTES = 500_000_000
OVERDUE = timedelta(minutes=10)
SILENT = timedelta(minutes=1)
REQUEST = timedelta(days=7)
BACKUP_HOURS = 26
AHEAD_SECONDS = 30
WAITING = 100


class Finding(NamedTuple):
    """One line: what was looked at, and how it is."""

    fine: bool
    text: str


def directory(path: Path) -> Iterator[Finding]:
    """The data directory can be written, and there is room."""
    if not path.is_dir():
        yield Finding(False, f"data directory: {path} is not there. Start the bot once, or set WIJKBOT_DATA_DIR.")
        return
    if not os.access(path, os.W_OK | os.X_OK):
        yield Finding(False, f"data directory: {path} cannot be written. Give it to the user that the bot runs as.")
        return
    free = shutil.disk_usage(path).free
    room = f"data directory: {path}, {free / 1e9:.1f} GB free"
    yield Finding(True, room) if free > ROOM_BYTES else Finding(False, f"{room}. Make room before the disk is full.")


_STANDINGS = {
    "none": "there is no database yet. Start the bot, or run: wijkbot migrate",
    "older": "it has an old schema. Make a backup, and then run: wijkbot migrate",
    "newer": "it was made by a newer wijkbot. Install that version, or restore an older backup.",
}


def database(health: Health) -> Iterator[Finding]:
    """The database is of this version, whole, and belongs to somebody."""
    if told := _STANDINGS.get(health.standing):
        yield Finding(False, f"database: {told}")
    elif health.damage:
        told = "Stop the bot, and restore the last backup with: wijkbot restore PATH --replace"
        yield Finding(False, f"database: it is damaged ({health.damage}). {told}")
    else:
        yield Finding(True, "database: up to date and whole")


def lease(health: Health) -> Iterator[Finding]:
    """Who has the lease and since when, and which replicas there are."""
    for one in health.instances:
        role, since = ("lease: held by", one.leads) if one.leads else ("replica:", one.started)
        told = f"{role} {one.place} since {_moment(since)}"
        if one.is_gone:
            yield Finding(False, f"{told}, but that process has ended. Start the bot: it takes over at once.")
        elif datetime.now(UTC) - one.seen > SILENT:
            yield Finding(
                False, f"{told}, without a sign of life since {_moment(one.seen)}. Start the bot, or see why."
            )
        else:
            yield Finding(True, told)
    if not any(one.leads for one in health.instances):
        yield Finding(True, "lease: nobody has it; the bot is not running")


def _moment(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="seconds")


def work(health: Health) -> Iterator[Finding]:
    """What is planned is done in time, and what is sent arrives."""
    late = health.overdue is not None and datetime.now(UTC) - health.overdue > OVERDUE
    if health.overdue is not None and late:
        since = health.overdue.isoformat(sep=" ", timespec="minutes")
        yield Finding(False, f"planned work: overdue since {since}. Is the bot running? Else see its log.")
    elif health.given_up:
        yield Finding(False, f"planned work: {health.given_up} given up after five attempts. The log says why.")
    else:
        yield Finding(True, "planned work: nothing is overdue")
    lost = {state: health.deliveries.get(state, 0) for state in ("failed", "unknown")}
    told = f"messages: {lost['failed']} failed in the last two weeks, {lost['unknown']} may not have arrived"
    yield Finding(not any(lost.values()), told if any(lost.values()) else "messages: all arrived")
    if health.set_aside:
        told = "They stand in the table set_aside, with the reason. Please report them."
        yield Finding(False, f"updates: {health.set_aside} could not be handled in the last week. {told}")
    else:
        yield Finding(True, "updates: all were handled")


def audit(health: Health) -> Iterator[Finding]:
    """The audit log is as it was written."""
    chain = health.audit
    if chain.trouble:
        told = "Somebody or something changed the database beside the bot. Compare it with a backup."
        yield Finding(False, f"audit log: {chain.trouble}. {told}")
    else:
        newest = f"; the newest is number {chain.number}, {chain.hash[:16]}" if chain.entries else ""
        yield Finding(True, f"audit log: {chain.entries} entries, as they were written{newest}")


def photos(health: Health, where: Path) -> Iterator[Finding]:
    """Every photo that was fetched is on disk."""
    missing = [name for name in health.photos if not (where / name).is_file()]
    if missing:
        told = f"photos: {len(missing)} of {len(health.photos)} are not in {where}. Put them back from a backup."
        yield Finding(False, told)
    else:
        yield Finding(True, f"photos: all {len(health.photos)} are there")


def keeping(health: Health) -> Iterator[Finding]:
    """Everywhere it is known when what was collected goes, and requests to remove words are not left lying."""
    if health.endless:
        places = ", ".join(health.endless)
        told = f"retention: the project of {places} has no last day, so nothing goes. Set it with:"
        yield Finding(False, f"{told} wijkbot neighbourhood end SLUG DAY")
    else:
        yield Finding(True, "retention: every project has a last day")
    late = health.asked is not None and datetime.now(UTC) - health.asked > REQUEST
    told = "requests to remove words: one waits for more than a week. A facilitator does it in the chat, with /remove"
    yield Finding(not late, told if late else "requests to remove words: none waits for long")


def crisis_card(today: date) -> Iterator[Finding]:
    """The numbers of the crisis card were looked at not long ago."""
    told = "crisis card: its numbers were last checked long ago. Call them, and then set the day in card.toml."
    yield Finding(False, told) if review_due(today) else Finding(True, "crisis card: its numbers were checked lately")


def backups(where: Path) -> Iterator[Finding]:
    """The last backup is of last night."""
    made = [path.stat().st_mtime for path in where.glob("wijkbot-*.zip")]
    hours = (time.time() - max(made)) / 3600 if made else 0.0
    if not made:
        told = f"The bot makes one at 03:30. You can too: wijkbot backup {where}"
        yield Finding(False, f"backup: there is none in {where} yet. {told}")
    elif hours > BACKUP_HOURS:
        told = "Did the bot run at 03:30? Else see its log."
        yield Finding(False, f"backup: the last one is {hours:.0f} hours old. {told}")
    else:
        yield Finding(True, f"backup: {hours:.0f} hours old")


def owner(health: Health, bot: int) -> Iterator[Finding]:
    """The database is this bot's (0: the simulator's), or nobody's yet."""
    if health.bot not in (None, bot):
        told = "It belongs to another bot, or to the simulator. Choose another WIJKBOT_DATA_DIR or token."
        yield Finding(False, f"database: {told}")


def telegram(standing: Standing, settings: Settings) -> Iterator[Finding]:
    """Telegram brings updates the way that is set, and its clock says the same."""
    yield Finding(True, f"Telegram: this is @{standing.username}")
    if standing.webhook != settings.webhook_url:
        told = standing.webhook or "nowhere: they are fetched"
        yield Finding(False, f"webhook: updates are brought to {told}, which is not what is set. Start the bot again.")
    elif standing.webhook and standing.trouble:
        yield Finding(False, f"webhook: Telegram could not bring updates lately: {standing.trouble}")
    else:
        yield Finding(True, "webhook: as it is set" if standing.webhook else "updates: they are fetched, as is set")
    if standing.waiting > WAITING:
        yield Finding(False, f"updates: {standing.waiting} wait at Telegram. Is the bot running?")
    if standing.ahead is not None and abs(standing.ahead) > AHEAD_SECONDS:
        told = "Have it set by the network (NTP)."
        yield Finding(False, f"clock: {standing.ahead:+.0f} seconds beside Telegram's. {told}")
