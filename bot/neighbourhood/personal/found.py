"""What can be found in a text about a person."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.language import Text, _


class Kind(StrEnum):
    """The sorts of personal data. Where two overlap, the first one here counts."""

    EMAIL = "email"
    IBAN = "iban"
    BIRTH = "birth"
    PHONE = "phone"
    ADDRESS = "address"
    BSN = "bsn"
    PLATE = "plate"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of personal data: `text` stands from `start` up to `end` of the text, counted in characters."""

    kind: Kind
    start: int
    end: int
    text: str


KIND_NAMES: dict[Kind, Text] = {
    Kind.EMAIL: _("email address"),
    Kind.IBAN: _("bank account number"),
    Kind.BIRTH: _("date of birth"),
    Kind.PHONE: _("phone number"),
    Kind.ADDRESS: _("address"),
    Kind.BSN: _("citizen service number (BSN)"),
    Kind.PLATE: _("licence plate"),
    Kind.NAME: _("name"),
}


def part(kind: Kind, match: re.Match[str], group: str | int = 0) -> Found:
    """What a pattern found, or one group of it."""
    return Found(kind, match.start(group), match.end(group), match[group])


def before(text: str, place: int, length: int = 40) -> str:
    """The words just before a place in the text, in small letters."""
    return text[max(0, place - length) : place].lower()
