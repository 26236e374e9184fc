"""Residents who press the first button as soon as there is one: a load for benchmarks."""

import asyncio
import time
from dataclasses import dataclass, field

from bot.simulator.people import Person
from bot.simulator.reading import inline
from bot.simulator.rows import Chat, Message
from bot.simulator.world import World

FLOOD = "Hier staat van alles over de buurt en over wie er woont. " * 50


@dataclass
class Driver:
    """Keeps `count` people busy: who is done makes room for somebody new, until `rounds` times that many were there.

    Each starts with the payload, waits for the first buttons, and presses until what follows has no buttons.
    """

    world: World
    count: int
    payload: str = ""
    rounds: int = 1
    waits: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        names = (f"P{number}" for number in range(self.count * self.rounds))
        self._coming = iter([Person(self.world, name) for name in names])
        self._people: dict[int, Person] = {}
        self._tapped: dict[int, Message] = {}
        self._words: dict[int, object] = {}
        self._since: dict[int, float] = {}
        self._began = self._ended = self._cpu = 0.0
        self.done = asyncio.Event()

    def start(self) -> None:
        """The first people press START."""
        self._began, self._cpu = time.perf_counter(), time.process_time()
        self.world.on_bot_action(self._hear)
        for _ in range(self.count):
            self._next()

    async def flood(self, per_second: int) -> None:
        """One more person says so much a second, long texts and commands, until everybody else is done."""
        person, number = Person(self.world, "Flood"), 0
        while not self.done.is_set():
            person.says("/idea" if number % 10 == 0 else f"{number} {FLOOD}")
            number += 1
            await asyncio.sleep(1 / per_second)

    def summary(self) -> dict[str, float]:
        """Updates, updates per second, how long people waited for the next screen in milliseconds; `cpu` is the
        simulator's own processor time in seconds.
        """
        ordered = sorted(self.waits) or [0.0]
        seconds = (self._ended or time.perf_counter()) - self._began
        return {
            "updates": len(self.waits),
            "seconds": round(seconds, 3),
            "cpu": round(time.process_time() - self._cpu, 3),
            "per_second": round(len(self.waits) / seconds, 1),
            "median_ms": round(1000 * ordered[len(ordered) // 2], 2),
            "p99_ms": round(1000 * ordered[int(len(ordered) * 0.99)], 2),
        }

    def _hear(self, chat: Chat, action: str, message: Message | None) -> None:
        if message is None or action not in ("send", "edit") or chat.user_id not in self._since:
            return
        if inline(message) or self._is_an_end(chat.user_id, message):
            self.waits.append(time.perf_counter() - self._since.pop(chat.user_id))
            asyncio.get_running_loop().call_soon(self._react, chat.user_id, message)

    def _is_an_end(self, user_id: int, message: Message) -> bool:
        """Whether a message without buttons is what follows a press: not a title, nor a keyboard merely taken away."""
        tapped = self._tapped.get(user_id)
        return tapped is not None and (message is not tapped or message.body.get("text") != self._words[user_id])

    def _react(self, user_id: int, message: Message) -> None:
        if not inline(message):
            del self._people[user_id], self._tapped[user_id], self._words[user_id]
            self._next()
            return
        self._tapped[user_id], self._words[user_id] = message, message.body.get("text")
        self._since[user_id] = time.perf_counter()
        self._people[user_id].phone.tap(message.id, 0, 0)

    def _next(self) -> None:
        person = next(self._coming, None)
        if person is not None:
            self._people[person.id] = person
            self._since[person.id] = time.perf_counter()
            person.phone.start(self.payload)
        elif not self._people:
            self._ended = time.perf_counter()
            self.done.set()
