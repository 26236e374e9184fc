"""Ideas: a wish, worry or plan in a resident's own words."""

from dataclasses import dataclass
from datetime import datetime

CHANNELS = ("chat", "paper", "door", "meeting")
RECEIVED = "received"
LONGEST = 1000  # characters
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Idea:
    """What someone handed in. `name` is empty when they would rather not be named; a place can be missing."""

    id: int
    neighbourhood_id: int
    channel: str
    theme: str
    text: str
    name: str
    latitude: float | None
    longitude: float | None
    address: str
    photos: int
    state: str
    created: datetime
    flags: str = ""  # what a facilitator has to look at before others see it
