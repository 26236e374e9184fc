"""The unkind post: updates that come twice, late, in another order or with other numbers, and some nonsense."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from random import Random

from bot.simulator.answers import Json
from bot.simulator.memory import Memory
from bot.simulator.rows import Bot, Pending, Press
from bot.simulator.updates import Queue
from tests.torture.fuzz import Fuzz

SOON = (0.01, 0.4)
LATER = (0.05, 3.0)


@dataclass(frozen=True)
class Post:
    """Probabilities for each update: that it comes twice, that a press is sent again with numbers of its own, that it
    is overtaken by what follows, and that a spoilt copy of it comes from a stranger.
    """

    twice: float = 0.05
    resent: float = 0.02
    overtaken: float = 0.02
    spoilt: float = 0.01


class Mail(Queue):
    """A queue of updates that knows whose updates wait. It misbehaves as `post` says; `counts` tells how often."""

    def __init__(self, memory: Memory, clock: Callable[[], float], post: Post, fuzz: Fuzz, chance: Random) -> None:
        super().__init__(memory, clock)
        self.post = post
        self.counts: Counter[str] = Counter()
        self.waits: Counter[int] = Counter()
        self.late = 0  # updates that are on their way still
        self._fuzz = fuzz
        self._chance = chance
        self._seen: deque[tuple[str, Json]] = deque(maxlen=100)
        self._whose: dict[int, int] = {}  # by the number of an update, the person who did it

    def add(self, bot: Bot, kind: str, payload: Json) -> None:
        """Deliver an update, now or soon, once or more often."""
        who = int(payload["from"]["id"])
        self.waits[who] += 1
        self._seen.append((kind, payload))
        if self._strikes("overtaken", self.post.overtaken):
            self._in(SOON, lambda: self._deliver(bot, kind, payload, who))
        else:
            self._deliver(bot, kind, payload, who)
        if kind == "callback_query" and self._strikes("resent", self.post.resent):
            self._in(LATER, lambda: super(Mail, self).add(bot, kind, self._pressed_again(bot, payload)))
        if self._strikes("spoilt", self.post.spoilt):
            self.counts["spoilt"] += 1
            super().add(bot, *self._fuzz.spoilt(kind, payload))

    def _deliver(self, bot: Bot, kind: str, payload: Json, who: int) -> None:
        self._whose[self._memory.counters[bot.id].update] = who
        super().add(bot, kind, payload)
        queue = self._memory.updates[bot.id]
        if not self._strikes("twice", self.post.twice) or not queue:
            return
        if self._chance.random() < 0.5:
            queue.append(Pending(bot.id, queue[-1].at, queue[-1].update))  # the same number again
        else:
            self._in(LATER, lambda: super(Mail, self).add(bot, kind, deepcopy(payload)))

    def _strikes(self, what: str, probability: float) -> bool:
        struck = self._chance.random() < probability
        self.counts[what] += struck
        return struck

    def _in(self, seconds: tuple[float, float], do: Callable[[], None]) -> None:
        def deliver() -> None:
            self.late -= 1
            do()

        self.late += 1
        asyncio.get_running_loop().call_later(self._chance.uniform(*seconds), deliver)

    def _pressed_again(self, bot: Bot, payload: Json) -> Json:
        """The press as a client sends it that lost its connection."""
        counters = self._memory.counters[bot.id]
        counters.ticket += 1
        press = Press(str(counters.ticket), bot.id, int(payload["from"]["id"]), self._clock())
        self._memory.presses[press.id] = press
        return {**payload, "id": press.id}

    def _forget(self, bot: Bot, count: int) -> None:
        queue = self._memory.updates[bot.id]
        for _ in range(count):
            who = self._whose.pop(queue.popleft().id, 0)
            self.waits[who] -= bool(who)

    def storm(self, bot: Bot, count: int) -> int:
        """Put so many spoilt updates in the queue at once; the number of the last one."""
        for _ in range(count):
            super().add(bot, *self._fuzz.spoilt(*self._chance.choice(self._seen)))
        self.counts["spoilt"] += count
        return self._memory.counters[bot.id].update - 1
