"""When people are reminded of a meeting, and whether a reminder that comes late still makes sense."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo

from bot.language import Text, When, _
from bot.neighbourhood.widgets import Option

DAY = 24 * 60  # minutes
DEFAULT = (7 * DAY, DAY, 120)
CHOICES = (
    Option(str(14 * DAY), _("2 weeks before")),
    Option(str(7 * DAY), _("1 week before")),
    Option(str(3 * DAY), _("3 days before")),
    Option(str(2 * DAY), _("2 days before")),
    Option(str(DAY), _("1 day before")),
    Option(str(4 * 60), _("4 hours before")),
    Option("120", _("2 hours before")),
)
CLOSING_DAYS = (1, 3, 7)  # after the end


def before(starts: datetime, minutes: int, zone: tzinfo | None) -> datetime:
    """The moment so long before the start. Whole days are counted on the clock on the wall, so 19:30 stays 19:30."""
    days, rest = divmod(minutes, DAY)
    on_the_wall = starts.astimezone(zone) - timedelta(days=days)
    return on_the_wall.astimezone(UTC) - timedelta(minutes=rest)


def makes_sense(starts: datetime, minutes: int, all_of_them: Iterable[int], now: datetime, zone: tzinfo | None) -> bool:
    """Whether this reminder should still go out: never after the start, and not when a nearer one is due as well."""
    nearer = (one for one in all_of_them if one < minutes)
    return now < starts and all(now < before(starts, one, zone) for one in nearer)


def when_is_it(starts: datetime, now: datetime, zone: tzinfo | None) -> Text:
    """The start in words: today, tomorrow, or the day."""
    there = starts.astimezone(zone)
    days = (there.date() - now.astimezone(zone).date()).days
    time = When(there, "time")
    if days == 0:
        return _("today at {time}", time=time)
    if days == 1:
        return _("tomorrow at {time}", time=time)
    return _("{day} at {time}", day=When(there, "day"), time=time)
