"""A file and a feed for the calendar, and posters to print."""

import re
from typing import Any

import httpx
import pytest
from icalendar import Calendar

from bot.web.calendar import calendar_route
from bot.web.pages import web
from tests.conversations.meetings.gathering import Gathering
from tests.talk.talker import Talker


async def test_the_file_of_a_meeting_is_read_by_calendars(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come", "Calendar file")
    await cafe.village.ticks()
    (event,) = events(next((cafe.village.directory).glob("*.ics")).read_bytes())
    assert str(event["summary"]) == "Spring café"
    assert event["dtstart"].dt.isoformat() == "2026-05-28T17:30:00+00:00"
    assert str(event["location"]) == "Dorpshuis, Kerkstraat 1"
    assert "m_oosterwijk_1" in str(event["url"])
    assert any("document" in one.body for one in anna.messages)


def events(content: bytes) -> list[Any]:
    return [one for one in Calendar.from_ical(content).walk() if one.name == "VEVENT"]


async def feed(cafe: Gathering, someone: Talker) -> str:
    """The path of the feed that this person asks for."""
    await someone.does("/agenda", "In my own calendar")
    text = str(someone.asked("https://wijk.example/calendar/").body["text"])
    return re.findall(r"/calendar/[\w-]+\.ics", text)[0]


async def answer(cafe: Gathering, path: str) -> tuple[int, bytes]:
    """What the web server answers."""
    app = web(_ready, [calendar_route(await cafe.village.store(), cafe.village.now)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        found = await client.get(path)
    return found.status_code, found.content


async def _ready() -> bool:
    return True


async def test_the_feed_holds_what_one_comes_to_and_follows_a_move(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come")
    path = await feed(cafe, anna)
    status, content = await answer(cafe, path)
    assert (status, len(events(content))) == (200, 1)
    await cafe.manages("Move", "29 May", "20:00", "22:00", "Yes, move it")
    (event,) = events((await answer(cafe, path))[1])
    assert (event["dtstart"].dt.isoformat(), event["sequence"]) == ("2026-05-29T18:00:00+00:00", 1)
    await cafe.manages("Cancel it", "Yes, cancel it", "Skip")
    (event,) = events((await answer(cafe, path))[1])
    assert str(event["status"]) == "CANCELLED"


async def test_a_new_address_ends_the_old_one_and_an_invented_one_is_not_found(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "Yes, I come")
    old = await feed(cafe, anna)
    new = await feed(cafe, anna)
    assert old != new
    assert ((await answer(cafe, old))[0], (await answer(cafe, new))[0]) == (404, 200)
    assert (await answer(cafe, "/calendar/abc.ics"))[0] == 404


async def test_who_said_no_has_an_empty_feed(cafe: Gathering) -> None:
    anna = await cafe.visitor("Anna", "I cannot")
    assert events((await answer(cafe, await feed(cafe, anna)))[1]) == []


@pytest.mark.parametrize(("form", "start"), [("PDF", b"%PDF-1.4"), ("SVG", b"<svg ")])
@pytest.mark.parametrize("which", ["Invitation", "Check-in"])
async def test_a_poster_comes_as_a_file(cafe: Gathering, form: str, start: bytes, which: str) -> None:
    await cafe.manages("Poster", which, form)
    await cafe.village.ticks()
    made = next(cafe.village.directory.glob("*poster*")).read_bytes()
    assert made.startswith(start)
    assert any("document" in one.body for one in cafe.otto.messages)
