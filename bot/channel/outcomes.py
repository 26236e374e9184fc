"""What an answer of the Bot API means for whoever made the call."""

from typing import Any, Literal, NamedTuple

from bot.language import jsontext

Verdict = Literal["sent", "blocked", "failed", "wait", "moved", "unsent", "unknown", "refused", "conflict"]

# A call that wanted what is so already, or what no longer matters, is done.
_NEEDLESS = ("message is not modified", "query is too old", "query id is invalid")
_UNAUTHORISED, _FORBIDDEN, _NOT_FOUND, _CONFLICT, _TOO_MANY = 401, 403, 404, 409, 429


class Answer(NamedTuple):
    """The outcome of one call.

    `sent`: done, with its `result`; `blocked`: this person cannot be reached any more; `failed`: refused, and would be
    again; `wait`: surely not done, to be tried again after `seconds`; `moved`: the chat is now `chat`; `unsent`: surely
    not done; `unknown`: it may have been done; `refused`: the token is not accepted; `conflict`: another one polls.
    """

    verdict: Verdict
    result: Any = None
    reason: str = ""
    seconds: float = 0.0
    chat: int | None = None


_PLAIN_YES = b'{"ok":true,"result":true}'
_DONE = Answer("sent", True)


def judge(status: int, payload: bytes) -> Answer:
    """The meaning of an HTTP status and body. Only a well-formed yes counts as sent."""
    if payload == _PLAIN_YES and status == 200:
        return _DONE
    try:
        body = jsontext.read(payload)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        return _unreadable(status)
    if status == 200 and body.get("ok") is True:
        return Answer("sent", body.get("result"))
    hints = body.get("parameters")
    return _refusal(status, str(body.get("description") or ""), hints if isinstance(hints, dict) else {})


def _refusal(status: int, reason: str, hints: dict[str, Any]) -> Answer:
    if status == _TOO_MANY:
        return Answer("wait", reason=reason, seconds=_seconds(hints.get("retry_after")))
    moved = hints.get("migrate_to_chat_id")
    if isinstance(moved, int):
        return Answer("moved", reason=reason, chat=moved)
    return Answer(_verdict(status, reason.lower()), reason=reason or f"status {status}")


def _verdict(status: int, reason: str) -> Verdict:
    if not 400 <= status < 500:
        return "unknown"
    if status in (_UNAUTHORISED, _NOT_FOUND):
        return "refused"
    if status == _CONFLICT:
        return "conflict"
    if status == _FORBIDDEN or "deactivated" in reason:
        return "blocked"
    return "sent" if any(phrase in reason for phrase in _NEEDLESS) else "failed"


def _unreadable(status: int) -> Answer:
    # Something between us and the Bot API spoke: a 4xx of a gateway did not pass the call on, anything else may have.
    if status == _TOO_MANY:
        return Answer("wait", reason="too many requests", seconds=_seconds(None))
    return Answer("failed" if 400 <= status < 500 else "unknown", reason=f"status {status} without a readable body")


def _seconds(value: object) -> float:
    return float(value) if isinstance(value, int | float) and value > 0 else 1.0
