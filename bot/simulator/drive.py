"""Residents who press the first button as soon as there is one: a load for benchmarks."""

import asyncio
import time
from dataclasses import dataclass, field

from bot.simulator.people import Person
from bot.simulator.reading import inline
from bot.simulator.rows import Chat, Message
from bot.simulator.world import World


@dataclass
class Driver:
    """Starts `count` people with a payload; each goes on until a message without buttons comes, `rounds` times."""

    world: World
    count: int
    payload: str = ""
    rounds: int = 1
    waits: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._people = {person.id: person for person in (Person(self.world, f"P{n}") for n in range(self.count))}
        self._left = dict.fromkeys(self._people, self.rounds)
        self._since: dict[int, float] = {}
        self._began = self._ended = 0.0
        self.done = asyncio.Event()

    def start(self) -> None:
        """Everybody presses START."""
        self._began = time.perf_counter()
        self.world.on_bot_action(self._hear)
        for user_id in self._people:
            self._go(user_id)

    def summary(self) -> dict[str, float]:
        """Updates, updates per second, and how long people waited for the next screen in milliseconds."""
        ordered = sorted(self.waits) or [0.0]
        seconds = (self._ended or time.perf_counter()) - self._began
        return {
            "updates": len(self.waits),
            "seconds": round(seconds, 3),
            "per_second": round(len(self.waits) / seconds, 1),
            "median_ms": round(1000 * ordered[len(ordered) // 2], 2),
            "p99_ms": round(1000 * ordered[int(len(ordered) * 0.99)], 2),
        }

    def _hear(self, chat: Chat, action: str, message: Message | None) -> None:
        if message is None or action not in ("send", "edit") or chat.user_id not in self._since:
            return
        self.waits.append(time.perf_counter() - self._since.pop(chat.user_id))
        asyncio.get_running_loop().call_soon(self._react, chat.user_id, message)

    def _react(self, user_id: int, message: Message) -> None:
        self._since[user_id] = time.perf_counter()
        if inline(message):
            self._people[user_id].phone.tap(message.id, 0, 0)
        else:
            del self._since[user_id]
            self._finish(user_id)

    def _finish(self, user_id: int) -> None:
        self._left[user_id] -= 1
        if self._left[user_id] > 0:
            self._go(user_id)
        elif not any(self._left.values()):
            self._ended = time.perf_counter()
            self.done.set()

    def _go(self, user_id: int) -> None:
        self._since[user_id] = time.perf_counter()
        self._people[user_id].phone.start(self.payload)
