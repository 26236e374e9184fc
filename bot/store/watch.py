"""Watching instances: who gives no sign of life any more is gone. What counts is how long, never the time of day."""

import time
from collections.abc import Sequence

from bot.store.instances import Instance

BEAT_SECONDS = 1.0
# So long after the beginning of its last beat an instance may send. It is shorter than what others wait, for certain.
HOLD_SECONDS = 3.0
GONE_SECONDS = 4.5
_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def steady() -> float:
    """Seconds that no change of the time of day touches, and that go on while the machine sleeps."""
    return time.clock_gettime(_STEADY)


class Watch:
    """Looks again and again; an instance is gone when its process is, or when its beat stood still long enough."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[int, float]] = {}

    def gone(self, found: Sequence[Instance], began: float) -> list[Instance]:
        """Those that are gone, of all that a look which `began` at this steady moment has found."""
        known, self._seen = self._seen, {}
        for one in found:
            beat, since = known.get(one.id, (-1, 0.0))
            self._seen[one.id] = (one.beat, since if beat == one.beat else steady())
        return [one for one in found if began - self._seen[one.id][1] > GONE_SECONDS or one.is_gone]

    def moved(self, found: Sequence[Instance]) -> list[Instance]:
        """Those that gave a sign of life since the last look."""
        return [one for one in found if self._seen.get(one.id, (one.beat, 0.0))[0] != one.beat]
