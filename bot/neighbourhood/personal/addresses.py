"""Where someone lives. A street and number alone are a place like any other: a shop, a hole in the road."""

import re
from collections.abc import Iterator

from bot.neighbourhood.personal.found import Found, Kind, before, part

_NUMBER = r"\d{1,5}(?:[ -]?[A-Za-z](?![A-Za-z])|-\d{1,3})?"
_STREET = (
    r"(?<!\w)[A-Z][\w'’.-]{0,40}"
    r"(?:straat|laan|weg|plein|kade|gracht|singel|dreef|plantsoen|steeg|pad|hof|dijk|wal|park|markt|street|road|straße|strasse)"
)
_STREET_NUMBER = re.compile(rf"{_STREET} (?:nr\.? ?|nummer )?{_NUMBER}(?!\w)")
_POSTCODE = re.compile(r"(?<![\w.,-])(?P<digits>[1-9]\d{3})(?P<gap> ?)(?P<letters>[A-Za-z]{2})(?!\w)")
_HOUSE_AFTER = re.compile(rf"[ ,]{{1,2}}(?:nr\.? ?|huisnummer |nummer )?{_NUMBER}(?!\w)")
_HOUSE_BEFORE = re.compile(rf"(?:{_STREET} )?{_NUMBER}[ ,]{{1,2}}$")
_NAMED_POSTCODE = re.compile(r"postcode[ :]{0,3}$")
_LIVING = re.compile(
    r"\b(?:woon|woont|wonen|woonde|woonden|thuis|adres|huis|bewoner|lives?|living|address|wohne|wohnt)\b"
)
_DOOR = re.compile(
    rf"(?<!\w)(?:van|bij|naast|tegenover|op|onder|boven) (?P<house>(?:huisnummer|nummer|nr\.?) ?{_NUMBER})(?!\w)",
    re.IGNORECASE,
)
# A number on a list is no house unless someone is said to live there.
_LISTED = 9
# Years followed by a small word look like a postcode.
_SMALL_WORDS = frozenset(
    "aa al as be bv da de du eh en er ga ha he hè ho is ik in ja je km ma me mm na ne nu of oh om op pa re te to tv uw"
    " we wo ze zo at by if it no on or so us up am pm".split()
)
_NEVER_LETTERS = frozenset({"SA", "SD", "SS"})


def addresses(text: str) -> Iterator[Found]:
    """Postcodes with a house number, streets with a number where someone is said to live, and doors by their number."""
    for match in _POSTCODE.finditer(text):
        if _is_postcode(text, match):
            yield from _with_house(text, match)
    for match in _STREET_NUMBER.finditer(text):
        if _someone_lives(text, match):
            yield part(Kind.ADDRESS, match)
    for match in _DOOR.finditer(text):
        number = int("".join(filter(str.isdecimal, match["house"])) or 0)
        if number > _LISTED or _someone_lives(text, match) or match[0].lower().startswith(("van", "bij", "naast")):
            yield part(Kind.ADDRESS, match, "house")


def _is_postcode(text: str, match: re.Match[str]) -> bool:
    letters = match["letters"]
    if letters.upper() in _NEVER_LETTERS:
        return False
    return letters.isupper() or letters.lower() not in _SMALL_WORDS


def _with_house(text: str, match: re.Match[str]) -> Iterator[Found]:
    """The postcode together with the house beside it. A postcode alone is some twenty houses, so it has to be named."""
    start, end = match.span()
    if house := _HOUSE_BEFORE.search(text[max(0, start - 60) : start]):
        start -= house.end() - house.start()
    elif house := _HOUSE_AFTER.match(text, end):
        end = house.end()
    elif not _NAMED_POSTCODE.search(before(text, start)):
        return
    yield Found(Kind.ADDRESS, start, end, text[start:end])


def _someone_lives(text: str, match: re.Match[str]) -> bool:
    after = re.split(r"[.!?\n]", text[match.end() : match.end() + 20].lower())[0]
    return bool(_LIVING.search(re.split(r"[.!?\n]", before(text, match.start()))[-1]) or _LIVING.search(after))
