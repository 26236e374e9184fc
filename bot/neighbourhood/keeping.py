"""How long things are kept: the one place for these numbers. /privacy tells them, and retention goes by them."""

import calendar
from datetime import date

RAW_DAYS = 7  # updates and turns that were set aside, and which messages were heard
EXPORT_DAYS = 7  # files that were made for a chat
OUTCOME_DAYS = 14  # what became of bulk messages, and work that was given up
LOG_DAYS = 14  # technical logs; who runs the bot has them rotated
BACKUP_DAYS = 14
PROMPT_DAYS = 30  # questions as they were shown, with their buttons
TOLD_DAYS = 90  # who heard what of a meeting, counted from its end
CRISIS_DAYS = 30  # words that say someone may be in danger
TOLD_DAYS = 90  # who heard what of a meeting, counted from its end
AUDIT_MONTHS = 24  # who did what with authority, without content
KEEPING_MONTHS = 12  # ideas and answers, counted from the end of the project


def months_from(day: date, months: int) -> date:
    """The day so many months later (or earlier, when negative); the last of a month that is too short for it."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
