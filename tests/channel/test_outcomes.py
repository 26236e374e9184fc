import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channel.outcomes import judge


def refusal(status: int, description: str = "", **parameters: Any) -> Any:
    body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    return judge(status, json.dumps(body).encode())


def test_a_yes_brings_its_result() -> None:
    assert judge(200, b'{"ok":true,"result":{"message_id":3}}')[:2] == ("sent", {"message_id": 3})


@pytest.mark.parametrize(
    ("status", "description", "verdict"),
    [
        (403, "Forbidden: bot was blocked by the user", "blocked"),
        (403, "Forbidden: user is deactivated", "blocked"),
        (403, "Forbidden: bot can't initiate conversation with a user", "blocked"),
        (400, "Bad Request: INPUT_USER_DEACTIVATED", "blocked"),
        (400, "Bad Request: message is not modified: the same", "sent"),
        (400, "Bad Request: query is too old and response timeout expired or query ID is invalid", "sent"),
        (400, "Bad Request: message to edit not found", "failed"),
        (400, "Bad Request: chat not found", "failed"),
        (413, "Request Entity Too Large", "failed"),
        (401, "Unauthorized", "refused"),
        (404, "Not Found", "refused"),
        (409, "Conflict: terminated by other getUpdates request", "conflict"),
        (500, "Internal Server Error", "unknown"),
        (502, "Bad Gateway", "unknown"),
        (504, "Gateway Timeout", "unknown"),
    ],
)
def test_a_refusal_means(status: int, description: str, verdict: str) -> None:
    assert refusal(status, description).verdict == verdict


def test_too_many_says_how_long() -> None:
    assert refusal(429, "Too Many Requests: retry after 7", retry_after=7)[3] == 7
    assert refusal(429, "Too Many Requests")[3] == 1


def test_a_chat_that_moved_says_where() -> None:
    answer = refusal(400, "group chat was upgraded", migrate_to_chat_id=-1005)
    assert (answer.verdict, answer.chat) == ("moved", -1005)


@pytest.mark.parametrize(
    ("status", "verdict"), [(200, "unknown"), (403, "failed"), (429, "wait"), (502, "unknown"), (301, "unknown")]
)
def test_what_a_gateway_says_proves_little(status: int, verdict: str) -> None:
    assert judge(status, b"<html>nginx</html>").verdict == verdict


@given(st.integers(100, 599), st.one_of(st.binary(max_size=40), st.sampled_from([b"{}", b"[]", b'{"ok":1}'])))
def test_only_a_well_formed_yes_is_one(status: int, payload: bytes) -> None:
    assert judge(status, payload).verdict != "sent"
