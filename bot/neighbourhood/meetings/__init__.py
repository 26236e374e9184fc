"""Meetings: café, stamtafel evening, journey or another gathering; who comes, where they sit, what was said."""

from bot.neighbourhood.meetings.asking import Day, Hour, Points
from bot.neighbourhood.meetings.meeting import Attendance, Brief, Meeting, Note, Sheet, Table

__all__ = ["Attendance", "Brief", "Day", "Hour", "Meeting", "Note", "Points", "Sheet", "Table"]
