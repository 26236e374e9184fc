"""The weather on the way to Telegram: how often calls go wrong, and how often they did."""

from collections import Counter
from dataclasses import dataclass, field

from bot.simulator.faults import Faults

# What the harness promises: in a storm so many calls in a hundred go wrong like this.
STORM = {"too_many": 0.05, "server_error": 0.03, "cut_before": 0.02, "cut_after": 0.01, "hang": 0.005, "half": 0.005}
# Flood limits make everybody wait, as they should: in a breeze there are none, and a fifth of the rest.
BREEZE = {name: share / 5 for name, share in STORM.items() if name != "too_many"}
CALM: dict[str, float] = {}
# Fetching is one call for everybody: each time it fails all wait a second. In a breeze it fails this much less often.
FETCHING = "getUpdates"
SPARED = 0.1


@dataclass
class Weather(Faults):
    """Faults that can change, and are counted."""

    counts: Counter[str] = field(default_factory=Counter)
    calls: int = 0
    spares: bool = False

    def becomes(self, rates: dict[str, float]) -> None:
        """From now on it is like this."""
        for name in STORM:
            setattr(self, name, rates.get(name, 0.0))
        self.spares = rates is not STORM
        self.on = True

    def draw(self, method: str) -> str | None:
        """Which fault strikes this call, if any."""
        self.calls += 1
        if self.spares and method == FETCHING and self._random.random() > SPARED:
            return None
        struck = super().draw(method)
        if struck:
            self.counts[struck] += 1
        return struck
