"""Updates posted to the bot."""

import asyncio
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.simulator.webhooks import Webhooks


class Receiver:
    """A bot's own web server: remembers what was posted and answers as it is told."""

    def __init__(self):
        self.heard = []
        self.answers = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                receiver.heard.append((self.headers["X-Telegram-Bot-Api-Secret-Token"], body))
                status, answer = receiver.answers.pop(0) if receiver.answers else (200, b"")
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                """Tests are quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"

    async def hears(self, count):
        for _ in range(200):
            if len(self.heard) >= count:
                await asyncio.sleep(0.02)
                return [body for _, body in self.heard]
            await asyncio.sleep(0.01)
        raise AssertionError(f"heard only {self.heard}")


@pytest.fixture
def receiver():
    receiver = Receiver()
    thread = threading.Thread(target=receiver.server.serve_forever, args=(0.01,))
    thread.start()
    yield receiver
    receiver.server.shutdown()
    thread.join()
    receiver.server.server_close()


async def test_updates_are_posted_in_order_with_the_secret(world, ask, anna, receiver):
    Webhooks(world)
    anna.says("een")
    ask("setWebhook", url=receiver.url, secret_token="s3cret")
    anna.says("twee")
    heard = await receiver.hears(3)
    assert [update["message"]["text"] for update in heard] == ["/start", "een", "twee"]
    assert {secret for secret, _ in receiver.heard} == {"s3cret"}
    assert ask("getWebhookInfo")["pending_update_count"] == 0


async def test_an_update_is_posted_again_until_it_is_taken(world, ask, anna, receiver):
    Webhooks(world, pause=0.01)
    receiver.answers = [(500, b""), (404, b"")]
    ask("setWebhook", url=receiver.url)
    heard = await receiver.hears(3)
    assert len({update["update_id"] for update in heard}) == 1
    assert ask("getWebhookInfo")["last_error_message"] == "Wrong response from the webhook: 404"


async def test_an_unreachable_webhook_keeps_its_updates(world, ask, anna):
    Webhooks(world, pause=0.01)
    ask("setWebhook", url="http://127.0.0.1:1/hook")
    for _ in range(200):
        if "last_error_message" in ask("getWebhookInfo"):
            break
        await asyncio.sleep(0.01)
    assert ask("getWebhookInfo")["last_error_message"].startswith("Connection failed")
    ask("deleteWebhook")
    assert len(ask("getUpdates")) == 1
    await asyncio.sleep(0.05)


async def test_the_answer_may_call_a_method(world, ask, anna, receiver):
    Webhooks(world)
    answer = {"method": "sendMessage", "chat_id": anna.id, "text": "Hoi via de haak"}
    receiver.answers = [(200, json.dumps(answer).encode())]
    ask("setWebhook", url=receiver.url)
    await receiver.hears(1)
    assert anna.hears("Hoi via de haak")
