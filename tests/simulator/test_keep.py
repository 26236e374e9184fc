"""Chats survive a restart and a kill -9."""

import signal
import subprocess
import sys

from bot.simulator import TOKEN, Keep, Person, Upload, World, screen
from bot.simulator.people import PICTURE
from bot.simulator.phone import Phone

YES = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}
WRITER = """
import sys, pathlib
from bot.simulator import TOKEN, Keep, Person, World
world = World(keep=Keep(pathlib.Path(sys.argv[1])))
world.add_bot()
anna = Person(world)
anna.starts()
for number in range(10**9):
    reply = world.call(TOKEN, "sendMessage", {"chat_id": anna.id, "text": f"{number}"})
    print(reply.body["result"]["text"], flush=True)
"""


def reopened(path, clock):
    world = World(clock, Keep(path))
    world.add_bot()
    return world


def test_everything_is_there_after_a_restart(tmp_path, clock):
    path = tmp_path / "simulator.sqlite"
    world = reopened(path, clock)
    anna = Person(world, "Anna")
    anna.starts()
    world.call(TOKEN, "sendMessage", {"chat_id": anna.id, "text": "Kom je?", "reply_markup": YES})
    world.call(TOKEN, "sendPhoto", {"chat_id": anna.id}, {"photo": Upload("x.png", PICTURE)})
    world.call(TOKEN, "setMyCommands", {"commands": [{"command": "menu", "description": "Menu"}]})
    anna.taps("Ja")
    before, updates = screen.seen(anna.phone), world.call(TOKEN, "getUpdates").body
    world.memory.keep.close()

    again = reopened(path, clock)
    phone = Phone(again, again.memory.users[anna.id])
    assert screen.seen(phone) == before
    assert again.call(TOKEN, "getUpdates").body == updates
    press = updates["result"][-1]["callback_query"]
    assert again.call(TOKEN, "answerCallbackQuery", {"callback_query_id": press["id"]}).status == 200
    found = again.call(TOKEN, "getFile", {"file_id": phone.messages[-1].body["photo"][-1]["file_id"]})
    assert again.download(TOKEN, found.body["result"]["file_path"]) == PICTURE
    assert phone.say("hoi").id == before["messages"][-1]["id"] + 1
    again.memory.keep.close()


def test_confirmed_and_deleted_things_stay_gone(tmp_path, clock):
    path = tmp_path / "simulator.sqlite"
    world = reopened(path, clock)
    anna = Person(world, "Anna")
    said = anna.starts()
    world.call(TOKEN, "getUpdates", {"offset": -1})
    world.call(TOKEN, "getUpdates", {"offset": world.memory.counters[world.bot.id].update})
    world.call(TOKEN, "deleteMessage", {"chat_id": anna.id, "message_id": said.id})
    world.memory.keep.close()
    again = reopened(path, clock)
    assert again.call(TOKEN, "getUpdates").body["result"] == []
    assert Phone(again, again.memory.users[anna.id]).messages == []
    again.memory.keep.close()


def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path, clock):
    path = tmp_path / "simulator.sqlite"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline().strip() for _ in range(200)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += writer.stdout.read().split("\n")[:-1]
    world = reopened(path, clock)
    phone = Phone(world, next(iter(world.memory.users.values())))
    texts = [message.body["text"] for message in phone.messages[1:]]
    assert texts[: len(acknowledged)] == acknowledged
    assert len(texts) - len(acknowledged) <= 1
    world.memory.keep.close()
