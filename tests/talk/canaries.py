"""Canaries: identifiers that residents give away, each of them unique, so that wherever one is found it leaked."""

from dataclasses import dataclass
from string import ascii_uppercase

_LETTERS = "BDFGHJKLNPRSTVXZ"


def _word(number: int) -> str:
    """Letters for a number."""
    return "".join(_LETTERS[number // 16**place % 16] for place in (2, 1, 0)).lower()


def _iban(account: int) -> str:
    body = f"INGB{account:010}"
    digits = "".join(str(ascii_uppercase.index(one) + 10) if one.isalpha() else one for one in body + "NL00")
    return f"NL{98 - int(digits) % 97:02}{body}"


def _citizen(start: int) -> str:
    """The next number that passes the test of eleven."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    fits = (one for one in range(start, start + 1000) if not sum(map(int.__mul__, map(int, f"{one:09}"), weights)) % 11)
    return f"{next(fits):09}"


@dataclass(frozen=True)
class Canary:
    """One resident's identifiers; `number` tells residents apart."""

    number: int

    @property
    def first(self) -> str:
        """What they are called at Telegram."""
        return f"Kana{_word(self.number)}"

    @property
    def signed(self) -> str:
        """The name they put with an idea."""
        return f"Rie{_word(self.number)} van den Akker"

    @property
    def neighbour(self) -> str:
        """Whom they talk about."""
        return f"Buurman Van der {_word(self.number).title()}veen"

    @property
    def user_name(self) -> str:
        """Their name at Telegram, as one calls somebody there."""
        return f"@vogel_{_word(self.number)}"

    @property
    def phone(self) -> str:
        """A mobile number."""
        return f"06-4{7_310_000 + 37 * self.number}"

    @property
    def email(self) -> str:
        """An address for letters."""
        return f"{_word(self.number)}.zanger@kooi.example"

    @property
    def iban(self) -> str:
        """A bank account."""
        return _iban(1_000_000_007 + 101 * self.number)

    @property
    def bsn(self) -> str:
        """A citizen service number."""
        return _citizen(123_450_000 + 1000 * self.number)

    @property
    def home(self) -> str:
        """A postcode with a house number."""
        return f"{3000 + 7 * self.number} {ascii_uppercase[self.number % 26]}K {self.number + 11}"

    @property
    def plate(self) -> str:
        """A licence plate."""
        return f"{_word(self.number)[1:].upper()}-{100 + self.number}-{_LETTERS[self.number % 16]}"

    @property
    def spot(self) -> str:
        """A place that is typed with an idea."""
        return f"Vinkenhof{_word(self.number)} {self.number + 3}"

    @property
    def corner(self) -> str:
        """A place that is typed in a survey."""
        return f"Mezenpad{_word(self.number)} {self.number + 5}"

    @property
    def caption(self) -> str:
        """What stands under a photo."""
        return f"Dit is mijn tante Sijs{_word(self.number)}"

    @property
    def latitude(self) -> float:
        """Where they are, in degrees."""
        return round(52.0911 + 0.000137 * self.number, 6)

    @property
    def longitude(self) -> float:
        """Where they are, in degrees."""
        return round(5.1043 + 0.000119 * self.number, 6)

    @property
    def sum(self) -> int:
        """A number that only they would give."""
        return 7_654_321 + 1009 * self.number

    @property
    def told(self) -> tuple[str, ...]:
        """What they tell in their own words."""
        secret = (self.phone, self.email, self.iban, self.bsn, self.home, self.plate)
        return (self.neighbour, self.user_name, *secret)

    @property
    def sentence(self) -> str:
        """Words of theirs with all that is told in it."""
        who, called, phone, email, iban, bsn, home, plate = self.told
        return f"Ask {who} ({called}), {phone} or {email}; {iban}, BSN {bsn}, {home}, car {plate}."

    @property
    def given(self) -> tuple[str, ...]:
        """What they give where it is asked for."""
        return (self.signed, self.spot, self.corner, str(self.latitude), str(self.longitude), str(self.sum))
