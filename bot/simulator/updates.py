"""The updates that wait for each bot: numbered, confirmed by offset, forgotten when they are old."""

from collections.abc import Callable

from bot.simulator.answers import Json
from bot.simulator.memory import Memory
from bot.simulator.rows import Bot, Pending

UPDATE_SECONDS = 24 * 3600
PRESS_SECONDS = 150
FAR_AHEAD = 10

Bell = Callable[[Bot], None]


class Queue:
    """Updates per bot in the order they came; whoever waits for them is told by `on_update`."""

    def __init__(self, memory: Memory, clock: Callable[[], float]) -> None:
        self._memory = memory
        self._clock = clock
        self._bells: list[Bell] = []

    def on_update(self, bell: Bell) -> None:
        """Call `bell(bot)` whenever an update has come in for a bot."""
        self._bells.append(bell)

    def ring(self, bot: Bot) -> None:
        """Tell those who wait to look."""
        for bell in self._bells:
            bell(bot)

    def add(self, bot: Bot, kind: str, payload: Json) -> None:
        """One more update, unless the bot asked not to hear this kind."""
        if bot.allowed_updates and kind not in bot.allowed_updates:
            return
        counters = self._memory.counters[bot.id]
        pending = Pending(bot.id, self._clock(), {"update_id": counters.update, kind: payload})
        counters.update += 1
        self._memory.save(counters)
        self._memory.updates[bot.id].append(pending)
        self._memory.save(pending)
        self.ring(bot)

    def jump(self, bot: Bot, update_id: int) -> None:
        """Number the next update so, as Telegram does after a quiet week (up or down)."""
        self._memory.counters[bot.id].update = update_id
        self._memory.save(self._memory.counters[bot.id])

    def confirm(self, bot: Bot, offset: int) -> None:
        """Forget every update below the offset, or all but the newest -offset when it is negative.

        An offset far beyond the newest id says nothing: the numbering must have jumped down.
        """
        queue = self._memory.updates[bot.id]
        if offset < 0:
            self._forget(bot, max(0, len(queue) + offset))
        elif offset <= self._memory.counters[bot.id].update + FAR_AHEAD:
            while queue and queue[0].id < offset:
                self._forget(bot, 1)

    def waiting(self, bot: Bot, most: int) -> list[Pending]:
        """At most so many updates that are not too old: a day, and 150 seconds for a press."""
        queue = self._memory.updates[bot.id]
        if not queue:
            return []
        now = self._clock()
        if now - queue[0].at > PRESS_SECONDS:
            self._forget_old(bot, now)
        return [pending for _, pending in zip(range(most), queue, strict=False)]

    def clear(self, bot: Bot) -> None:
        """Forget all that wait."""
        self._forget(bot, len(self._memory.updates[bot.id]))

    def drop(self, bot: Bot, pending: Pending) -> None:
        """Forget one update, if that has not happened already."""
        if pending in self._memory.updates[bot.id]:
            self._memory.updates[bot.id].remove(pending)
            self._memory.keep.drop(pending)

    def _forget(self, bot: Bot, count: int) -> None:
        for _ in range(count):
            self._memory.keep.drop(self._memory.updates[bot.id].popleft())

    def _forget_old(self, bot: Bot, now: float) -> None:
        for pending in list(self._memory.updates[bot.id]):
            life = PRESS_SECONDS if "callback_query" in pending.update else UPDATE_SECONDS
            if now - pending.at > life:
                self.drop(bot, pending)
