"""The simulator alone, with people who press the first button."""

import asyncio
import json
import socket
import sys
import time

import httpx
import pytest

from bot.simulator import TOKEN
from bot.simulator.drive import Driver

NEXT = {"inline_keyboard": [[{"text": "Verder", "callback_data": "n"}]]}


def turn(ask, update, pressed):
    """A survey of two questions: three screens, the last without buttons."""
    if "message" in update:
        chat_id = update["message"]["chat"]["id"]
        ask("sendMessage", chat_id=chat_id, text="A title")
        ask("sendMessage", chat_id=chat_id, text="1", reply_markup=NEXT)
        return
    chat_id = update["callback_query"]["from"]["id"]
    pressed[chat_id] = pressed.get(chat_id, 0) + 1
    message_id = update["callback_query"]["message"]["message_id"]
    ask("editMessageReplyMarkup", chat_id=chat_id, message_id=message_id)
    markup = {"reply_markup": NEXT} if pressed[chat_id] % 2 else {}
    ask("sendMessage", chat_id=chat_id, text=str(pressed[chat_id] + 1), **markup)


async def test_driven_people_go_on_until_there_are_no_buttons(world, ask, updates):
    driver = Driver(world, count=3, payload="wijk", rounds=2)
    driver.start()
    pressed = {}
    while not driver.done.is_set():
        for update in updates():
            turn(ask, update, pressed)
        await asyncio.sleep(0)
    assert list(pressed.values()) == [2] * 6
    assert driver.summary()["updates"] == 3 * 2 * 3
    assert updates() == []


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


async def test_it_runs_alone_and_tells_how_fast_the_bot_was(port, tmp_path):
    command = [sys.executable, "-m", "bot.simulator", "--port", str(port), "--data", str(tmp_path), "--drive", "2"]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/bot{TOKEN}/") as client:
        await wait_for(client)
        await answer(client, reply_markup=NEXT)
        await answer(client)
    out, _ = await asyncio.wait_for(process.communicate(), 20)
    polled, summary = map(json.loads, out.splitlines())
    assert polled == {"polled": 1}
    assert summary["updates"] == 4
    assert process.returncode == 0
    assert (tmp_path / "simulator.sqlite").exists()


async def answer(client, **markup):
    """Say the same to all who wait."""
    updates = (await client.post("getUpdates", json={"timeout": 5})).json()["result"]
    await client.post("getUpdates", json={"offset": updates[-1]["update_id"] + 1})
    for update in updates:
        said = update.get("message") or update["callback_query"]
        await client.post("sendMessage", json={"chat_id": said["from"]["id"], "text": "Ja?", **markup})


async def wait_for(client):
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            await client.get("getMe")
        except httpx.ConnectError:
            await asyncio.sleep(0.05)
        else:
            return
    raise AssertionError("the simulator did not start")
