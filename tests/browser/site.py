"""The bot's side of the running simulator: it speaks HTTP, as a bot does."""

import json
import time
import urllib.request
from typing import Any

from bot.simulator import TOKEN

PATIENCE_SECONDS = 10


class Site:
    """A running simulator at an address."""

    def __init__(self, address: str) -> None:
        self.address = address

    def call(self, method: str, **params: Any) -> Any:
        """The result of one Bot API call."""
        body, headers = json.dumps(params).encode(), {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.address}/bot{TOKEN}/{method}", body, headers)  # noqa: S310
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310 - always this simulator
            return json.load(answer)["result"]

    def faults(self) -> Any:
        """How the simulator misbehaves."""
        with urllib.request.urlopen(f"{self.address}/faults", timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
            return json.load(answer)

    def update(self, kind: str) -> Any:
        """The next update of this kind; earlier ones are confirmed and forgotten."""
        offset, end = 0, time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            for update in self.call("getUpdates", offset=offset, timeout=1, limit=1):
                offset = update["update_id"] + 1
                if kind in update:
                    self.call("getUpdates", offset=offset, limit=1)
                    return update[kind]
        raise AssertionError(f"no {kind} came")
