import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.channel.outbox import Outbox
from bot.web.webhook import LARGEST_UPDATE, SECRET_HEADER, webhook_route

SECRET = "s3cret"


def update(number: int, person: int = 5) -> dict[str, Any]:
    someone, chat = {"id": person, "first_name": "Anna"}, {"id": person, "type": "private"}
    message = {"message_id": number, "date": 1_760_000_000, "from": someone, "chat": chat, "text": f"{number}"}
    return {"update_id": number, "message": message}


Bring = Callable[..., Any]


@pytest.fixture
async def outbox(telegram: Any, desk: Any) -> Outbox:
    telegram.seconds = 0
    return Outbox(telegram, desk)


@pytest.fixture
async def bring(desk: Any, outbox: Outbox) -> Bring:
    """Brings an update as Telegram does; gives the status."""
    app = httpx.ASGITransport(Starlette(routes=[webhook_route("/telegram", SECRET, desk, outbox, lambda: True)]))

    async def post(body: Any, secret: str = SECRET) -> int:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with httpx.AsyncClient(transport=app, base_url="http://bot") as client:
            answer = await client.post("/telegram", content=content, headers={SECRET_HEADER: secret})
        return answer.status_code

    return post


async def test_an_update_is_taken_and_answered(
    bring: Bring, desk: Any, telegram: Any, outbox: Outbox, says: Bring
) -> None:
    desk.replies = [says(1, 5, "dag")]
    assert await bring(update(1)) == 200
    await outbox.drain()
    assert telegram.texts(5) == ["dag"]
    assert desk.outcomes() == {1: "sent"}


async def test_updates_that_come_together_are_taken_together_and_in_order(bring: Bring, desk: Any) -> None:
    assert await asyncio.gather(*(bring(update(number)) for number in range(20))) == [200] * 20
    assert [event.message for batch in desk.batches for event in batch] == list(range(20))
    assert len(desk.batches) < 10


async def test_what_could_not_be_committed_is_brought_again(bring: Bring, desk: Any) -> None:
    desk.troubles = [OSError("disk full")]
    assert await bring(update(1)) == 500
    assert await bring(update(1)) == 200
    assert len(desk.batches) == 1


@pytest.mark.parametrize("secret", ["", "S3cret", "s3cret ", "é"])
async def test_a_stranger_is_turned_away(bring: Bring, desk: Any, secret: str) -> None:
    assert await bring(update(1), secret.encode("latin-1")) == 403
    assert desk.batches == []


@pytest.mark.parametrize("body", [b"", b"{", b"\x00\xff", b"[" * 100_000, b'{"message":{}}', b'{"message":5}', b"[]"])
async def test_what_cannot_be_read_is_set_aside_and_not_brought_again(bring: Bring, desk: Any, body: bytes) -> None:
    assert await bring(body) == 200
    assert len(desk.aside) == (0 if body == b'{"message":{}}' else 1)
    assert all("\0" not in raw for raw, _ in desk.aside)


async def test_too_large_a_body_is_refused(bring: Bring, desk: Any) -> None:
    assert await bring(b" " * (LARGEST_UPDATE + 1)) == 413
    assert desk.aside == []


async def test_what_is_not_for_us_is_confirmed(bring: Bring, desk: Any) -> None:
    assert await bring({"update_id": 1, "poll": {}}) == 200
    assert (desk.batches, desk.aside) == ([], [])


async def test_there_is_no_webhook_without_a_secret(desk: Any, outbox: Outbox) -> None:
    with pytest.raises(ValueError, match="secret"):
        webhook_route("/telegram", "", desk, outbox, lambda: True)


async def test_who_stands_by_takes_nothing(desk: Any, outbox: Outbox) -> None:
    app = httpx.ASGITransport(Starlette(routes=[webhook_route("/telegram", SECRET, desk, outbox, lambda: False)]))
    async with httpx.AsyncClient(transport=app, base_url="http://bot") as client:
        answer = await client.post("/telegram", json=update(1), headers={SECRET_HEADER: SECRET})
    assert (answer.status_code, desk.batches) == (503, [])
