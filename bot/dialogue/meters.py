"""What can be counted at `/metrics`: numbers only, never a word that somebody said."""

from functools import cache

from prometheus_client import Counter

events = Counter("wijkbot_events_total", "Events that were handled, by kind.", ["kind"])
failures = Counter("wijkbot_failed_turns_total", "Turns that failed and were set aside.")
unreadable = Counter("wijkbot_unreadable_updates_total", "Updates that could not be read and were set aside.")
deliveries = Counter("wijkbot_deliveries_total", "Deliveries, by what became of them.", ["outcome"])


@cache
def of_event(kind: str) -> Counter:
    """The counter of events of this kind; looking it up by its label takes longer than counting."""
    return events.labels(kind)


@cache
def of_delivery(outcome: str) -> Counter:
    """The counter of deliveries with this outcome."""
    return deliveries.labels(outcome)
