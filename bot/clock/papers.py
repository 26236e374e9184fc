"""Papers: a file for the calendar, and a poster to print, made outside the turn that asked for them."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.channel.outbox import Outbox
from bot.dialogue.desk import Desk
from bot.dialogue.effects import SendFile
from bot.exchange.calendar import calendar
from bot.exchange.poster import Poster, pdf, svg
from bot.exchange.posters import poster_of
from bot.language import _, translator
from bot.neighbourhood import links
from bot.store import Store
from bot.store.records import Due

FORMS: dict[str, Callable[[Poster], bytes]] = {"pdf": pdf, "svg": svg}


class CalendarFiles:
    """Carries out due rows of kind `calendar`: a meeting as a file that every calendar reads."""

    def __init__(self, store: Store, desk: Desk, outbox: Outbox, directory: Path) -> None:
        self._store = store
        self._desk = desk
        self._outbox = outbox
        self._directory = directory

    async def __call__(self, due: Due) -> None:
        """Write the file and send it."""
        asked = due.payload
        async with self._store.reading() as books:
            meeting = await books.meetings.get(asked["meeting"])
            username = await books.identity.name()
            place = await books.neighbourhoods.get(meeting.neighbourhood_id) if meeting else None
        if meeting is None or place is None:
            return
        address = links.address(username, links.Link("meeting", str(meeting.id), place.slug)) if username else ""
        content = calendar([(meeting, address)], asked["language"], self._desk.now(), host=username or "wijkbot")
        path = self._directory / f"{due.id}~{place.slug}-{meeting.id}.ics"
        await asyncio.to_thread(path.write_bytes, content)
        file = SendFile(str(path), f"{place.slug}-{meeting.id}.ics")
        self._outbox.post(await self._desk.hand(asked["chat"], file))


class Posters:
    """Carries out due rows of kind `poster`."""

    def __init__(self, store: Store, desk: Desk, outbox: Outbox, directory: Path) -> None:
        self._store = store
        self._desk = desk
        self._outbox = outbox
        self._directory = directory

    async def __call__(self, due: Due) -> None:
        """Draw the poster and send it; with letters that a PDF would need a font for, as SVG."""
        asked, language = due.payload, due.payload["language"]
        async with self._store.reading() as books:
            username = await books.identity.name()
            poster = await poster_of(books, asked["link"], username, language, self._desk.now().tzinfo)
        form, caption = asked["form"], ""
        try:
            content = FORMS[form](poster)
        except UnicodeEncodeError:
            form, content = "svg", svg(poster)
            told = _("A PDF cannot show these letters. Open this file in a browser, and print it.")
            caption = translator(language)(told)
        path = self._directory / f"{due.id}~poster.{form}"
        await asyncio.to_thread(path.write_bytes, content)
        file = SendFile(str(path), f"poster-{asked['meeting']}.{form}", caption)
        self._outbox.post(await self._desk.hand(asked["chat"], file))
