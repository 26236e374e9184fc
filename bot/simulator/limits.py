"""Flood limits: how many messages a bot may send in all and to one person, and how long it must wait."""

import math
from collections import deque
from dataclasses import dataclass, field

from bot.simulator.answers import Refused


@dataclass(slots=True)
class Window:
    """At most `most` events in any `seconds`."""

    most: int
    seconds: float = 1.0
    _times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until one more is welcome; 0 when it is now."""
        while self._times and now - self._times[0] >= self.seconds:
            self._times.popleft()
        return self._times[0] + self.seconds - now if len(self._times) >= self.most else 0.0

    def count(self, now: float) -> None:
        """One more happened."""
        self._times.append(now)


class Limits:
    """`total` messages a second in all, `chat` to one person in `chat_seconds`; None is no limit."""

    def __init__(self, total: int | None = None, chat: int | None = None, chat_seconds: float = 1.0) -> None:
        self._total, self._chat, self._chat_seconds = total, chat, chat_seconds
        self._windows: dict[tuple[int, object], Window] = {}

    @property
    def on(self) -> bool:
        """Whether anything is limited."""
        return self._total is not None or self._chat is not None

    def check(self, bot_id: int, chat_id: object, now: float) -> None:
        """Count one message, or refuse it with the whole seconds to wait."""
        windows = []
        if self._total is not None:
            windows.append(self._windows.setdefault((bot_id, None), Window(self._total)))
        if self._chat is not None:
            windows.append(self._windows.setdefault((bot_id, chat_id), Window(self._chat, self._chat_seconds)))
        wait = max((window.wait(now) for window in windows), default=0.0)
        if wait > 0:
            seconds = math.ceil(wait)
            raise Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        for window in windows:
            window.count(now)
