"""Pace: how much one person may say in a while, so that nobody's flood holds up the others.

A token bucket for each person: `burst` at once, and one more `every` so many seconds. What comes on top of that is
skipped: the person hears it once, and nothing of it is handled later either.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.dialogue import meters
from bot.dialogue.effects import Delivery, Show, Toast, Words
from bot.dialogue.events import Came, Commanded, Event, Gave, Pressed
from bot.language import _, translator
from bot.store import Books, Resident
from bot.store.ids import new_id

# Telegram takes one message a second to a person. Half of that leaves room for answers of two messages, so what waits
# for one person does not grow for ever; the burst is more than somebody with a long survey or an album needs.
BURST = 100
EVERY_SECONDS = 2.0
_PEOPLE, _EVENTS = 10_000, 5_000  # remembered at most

Verdict = Literal["go", "tell", "skip"]


@dataclass(slots=True)
class _Bucket:
    """What one person has left. Messages carry Telegram's time and presses ours: each has its own last moment."""

    left: float
    told: bool = False
    last: dict[bool, float] = field(default_factory=dict)


class Pace:
    """Judges events; the same event gets the same verdict when its batch is done again."""

    def __init__(self, burst: int = BURST, every: float = EVERY_SECONDS) -> None:
        self._burst = burst
        self._every = every
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()
        self._judged: OrderedDict[tuple[object, ...], Verdict] = OrderedDict()

    def verdict(self, event: Event, now: datetime) -> Verdict:
        """`go`, `tell` for the first one that is too much, `skip` for those that follow.

        A message counts at the moment it was sent: what waited while the bot was away is not too fast.
        """
        if isinstance(event, Came):
            return "go"
        key = _key(event)
        if (known := self._judged.get(key)) is not None:
            return known
        pressed = isinstance(event, Pressed)
        at = now.timestamp() if isinstance(event, Pressed) else event.at.timestamp()
        verdict = self._judged[key] = self._take(self._bucket(event.sender.chat), pressed, at)
        if len(self._judged) > _EVENTS:
            self._judged.popitem(last=False)
        return verdict

    def _bucket(self, chat: int) -> _Bucket:
        bucket = self._buckets.get(chat)
        if bucket is None:
            bucket = self._buckets[chat] = _Bucket(self._burst)
            if len(self._buckets) > _PEOPLE:
                self._buckets.popitem(last=False)
        else:
            self._buckets.move_to_end(chat)
        return bucket

    def _take(self, bucket: _Bucket, pressed: bool, at: float) -> Verdict:
        before = bucket.last.get(pressed, at)
        bucket.last[pressed] = max(at, before)
        bucket.left = min(self._burst, bucket.left + max(0.0, at - before) / self._every)
        if bucket.left >= self._burst / 2:
            bucket.told = False
        if bucket.left >= 1:
            bucket.left -= 1
            return "go"
        told, bucket.told = bucket.told, True
        return "skip" if told else "tell"


def skip(books: Books, resident: Resident, event: Event, *, tell: bool) -> Delivery | None:
    """Leave an event out for good, and say so when it is the first one."""
    meters.skipped.inc()
    if isinstance(event, Gave | Commanded) and not is_edited(event):
        resident = books.people.change(resident, skipped=max(event.message, resident.skipped or 0))
    if not tell:
        return None
    said = Show(Words(body=translator(resident.language)(_SLOWER)))
    effects = (Toast(event.query), said) if isinstance(event, Pressed) else (said,)
    return Delivery(new_id(), event.sender.chat, effects)


def was_skipped(resident: Resident, event: Gave | Commanded) -> bool:
    """Whether this message was left out before: Telegram can bring it again after a crash."""
    return resident.skipped is not None and event.message <= resident.skipped and not is_edited(event)


def is_edited(event: Gave | Commanded) -> bool:
    """Whether this is a change of a message that was sent before."""
    return isinstance(event, Gave) and event.edited


def _key(event: Gave | Commanded | Pressed) -> tuple[object, ...]:
    if isinstance(event, Pressed):
        return event.sender.chat, event.query
    return event.sender.chat, event.message, event.at if is_edited(event) else None


_SLOWER = _(
    "A little slower, please. I cannot keep up, so I leave out what comes now. Wait a minute, and then send it again."
)
