"""The Bot API over HTTP, with a real client: python-telegram-bot."""

import asyncio
import json
import socket

import httpx
import pytest
import telegram
import uvicorn
from starlette.applications import Starlette
from telegram.request import HTTPXRequest

from bot.simulator import TOKEN, Faults, simulator
from bot.simulator.people import PICTURE


@pytest.fixture
async def address(world):
    """Where a simulator of this world answers."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(Starlette(routes=simulator(world)), log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve([listener]))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    server.force_exit = True
    await running


@pytest.fixture
async def bot(address):
    request = HTTPXRequest(read_timeout=5)
    bot = telegram.Bot(TOKEN, f"{address}/bot", f"{address}/file/bot", request=request)
    async with bot:
        yield bot


async def fetch(url, body=b"", content_type="application/json"):
    async with httpx.AsyncClient() as client:
        answer = await client.post(url, content=body, headers={"Content-Type": content_type})
    return answer.status_code, answer.json()


async def test_a_telegram_library_talks_with_it(bot, anna):
    assert (await bot.get_me()).username == "wijkbot_bot"
    button = telegram.InlineKeyboardButton("Ja", callback_data="y")
    sent = await bot.send_message(
        anna.id, "<b>Kom je?</b>", parse_mode="HTML", reply_markup=telegram.InlineKeyboardMarkup([[button]])
    )
    anna.taps("Ja")
    started, pressed = await bot.get_updates(timeout=0)
    assert started.message.text == "/start"
    assert pressed.callback_query.message == sent
    await bot.answer_callback_query(pressed.callback_query.id, "Fijn")
    assert anna.hears("Fijn")
    await sent.edit_text("Tot dan", link_preview_options=telegram.LinkPreviewOptions(is_disabled=True))
    with pytest.raises(telegram.error.BadRequest, match="Message is not modified"):
        await sent.edit_text("Tot dan", link_preview_options=telegram.LinkPreviewOptions(is_disabled=True))


async def test_files_go_up_and_down(bot, anna):
    await bot.send_photo(anna.id, PICTURE, caption="straat")
    media = [telegram.InputMediaPhoto(PICTURE + part) for part in (b"a", b"b")]
    assert len(await bot.send_media_group(anna.id, media)) == 2
    await bot.send_document(anna.id, "a;b\nç".encode(), filename="ideeën.csv")
    anna.sends_photo(PICTURE + b"mine")
    update = (await bot.get_updates(offset=-1, timeout=0))[0]
    file = await bot.get_file(update.message.photo[-1])
    assert bytes(await file.download_as_bytearray()) == PICTURE + b"mine"
    assert "[document ideeën.csv]" in anna.screen


async def test_settings_are_made(bot, anna):
    commands = [telegram.BotCommand("menu", "Het menu")]
    assert await bot.set_my_commands(commands, telegram.BotCommandScopeChat(anna.id), "nl")
    assert await bot.set_chat_menu_button(anna.id, telegram.MenuButtonCommands())
    assert await bot.set_webhook("http://127.0.0.1:9/", secret_token="abc", allowed_updates=["message"])
    with pytest.raises(telegram.error.Conflict):
        await bot.get_updates(timeout=0)


async def test_refusals_are_telegrams(bot, anna, world, monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    with pytest.raises(telegram.error.BadRequest, match="Chat not found"):
        await bot.send_message(42, "Hoi")
    anna.blocks()
    with pytest.raises(telegram.error.Forbidden, match="bot was blocked by the user"):
        await bot.send_message(anna.id, "Hoi")
    world.faults = Faults(too_many=1.0, retry_after=7)
    with pytest.raises(telegram.error.RetryAfter) as waits:
        await bot.send_message(anna.id, "Hoi")
    assert waits.value.retry_after.total_seconds() == 7


@pytest.mark.parametrize(("fault", "handled"), [("cut_before", False), ("cut_after", True), ("half", True)])
async def test_a_cut_connection_is_a_network_error(bot, anna, world, fault, handled):
    world.faults = Faults(**{fault: 1.0})
    with pytest.raises(telegram.error.NetworkError):
        await bot.send_message(anna.id, "Hoi")
    assert ("Hoi" in anna.screen) is handled


async def test_a_hanging_answer_times_out(bot, anna, world):
    world.faults = Faults(hang=1.0)
    with pytest.raises(telegram.error.TimedOut):
        await bot.send_message(anna.id, "Hoi", read_timeout=0.2)


async def test_json_and_forms_are_understood(address, anna):
    url = f"{address}/bot{TOKEN}/sendMessage"
    for body, kind in [
        (json.dumps({"chat_id": anna.id, "text": "json"}).encode(), "application/json"),
        (f"chat_id={anna.id}&text=een%20form".encode(), "application/x-www-form-urlencoded"),
    ]:
        status, answer = await fetch(url, body, kind)
        assert (status, answer["ok"]) == (200, True)
    status, answer = await fetch(f"{url}?chat_id={anna.id}&text=adres")
    assert answer["result"]["text"] == "adres"


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
async def test_a_broken_body_is_refused(address, body):
    status, answer = await fetch(f"{address}/bot{TOKEN}/sendMessage", body)
    assert (status, answer["description"]) == (400, "Bad Request: can't parse JSON object")


async def test_a_broken_multipart_is_refused(address):
    kind = "multipart/form-data; boundary=x"
    status, answer = await fetch(f"{address}/bot{TOKEN}/sendPhoto", b"nonsense", kind)
    assert (status, answer["description"]) == (400, "Bad Request: can't parse the multipart form")


async def test_unknown_places_are_not_found(address):
    for path in ("/bot1:wrong/getMe", f"/bot{TOKEN}/", f"/file/bot{TOKEN}/photos/none.jpg"):
        status, answer = await fetch(address + path)
        assert (status, answer["ok"]) in ((401, False), (404, False))
