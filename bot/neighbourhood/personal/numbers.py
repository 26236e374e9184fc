"""Numbers and addresses of the wire: e-mail, bank account, date of birth, phone, citizen service number.

Every repetition in a pattern has an upper bound, so no text takes long.
"""

import re
from collections.abc import Iterator

from bot.neighbourhood.personal.found import Found, Kind, before, part

_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64} ?(?:@|\(at\)|\[at\]) ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}", re.IGNORECASE
)

_IBAN = re.compile(r"(?<!\w)[a-z]{2}\d{2}(?:[ .-]?[a-z0-9]){11,30}", re.IGNORECASE)
_IBAN_LENGTHS = {
    length[:2]: int(length[2:])
    for length in (
        "NL18 BE16 DE22 TR26 PL28 UA29 MA28 FR27 GB22 IE22 ES24 IT27 PT25 AT20 CH21 LU20 DK18 SE24 NO15 FI18 RO24 BG22"
        " HU28 CZ24 SK24 GR27 HR21 LT20 LV21 EE20 SI19 CY28 MT31"
    ).split()
}

_DIGITS = r"(?:[ .\-/]{0,2}\d)"
_DUTCH = rf"(?:(?:\+|00)31|\(0\d{{1,3}}\)|0)[ .\-/]{{0,2}}(?:\(0\))?{_DIGITS}{{6,9}}"
_FOREIGN = rf"(?:\+|00)[1-9]{_DIGITS}{{7,13}}"
_PHONE = re.compile(rf"(?<![\w+])(?:{_DUTCH}|{_FOREIGN})(?!\w)")
_DATE = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}")

_BSN = re.compile(r"(?<![\w€.,+-])\d(?:[ .-]?\d){7,8}(?![\w])")
_BSN_NAMED = re.compile(r"\b(?:bsn|burgerservice\w{0,8}|sofi\w{0,10}|persoonsnummer)\b")

_MONTH = (
    r"(?:jan|feb|maa|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec"
    r"|ocak|şub|nis|haz|tem|ağu|eyl|eki|kas|ara)\w{0,8}"
)
_BORN = (
    r"(?:geboren|geb\.|geb|geboortedatum|geboortedag|geb\.datum|born|dob|birthday|date of birth"
    r"|geburtsdatum|doğum tarihi)"
)
_BIRTH = re.compile(
    rf"\b{_BORN}[ :=]{{0,3}}(?:(?:is|op|on|am|was|in)[ :]{{1,2}}){{0,2}}"
    rf"(?P<date>\d{{1,2}}(?: ?[-/. ] ?\d{{1,2}} ?[-/. ] ?|\.? {_MONTH}\.? )'?(?:\d{{4}}|\d{{2}})(?!\d))",
    re.IGNORECASE,
)


def email_addresses(text: str) -> Iterator[Found]:
    """Addresses of e-mail, also with `(at)` for the sign."""
    return (part(Kind.EMAIL, match) for match in _EMAIL.finditer(text))


def bank_accounts(text: str) -> Iterator[Found]:
    """IBANs of the countries residents come from, of the right length and with right check digits (ISO 13616)."""
    for match in _IBAN.finditer(text):
        end = _iban_end(match)
        if end and _mod_97(text[match.start() : end]) == 1:
            yield Found(Kind.IBAN, match.start(), end, text[match.start() : end])


def phone_numbers(text: str) -> Iterator[Found]:
    """Dutch numbers of ten digits, and numbers abroad with their country; not the free and paid numbers of services."""
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
        if not _DATE.match(match[0]) and (_abroad(match[0], digits) or _dutch(digits)):
            yield part(Kind.PHONE, match)


def citizen_numbers(text: str) -> Iterator[Found]:
    """Citizen service numbers: nine digits that pass the test of eleven, or eight or nine that are called one."""
    for match in _BSN.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        named = _BSN_NAMED.search(before(text, match.start()))
        if named or (len(digits) == 9 and _eleven(digits)):
            yield part(Kind.BSN, match)


def births(text: str) -> Iterator[Found]:
    """Dates after a word for being born; other dates say nothing about a person."""
    return (part(Kind.BIRTH, match, "date") for match in _BIRTH.finditer(text))


def _iban_end(match: re.Match[str]) -> int:
    """Where an IBAN of this country ends; 0 when it is too short or of no country we know."""
    needed = _IBAN_LENGTHS.get(match[0][:2].upper(), 0)
    places = [match.start() + place for place, sign in enumerate(match[0]) if sign.isalnum()]
    return places[needed - 1] + 1 if 0 < needed <= len(places) else 0


def _mod_97(iban: str) -> int:
    plain = re.sub(r"[^A-Z0-9]", "", iban.upper())
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97


def _abroad(written: str, digits: str) -> bool:
    return written.startswith(("+", "00")) and not digits.removeprefix("00").startswith("31") and len(digits) >= 9


def _dutch(digits: str) -> bool:
    own = re.sub(r"^(?:0031|31)0?", "0", digits)
    return len(own) == 10 and own[0] == "0" and own[1] != "0" and own[:4] not in {"0800", "0900", "0906", "0909"}


def _eleven(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0
