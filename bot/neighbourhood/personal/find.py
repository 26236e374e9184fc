"""Finding personal data in a text, and leaving it out."""

from collections.abc import Iterable, Iterator

from bot.language import Joined, Text, _
from bot.neighbourhood.personal.addresses import addresses
from bot.neighbourhood.personal.found import KIND_NAMES, Found, Kind
from bot.neighbourhood.personal.names import names
from bot.neighbourhood.personal.numbers import bank_accounts, births, citizen_numbers, email_addresses, phone_numbers
from bot.neighbourhood.personal.plates import plates

_FINDERS = (email_addresses, bank_accounts, births, phone_numbers, addresses, citizen_numbers, plates, names)
_URGENCY = {kind: place for place, kind in enumerate(Kind)}


def find(text: str) -> tuple[Found, ...]:
    """The personal data in a text, in order and without overlap. Its time grows in step with the length of the text."""
    every = [found for finder in _FINDERS for found in finder(text)]
    kept: list[Found] = []
    taken = bytearray(len(text))
    for found in sorted(every, key=lambda found: (_URGENCY[found.kind], found.start, -found.end)):
        if not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            kept.append(found)
    return tuple(sorted(kept, key=lambda found: found.start))


def without(text: str, found: Iterable[Found]) -> Text:
    """The text with what was found replaced by what it is, such as `[phone number]`, in the language of the reader.

    `found` is a choice from what `find` gave for this text.
    """
    return Joined(tuple(_pieces(text, sorted(found, key=lambda one: one.start))), "")


def _pieces(text: str, found: Iterable[Found]) -> Iterator[Text]:
    place = 0
    for one in found:
        yield text[place : one.start]
        # Translators: stands in the place of words that were left out, such as [phone number]
        yield _("[{what}]", what=KIND_NAMES[one.kind])
        place = one.end
    yield text[place:]
