"""Meetings as an iCalendar file (RFC 5545), that every calendar reads. Moments are in UTC: no zone can be missing."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from bot.language import Text, _, translator
from bot.neighbourhood.meetings.meeting import CANCELLED, Meeting, texts

REFRESH = timedelta(hours=4)


def calendar(
    meetings: Iterable[tuple[Meeting, str]], language: str, moment: datetime, name: Text = "", *, host: str
) -> bytes:
    """The meetings, each with the address that opens it in the chat (or nothing), for a reader of this language.

    `host` makes the numbers of the events unique in the world.
    """
    made = Calendar()
    made.add("prodid", "-//wijkbot//meetings//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    if name:
        made.add("x-wr-calname", translator(language)(name))
        made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for meeting, address in meetings:
        made.add_component(_event(meeting, address, language, moment, host))
    return bytes(made.to_ical())


def _event(meeting: Meeting, address: str, language: str, moment: datetime, host: str) -> Event:
    translate = translator(language)
    event = Event()
    event.add("uid", f"meeting-{meeting.id}@{host}")
    event.add("dtstamp", moment.astimezone(UTC))
    event.add("dtstart", meeting.starts.astimezone(UTC))
    event.add("dtend", meeting.ends.astimezone(UTC))
    event.add("sequence", meeting.moves)
    event.add("summary", translate(meeting.name))
    event.add("status", "CANCELLED" if meeting.state == CANCELLED else "CONFIRMED")
    told = [translate(texts(meeting.text)), translate(texts(meeting.access)), _more(address, language)]
    event.add("description", "\n\n".join(part for part in told if part))
    if meeting.address:
        event.add("location", meeting.address)
    if meeting.latitude is not None and meeting.longitude is not None:
        event.add("geo", (meeting.latitude, meeting.longitude))
    if address:
        event.add("url", address)
    return event


def _more(address: str, language: str) -> str:
    return translator(language)(_("Change your mind? {address}", address=address)) if address else ""
