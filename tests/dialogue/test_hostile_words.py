"""The door of the chat: whatever somebody types, presses or sends again is words, is answered, and harms nothing."""

import asyncio
import csv
import io
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette

from bot.exchange.export import export
from bot.language.clean import clean
from bot.web.webhook import SECRET_HEADER, webhook_route
from tests.talk.talker import Talker
from tests.talk.village import Village

NASTY = [
    "<b>bold</b> & <script>alert(1)</script> &amp; </pre>",
    '=HYPERLINK("http://example.org/?"&A1;"klik")',
    "+31-2+cmd|' /C calc'!A0",
    "'; DROP TABLE idea; --",
    'x"); DELETE FROM resident WHERE ("1"="1',
    "%s %d %(name)s {0} {name} {0.__class__} ${jndi:ldap://x}",
    "\u202eesrever\u2066 \u200b\u200d zero \ufeff",
    "line\r\nbreak\ttab \x07 bell",
    "é" * 32 + "€" * 21 + "🌳" * 16,
    "../../etc/passwd\\..\\windows",
    "I̷̛̊" * 50,
    "_*[md](http://x)*_ `code` ||spoiler||",
]
HAND_IN = ("Skip", "Skip", "With my name")


async def rows_of(village: Village, form: str, path: Path) -> list[dict[str, Any]]:
    async with (await village.store()).reading() as books:
        place = await books.neighbourhoods.named("oosterwijk")
        await export(books, place, "ideas", form, path, timezone="Europe/Amsterdam")
    return await asyncio.to_thread(_read, form, path)


def _read(form: str, path: Path) -> list[dict[str, Any]]:
    if form == "csv":
        return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    if form == "json":
        found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
        return found
    header, *rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


async def test_hostile_words_come_back_as_words_everywhere(village: Village, tmp_path: Path) -> None:
    async with village.without_restarts():
        for number, words in enumerate(NASTY):
            someone = await village.resident(f"P{number}")
            await someone.does("/idea", "Green", words, *HAND_IN, words[:90], "Yes, hand")
            assert someone.hears("Thank you for your idea!")
    stored = [row["text"] for row in sorted(await village.rows("idea"), key=lambda row: row["id"])]
    assert stored == [clean(words) for words in NASTY]
    assert await village.rows("set_aside") == []
    for form in ("csv", "json", "xlsx"):
        texts = [str(row["text"]) for row in await rows_of(village, form, tmp_path / f"ideas.{form}")]
        assert len(texts) == len(NASTY)
        if form == "csv":
            assert not [text for text in texts if text.startswith(("=", "+", "-", "@", "\t"))]


async def test_hostile_words_that_answer_nothing_are_shown_as_they_are(village: Village, anna: Talker) -> None:
    async with village.without_restarts():
        for words in NASTY:
            await anna.says(words)
            assert anna.hears(clean(words)[:60])
            await anna.taps("No, show the menu")
    assert await village.rows("set_aside") == []


async def test_a_hostile_name_stays_a_name(village: Village) -> None:
    someone = village.person("<b>x</b>\u202e=1+1")
    await someone.starts("oosterwijk")
    await someone.does("English", "16 or older", "Yes, I take part")
    assert someone.hears("What would you like to do?")


@pytest.mark.parametrize(
    "data",
    [
        "",
        "0.o0",
        "zzzzzzzzzzzzz.o9999",
        "-1.o0",
        "1.o-1",
        "1.+0",
        "1.x",
        "1.o00",
        "é.o1",
        "1.o1 ",
        "1" * 64,
        "\x00",
        "'.o1",
    ],
)
async def test_forged_callback_data_is_answered_kindly(village: Village, anna: Talker, data: str) -> None:
    await anna.says("/idea")
    message = anna.asked("What is your idea about?").id
    query = await anna.presses(message, data)
    assert anna.hears("That button does not work any more.")
    assert village.world.memory.presses[query].answered
    await anna.taps("Green")
    assert anna.hears("Tell us: what is your idea?")


async def test_what_is_brought_twice_by_the_webhook_counts_once(village: Village, anna: Talker) -> None:
    _store, desk, outbox, _poller = await village.bot()
    app = httpx.ASGITransport(Starlette(routes=[webhook_route("/hook", "secret", desk, outbox, lambda: True)]))
    someone, chat = {"id": anna.id, "first_name": "A"}, {"id": anna.id, "type": "private"}
    message = {"message_id": 9000, "date": int(village.clock.seconds()), "from": someone, "chat": chat, "text": "/idea"}
    async with httpx.AsyncClient(transport=app, base_url="http://bot", headers={SECRET_HEADER: "secret"}) as client:
        for number in (1, 1, 2):
            answer = await client.post("/hook", json={"update_id": number, "message": message})
            assert answer.status_code == 200
    await outbox.drain()
    asked = [one for one in anna.messages if "What is your idea about?" in str(one.body.get("text", ""))]
    assert len(asked) == 1
    assert len([row for row in await village.rows("heard") if row["message"] == 9000]) == 1


@pytest.mark.parametrize("what", ["photo", "document"])
async def test_a_file_that_is_too_large_is_not_fetched(village: Village, anna: Talker, what: str) -> None:
    await anna.does("/idea", "Green", "A bench")
    large = {"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9, "file_size": 21 * 1024 * 1024}
    body = {"photo": [large]} if what == "photo" else {"document": {**large, "mime_type": "image/jpeg"}}
    someone, chat = {"id": anna.id, "first_name": "A"}, {"id": anna.id, "type": "private"}
    raw = {"message_id": 9001, "date": int(village.clock.seconds()), "from": someone, "chat": chat, **body}
    village.world.queue.add(village.world.bot, "message", raw)
    await village.settles()
    assert anna.hears("Please send a photo")
    assert await village.rows("photo") == []
