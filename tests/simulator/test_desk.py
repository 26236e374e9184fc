"""What the chat page asks of the server."""

import asyncio
import time

import httpx
import pytest
from starlette.applications import Starlette

from bot.simulator import Offer, Upload, simulator
from bot.simulator.people import PICTURE


async def offers():
    return [Offer("Bewoner", "wijk-noord")]


@pytest.fixture
async def page(world):
    """A browser with the chat page."""
    transport = httpx.ASGITransport(Starlette(routes=simulator(world, offers)), client=("127.0.0.1", 5000))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


@pytest.fixture
async def bas(page):
    """The address of a new person's phone, who started the bot."""
    person = (await page.post("/people", json={"name": "Bas", "language_code": "en"})).json()
    phone = f"/people/{person['id']}"
    await page.post(f"{phone}/start", json={"payload": "wijk-noord"})
    return phone


async def test_people_are_listed(page, bas):
    assert [one["name"] for one in (await page.get("/people")).json()] == ["Bas"]
    assert (await page.get("/people")).json()[0]["language_code"] == "en"


async def test_the_chat_is_shown(page, bas, ask):
    chat_id = (await page.get("/people")).json()[0]["id"]
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    ask("sendMessage", chat_id=chat_id, text="<b>Coming?</b>", parse_mode="HTML", reply_markup=keyboard)
    ask("sendMessage", chat_id=chat_id, text="Choose", reply_markup={"keyboard": [["Back"]], "resize_keyboard": True})
    seen = (await page.get(f"{bas}/chat")).json()
    start, question, _ = seen["messages"]
    assert (start["from"], start["text"]) == ("me", "/start wijk-noord")
    assert question["entities"] == [{"type": "bold", "offset": 0, "length": 7}]
    assert question["keyboard"] == keyboard["inline_keyboard"]
    assert seen["reply_keyboard"] == {
        "rows": [[{"text": "Back"}]], "one_time": False, "resize": True, "placeholder": "",
    }  # fmt: skip
    assert seen["bot"] == {"name": "Wijkbot", "username": "wijkbot_bot"}


async def test_only_later_messages_when_asked(page, bas):
    await page.post(f"{bas}/say", json={"text": "hoi"})
    first, second = (await page.get(f"{bas}/chat")).json()["messages"]
    assert (await page.get(f"{bas}/chat?after={first['id']}")).json()["messages"] == [second]


async def test_the_chat_waits_for_something_newer(page, bas, world):
    version = (await page.get(f"{bas}/chat")).json()["version"]
    user_id = int(bas.rpartition("/")[2])
    began = time.monotonic()
    writing = asyncio.create_task(_write_soon(world, user_id))
    seen = (await page.get(f"{bas}/chat?version={version}")).json()
    assert seen["messages"][-1]["text"] == "eindelijk"
    assert time.monotonic() - began < 10
    await writing


async def _write_soon(world, user_id):
    await asyncio.sleep(0.1)
    world.call(world.bot.token, "sendMessage", {"chat_id": user_id, "text": "eindelijk"})


async def test_deeds_reach_the_bot(page, bas, ask, updates):
    chat_id = (await page.get("/people")).json()[0]["id"]
    updates()
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}, {"text": "Map", "url": "https://x.nl"}]]}
    sent = ask("sendMessage", chat_id=chat_id, text="?", reply_markup=keyboard)
    place = {"latitude": 52.1, "longitude": 5.1}
    said = updates()
    await page.post(f"{bas}/say", json={"text": "hoi"})
    said = updates()[0]["message"]
    await page.post(f"{bas}/edit", json={"message_id": said["message_id"], "text": "hai"})
    await page.post(f"{bas}/tap", json={"message_id": sent["message_id"], "row": 0, "column": 0})
    for deed in ("location", "sticker", "voice", "poll", "forward", "contact", "block", "unblock"):
        assert (await page.post(f"{bas}/{deed}", json=place if deed == "location" else {})).status_code == 200
    kinds = [list(one)[1] for one in updates()]
    assert kinds == ["edited_message", "callback_query", *["message"] * 6, *["my_chat_member"] * 2]
    opened = await page.post(f"{bas}/tap", json={"message_id": sent["message_id"], "row": 0, "column": 1})
    assert opened.json() == {"opens": "https://x.nl"}


async def test_photos_make_an_album_and_can_be_seen(page, bas):
    photos = [("photo", ("a.png", PICTURE, "image/png")), ("photo", ("b.png", PICTURE + b"b", "image/png"))]
    assert (await page.post(f"{bas}/photo", files=photos, data={"caption": "zo"})).status_code == 200
    first, second = (await page.get(f"{bas}/chat")).json()["messages"][-2:]
    assert first["media_group"] == second["media_group"]
    assert first["text"] == "zo"
    shown = await page.get(second["photo"])
    assert (shown.content, shown.headers["content-type"]) == (PICTURE + b"b", "image/png")


async def test_a_document_is_never_shown_as_a_page(page, bas, ask):
    chat_id = (await page.get("/people")).json()[0]["id"]
    ask("sendDocument", {"document": Upload("x.html", b"<script>", "text/html")}, chat_id=chat_id)
    document = (await page.get(f"{bas}/chat")).json()["messages"][-1]["document"]
    answer = await page.get(document["url"])
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment"


@pytest.mark.parametrize(
    ("deed", "body", "status", "reason"),
    [
        ("say", {"text": " "}, 409, "an empty text cannot be sent"),
        ("say", {}, 400, 'say lacks the field "text"'),
        ("say", {"text": "hoi", "loud": True}, 400, 'say has no field "loud"'),
        ("tap", {"message_id": 1, "row": 0, "column": 0}, 409, "that button is not on the screen"),
        ("location", {"latitude": 91, "longitude": 0}, 400, "location.latitude must be -90-90"),
        ("fly", {}, 404, "nobody can do that"),
    ],
)
async def test_the_impossible_is_refused_with_a_reason(page, bas, deed, body, status, reason):
    answer = await page.post(f"{bas}/{deed}", json=body)
    assert (answer.status_code, answer.json()) == (status, {"error": reason})


async def test_nobody_is_not_found(page):
    assert (await page.get("/people/1/chat")).status_code == 404
    assert (await page.post("/people", json={"name": ""})).json() == {"error": "person.name must be 1-64 characters"}


async def test_links_are_on_offer(page):
    link = {"label": "Bewoner", "payload": "wijk-noord", "url": "https://t.me/wijkbot_bot?start=wijk-noord"}
    assert (await page.get("/offers")).json() == [link]


async def test_faults_are_set_and_told(page, world):
    assert (await page.post("/faults", json={"too_many": 0.5, "seed": 3})).json()["too_many"] == 0.5
    assert world.faults.on
    assert (await page.post("/faults", json={"gremlins": 1})).status_code == 400
    assert (await page.post("/faults", json={})).json()["too_many"] == 0
    assert not world.faults.on


async def test_the_page_itself_is_served(page):
    assert "<!doctype html>" in (await page.get("/")).text
    assert (await page.get("/page/chat.js")).status_code == 200
