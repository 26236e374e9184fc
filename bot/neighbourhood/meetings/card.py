"""A meeting as people read it: what it is, when and where, and how it stands with the reader and with the seats."""

from datetime import datetime, tzinfo

from bot.language import Joined, Text, When, _, _n, lines
from bot.neighbourhood.kinds.choice import label_of
from bot.neighbourhood.meetings import seats
from bot.neighbourhood.meetings.meeting import (
    CANCELLED,
    HELPS,
    ICONS,
    MAYBE,
    NO,
    YES,
    Attendance,
    Brief,
    Meeting,
    Sheet,
    Table,
    texts,
)
from bot.neighbourhood.meetings.seats import Claim


def title(meeting: Meeting | Brief) -> Text:
    """Its title behind its sign."""
    return Joined((ICONS[meeting.kind], texts(meeting.title)), " ")


def when(starts: datetime, ends: datetime, zone: tzinfo | None) -> Text:
    """Day, start and end."""
    begin, end = starts.astimezone(zone), ends.astimezone(zone)
    return _("{day}, {start} to {end}", day=When(begin, "day"), start=When(begin, "time"), end=When(end, "time"))


def facts(meeting: Meeting | Brief, zone: tzinfo | None) -> Text:
    """When and where, and what one should know to come in."""
    return lines(
        Joined(("🗓", when(meeting.starts, meeting.ends, zone)), " "),
        Joined(("📍", meeting.address), " ") if meeting.address else "",
        Joined(("♿", texts(meeting.access)), " ") if meeting.access else "",
    )


def numbers(meeting: Meeting, sheet: Sheet) -> Text:
    """How many come, and how many seats there still are."""
    coming = _n("{count} person comes.", "{count} people come.", sheet.taken) if sheet.taken else ""
    room = sheet.room(meeting.capacity)
    if room is None:
        return coming
    if room:
        free = _n("{count} seat is free.", "{count} seats are free.", room)
    elif sheet.waiting:
        free = _n("It is full. {count} person waits.", "It is full. {count} people wait.", sheet.waiting)
    else:
        free = _("It is full.")
    return Joined((coming, free), " ")


def yours(mine: Attendance | None, seat: Claim | None, tables: list[Table], places: dict[int, Claim]) -> Text:
    """How it stands with the reader."""
    if mine is None:
        return ""
    if mine.answer != YES:
        return {MAYBE: _("🤔 You said: maybe."), NO: _("You said: I cannot come.")}[mine.answer]
    at = [(table, places[table.id]) for table in tables if table.id in places]
    return lines(
        _standing(seat),
        _n("With {count} guest.", "With {count} guests.", mine.guests) if mine.guests else "",
        *(_at_table(table, place) for table, place in at),
        _("You help: {what}", what=Joined(tuple(label_of(HELPS, one) for one in mine.helps), ", "))
        if mine.helps
        else "",
        _("Your name on the list: {name}", name=mine.name) if mine.name else "",
    )


def _standing(seat: Claim | None) -> Text:
    if seat is None or seat.state == seats.HELD:
        return _("✅ You come. See you there!")
    if seat.state == seats.OFFERED:
        return _("🎟 A seat is kept for you. Do you take it?")
    return _("⏳ You are on the waiting list. When a seat comes free, you hear from me.")


def _at_table(table: Table, place: Claim) -> Text:
    if place.state == seats.HELD:
        return _("Your table: {table}", table=table.name)
    if place.state == seats.OFFERED:
        return _("🎟 A seat is kept for you at the table {table}.", table=table.name)
    return _("⏳ You wait for the table {table}.", table=table.name)


def card(meeting: Meeting | Brief, zone: tzinfo | None) -> tuple[Text, ...]:
    """The paragraphs of a card: what it is, when and where, and afterwards what came of it."""
    cancelled = isinstance(meeting, Meeting) and meeting.state == CANCELLED
    gone = _("❌ This meeting does not take place.") if cancelled else ""
    outcome = texts(meeting.outcome) if isinstance(meeting, Meeting) else ""
    return gone, texts(meeting.text), facts(meeting, zone), outcome
