"""The chat page as a browser asks for it: everything that people do there, over HTTP."""

import json
import socket
from http.client import HTTPConnection
from typing import Any

from tests.whole.house import PATIENCE_SECONDS, until

Json = dict[str, Any]


class Page:
    """The web side of a bot that runs on this machine."""

    def __init__(self, port: int) -> None:
        self.port = port

    def asks(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
        """The status and the content of one answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def gets(self, path: str) -> bytes:
        """The content at a path that must be there."""
        status, content = self.asks("GET", path)
        assert status == 200, (path, status, content)
        return content

    def does(self, path: str, **what: Any) -> Json:
        """Something that people do; it must be possible."""
        status, content = self.asks("POST", path, json.dumps(what).encode())
        assert status in (200, 201), (path, what, status, content)
        done: Json = json.loads(content)
        return done

    def newcomer(self, name: str) -> "Visitor":
        """Somebody new at the page."""
        return Visitor(self, self.does("/people", name=name)["id"])


class Visitor:
    """One person on the page. `taps` waits for the button, `finds` for a message."""

    def __init__(self, page: Page, number: int) -> None:
        self.page = page
        self.number = number

    @property
    def messages(self) -> list[Json]:
        """What is on the screen."""
        messages: list[Json] = json.loads(self.page.gets(f"/people/{self.number}/chat"))["messages"]
        return messages

    def starts(self, payload: str) -> None:
        """Follows a link."""
        self.page.does(f"/people/{self.number}/start", payload=payload)

    def says(self, text: str) -> None:
        """Sends words."""
        self.page.does(f"/people/{self.number}/say", text=text)

    def taps(self, *labels: str) -> None:
        """Presses the newest button with one of these labels, as soon as it is there."""
        spots = until(lambda: self._spots(labels), lambda: f"no button {labels}: {self.messages}")
        self.page.does(f"/people/{self.number}/tap", **spots[-1])

    def finds(self, *texts: str) -> Json:
        """The newest message of the bot with one of these texts in it, or with a document of this kind."""
        return until(lambda: self._with(texts), lambda: f"nobody said {texts}: {self.messages}")[-1]

    def _with(self, texts: tuple[str, ...]) -> list[Json]:
        said = [(str(one.get("text", "")) + one.get("document", {}).get("name", ""), one) for one in self.messages]
        return [one for words, one in said if one["from"] == "bot" and any(text in words for text in texts)]

    def _spots(self, labels: tuple[str, ...]) -> list[Json]:
        return [
            {"message_id": message["id"], "row": row, "column": column}
            for message in self.messages
            for row, buttons in enumerate(message.get("keyboard", []))
            for column, button in enumerate(buttons)
            if button["text"] in labels
        ]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])
