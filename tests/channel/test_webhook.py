import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.channel.fairness import EACH
from bot.channel.outbox import Outbox
from bot.web import webhook
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

    async def post(body: Any, secret: str | bytes = SECRET, method: str = "POST", **headers: str) -> int:
        content = json.dumps(body).encode() if isinstance(body, dict | list) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {SECRET_HEADER: secret, "content-type": "application/json", **named}
        async with httpx.AsyncClient(transport=app, base_url="http://bot") as client:
            answer = await client.request(method, "/telegram", content=content, headers=sent)
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


async def in_pieces(size: int, seconds: float = 0.0) -> AsyncIterator[bytes]:
    for _ in range(size):
        await asyncio.sleep(seconds)
        yield b" " * 4096


async def test_a_size_that_was_not_claimed_or_was_lied_about_is_refused(bring: Bring, desk: Any) -> None:
    assert await bring(in_pieces(LARGEST_UPDATE // 4096 + 1)) == 413
    assert await bring(b"{}", content_length=str(LARGEST_UPDATE + 1)) == 413
    assert await bring(b"{}", content_length="9" * 100) == 413
    assert await bring(b"{}", content_length="-1") == 413
    assert (desk.batches, desk.aside) == ([], [])


async def test_who_sends_a_body_drop_by_drop_is_not_waited_for(
    bring: Bring, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "BODY_SECONDS", 0.05)
    assert await bring(in_pieces(100, 0.01)) == 408
    assert await bring(update(1)) == 200
    assert (len(desk.batches), desk.aside) == (1, [])


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
async def test_what_does_not_say_that_it_is_json_is_refused(bring: Bring, desk: Any, kind: str) -> None:
    assert await bring(update(1), content_type=kind) == 415
    assert await bring(update(1), content_type="Application/JSON; charset=utf-8") == 200
    assert len(desk.batches) == 1


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
async def test_updates_are_only_posted(bring: Bring, desk: Any, method: str) -> None:
    assert await bring(update(1), method=method) == 405
    assert desk.batches == []


async def test_who_brings_a_lot_at_once_does_not_hold_up_the_others(bring: Bring, desk: Any) -> None:
    flood = [bring(update(number)) for number in range(50)]
    assert await asyncio.gather(*flood, bring(update(1, person=6))) == [200] * 51
    with_other = next(batch for batch in desk.batches if any(event.sender.person == 6 for event in batch))
    assert sum(event.sender.person == 5 for event in with_other) <= EACH
    assert [event.message for batch in desk.batches for event in batch if event.sender.person == 5] == list(range(50))


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
