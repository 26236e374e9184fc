"""What the simulated Bot API answers: a reply, or a refusal that becomes one."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """One file in a multipart request."""

    name: str
    content: bytes
    type: str = "application/octet-stream"


@dataclass(slots=True)
class Reply:
    """HTTP status and JSON body; `mishap` says how the transport must spoil it ("cut", "hang" or "half")."""

    status: int
    body: Json
    mishap: str | None = None


class Refused(Exception):
    """The Bot API says no: a status, Telegram's own words and, for floods, `retry_after` in seconds."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def reply(self) -> Reply:
        """The refusal as the Bot API words it."""
        body: Json = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return Reply(self.status, body)


def bad(description: str) -> Refused:
    """A 400 in Telegram's words, without their prefix."""
    return Refused(400, f"Bad Request: {description}")


def granted(result: Any) -> Reply:
    """A call that succeeded."""
    return Reply(200, {"ok": True, "result": result})
