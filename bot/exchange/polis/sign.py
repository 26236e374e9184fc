"""Whether 1 is agree: it is in polis-export/1, while older exports may mean the opposite and do not say so."""

from dataclasses import dataclass
from typing import NamedTuple

from bot.language import Text, _

CLEARLY = 2  # one reading has to fit that many times better than the other


class Told(NamedTuple):
    """Whether the votes have the opposite sign, and what the reader should know about it."""

    opposite: bool
    note: Text | None = None


@dataclass
class Evidence:
    """How far the votes are from the counts that come along, when 1 is agree and when it is disagree."""

    convention: str = ""
    straight: int = 0
    opposite: int = 0
    straight_in_all: int = 0
    opposite_in_all: int = 0

    def by_statement(self, plus: int, minus: int, agrees: int, disagrees: int) -> None:
        """One statement: how many 1 and -1 were found, and how many agreed and disagreed as its comment says."""
        self.straight += abs(plus - agrees) + abs(minus - disagrees)
        self.opposite += abs(minus - agrees) + abs(plus - disagrees)

    def in_all(self, plus: int, minus: int, agrees: int, disagrees: int) -> None:
        """All votes together, by what the rows of participants say; nothing when they say nothing."""
        if agrees or disagrees:
            self.straight_in_all = abs(plus - agrees) + abs(minus - disagrees)
            self.opposite_in_all = abs(minus - agrees) + abs(plus - disagrees)


def turned(evidence: Evidence) -> Told:
    """Judge by statements first, then by the participants' own counts, then by what the summary says."""
    for straight, opposite in (
        (evidence.straight, evidence.opposite),
        (evidence.straight_in_all, evidence.opposite_in_all),
    ):
        if opposite * CLEARLY < straight:
            return Told(True, _("In this export 1 means disagree, as its counts show; the votes were turned."))
        if straight * CLEARLY < opposite:
            return Told(False)
    if "agree=-1" in evidence.convention.replace("disagree=-1", "").replace(" ", ""):
        return Told(True, _("In this export 1 means disagree, as its summary says; the votes were turned."))
    if evidence.straight and not evidence.convention:
        return Told(False, _("The votes fit the counts in comments.csv in neither direction; 1 was read as agree."))
    return Told(False)
