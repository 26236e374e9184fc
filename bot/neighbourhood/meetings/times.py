"""Times as people type them, and the moments they are on the clock on the wall."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.language import Text, When, _
from bot.neighbourhood.kinds.date import MONTHS, typed_date

_TIME = re.compile(r"(\d{1,2})(?:\s*[:.u]\s*(\d{2}))?\s*(?:uur|u|h)?", re.IGNORECASE)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:[-/. ]+(\d{1,2})|\s+([a-z]+)\.?)", re.IGNORECASE)
_WEEKDAYS = (
    ("ma", "maandag", "monday"),
    ("di", "dinsdag", "tuesday"),
    ("wo", "woensdag", "wednesday"),
    ("do", "donderdag", "thursday"),
    ("vr", "vrijdag", "friday"),
    ("za", "zaterdag", "saturday"),
    ("zo", "zondag", "sunday"),
)
_AHEAD = {"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2}


def typed_time(text: str) -> time | None:
    """The time in `19:30`, `19.30`, `19u30`, `19 uur`; None when there is none."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def typed_day(text: str, today: date) -> date | None:
    """The day in `12 juni`, `12-6`, `donderdag` or `morgen`, the first one from today; a whole date as it stands."""
    words = " ".join(text.lower().split()).strip(" .!")
    weekday, _space, rest = words.partition(" ")
    if number := next((at for at, names in enumerate(_WEEKDAYS, 1) if weekday in names), 0):
        return typed_day(rest, today) if rest else today + timedelta(days=(number - today.isoweekday()) % 7 or 7)
    if words in _AHEAD:
        return today + timedelta(days=_AHEAD[words])
    return typed_date(words) or _next(words, today)


def _next(words: str, today: date) -> date | None:
    found = _DAY_MONTH.fullmatch(words)
    if found is None:
        return None
    named = next((number for number, names in enumerate(MONTHS, 1) if found[3] and found[3] in names), 0)
    for year in (today.year, today.year + 1):
        day = typed_date(f"{found[1]}-{found[2] or named}-{year}")
        if day is not None and day >= today:
            return day
    return None


def moment(day: date, at: time, zone: tzinfo | None) -> datetime | None:
    """The moment (UTC) when the clock on the wall says this; the first one of an hour that comes twice.

    None when the clock change skips it.
    """
    wall = datetime.combine(day, at, zone)
    found = wall.astimezone(UTC)
    return found if found.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None) else None


def refused_start(day: date, at: time, zone: tzinfo | None, now: datetime) -> Text | None:
    """Why a meeting cannot start then, if it cannot."""
    found = moment(day, at, zone)
    if found is None:
        told = When(datetime.combine(day, at), "time")
        return _("That night the clock goes forward: {time} does not exist then. Choose another time.", time=told)
    if found <= now:
        return _("That has passed already. Choose a day and a time that are still to come.")
    return None


def end_of(day: date, start: time, end: time, zone: tzinfo | None) -> datetime | None:
    """The moment it ends: on the same day, or past midnight; None when the clock change skips it."""
    return moment(day if end > start else day + timedelta(days=1), end, zone)
