"""What people are told of a meeting by itself: by which conversation, to whom, and whether it still holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from bot.neighbourhood.meetings.meeting import CANCELLED, CLOSED, PLANNED, Meeting
from bot.neighbourhood.meetings.reminders import makes_sense

COMING = "coming"  # who has a seat, and who perhaps comes
ANSWERED = "answered"  # whoever said yes or maybe, with a seat or without
EVERYBODY = "everybody"  # whoever answered at all
ORGANISERS = "organisers"  # who made it; when they cannot be reached, all organisers of the neighbourhood
ONE = "one"  # one resident


@dataclass(frozen=True, slots=True)
class Telling:
    """The conversation that says it, and its audience."""

    script: str
    audience: str


TELLINGS: Mapping[str, Telling] = {
    "remind": Telling("meeting-reminder", COMING),
    "moved": Telling("meeting-moved", ANSWERED),
    "cancelled": Telling("meeting-cancelled", ANSWERED),
    "thanks": Telling("meeting-thanks", EVERYBODY),
    "close": Telling("meeting-to-close", ORGANISERS),
    "task": Telling("meeting-task", ORGANISERS),
    "asked": Telling("meeting-asked", ORGANISERS),
    "replied": Telling("meeting-replied", ONE),
}


def stands(meeting: Meeting, told: Mapping[str, Any], now: datetime, zone: tzinfo | None) -> bool:
    """Whether this still has to be told, now that its time has come."""
    what = told["what"]
    if what == "remind":
        planned = meeting.state == PLANNED and told["moves"] == meeting.moves
        return planned and makes_sense(meeting.starts, told["minutes"], meeting.reminders, now, zone)
    if what == "moved":
        return meeting.state == PLANNED and told["moves"] == meeting.moves and now < meeting.ends
    if what == "cancelled":
        return meeting.state == CANCELLED and now < meeting.ends
    if what == "task":
        return meeting.state == PLANNED and now < meeting.ends
    if what == "close":
        return meeting.state == PLANNED
    return what != "thanks" or meeting.state == CLOSED
