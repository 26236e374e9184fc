"""Seats: who has one, who waits, and to whom one that comes free is offered. The same rules hold for a table.

First come, first served. A seat that is offered is held for a time, and counts as taken. In the last day there is no
time for that: whoever waits hears of a free seat at once, and the first who taps has it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

HELD, WAITING, OFFERED, LAPSED = "held", "waiting", "offered", "lapsed"
OFFER_HOLDS = timedelta(hours=24)
SHORTEST_OFFER = timedelta(hours=2)
LAST_ROUND = timedelta(hours=24)  # before the start


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody claims: `party` seats, since when, and until when an offer to them holds.

    `reachable` tells whether an offer would reach them: who stopped or blocked the bot keeps their place, unasked.
    """

    who: int
    party: int
    state: str
    since: datetime
    until: datetime | None = None
    reachable: bool = True


def taken(claims: Iterable[Claim]) -> int:
    """The seats that are taken or on offer."""
    return sum(one.party for one in claims if one.state in (HELD, OFFERED))


def room(claims: Iterable[Claim], capacity: int | None) -> int | None:
    """The seats that are free; None when there is no limit."""
    return None if capacity is None else max(capacity - taken(claims), 0)


def admits(claims: Sequence[Claim], capacity: int | None, party: int, *, last_round: bool) -> bool:
    """Whether a party that comes now gets seats: they must be free, and nobody who waits can go before."""
    free = room(claims, capacity)
    if free is None:
        return True
    before = any(one.state == WAITING and one.reachable and one.party <= free for one in claims)
    return party <= free and (last_round or not before)


def is_last_round(starts: datetime, now: datetime) -> bool:
    """Whether there is no time left for offers that wait."""
    return now > starts - LAST_ROUND - SHORTEST_OFFER


def offer_until(starts: datetime, now: datetime) -> datetime:
    """Until when an offer made now holds."""
    return min(now + OFFER_HOLDS, starts - LAST_ROUND)


def lapsed(claims: Iterable[Claim], now: datetime) -> list[Claim]:
    """The offers whose time is over."""
    return [one for one in claims if one.state == OFFERED and one.until is not None and one.until <= now]


def to_offer(claims: Sequence[Claim], capacity: int | None) -> list[Claim]:
    """Whom the free seats are offered to now, in the order in which they came.

    A party that does not fit keeps its place, and does not keep others from the seats that are there.
    """
    free, found = room(claims, capacity), []
    for one in sorted(claims, key=lambda each: each.since):
        if one.state == WAITING and one.reachable and (free is None or one.party <= free):
            found.append(one)
            free = None if free is None else free - one.party
    return found


def to_call(claims: Sequence[Claim], capacity: int | None) -> list[Claim]:
    """Whom the last round calls: everybody who waits or let an offer pass, and would fit."""
    free = room(claims, capacity)
    waiting = [one for one in claims if one.state in (WAITING, LAPSED) and one.reachable]
    return [one for one in waiting if free is None or one.party <= free]
