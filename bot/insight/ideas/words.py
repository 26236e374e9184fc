"""Words as residents write them: their forms, the parts of compounds, and what they mean in a neighbourhood."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.insight.ideas.lexicon import Lexicon, Topics, fold, lexicon

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\+?")
# A part of a compound has at least this many letters; shorter ones are found in any word.
SHORTEST_PART = 3
SHORTEST_COMPOUND = 6
SURELY = 5  # letters: a part this long is believed beside one that is doubtful
FRONT = 0.5  # what comes first in a compound only says more about what comes last
MISSPELT_FROM = 6  # letters; shorter words are too near to each other
LONGEST_WORD = 40
_LINKS = ("", "s", "e", "en", "n")
_SMALL = re.compile(r"(?:etje|pje|kje|tje|je)s?$")


@dataclass(frozen=True)
class Word:
    """One word: its lemma, the parts of a compound (else none), and the topics it means, with weights up to 1."""

    lemma: str
    parts: tuple[str, ...] = ()
    topics: Topics = field(default_factory=dict)


NOTHING = Word("")


def _singular(folded: str) -> Iterator[str]:
    """What a plural that no dictionary has may be of: wormenhotels, deelauto's, geveltuinen."""
    for ending in ("'s", "s", "en"):
        bare = folded.removesuffix(ending)
        if bare != folded and len(bare) > SHORTEST_PART:
            yield bare
            if ending == "en" and bare[-1] == bare[-2]:
                yield bare[:-1]


def tokens(text: str) -> Iterator[str]:
    """The words of a text, with the capitals that were typed."""
    return (found.group() for found in _WORD.finditer(text))


class Words:
    """Looks words up, each different one once. Not for several threads at a time."""

    def __init__(self, known: Lexicon | None = None) -> None:
        self.lexicon = known or lexicon()
        self._seen: dict[str, Word] = {}
        self._by_length: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self.lexicon.words:
            self._by_length[word[0], len(word)].append(word)

    def of(self, token: str, *, first: bool) -> Word:
        """What a word is; `first` when a sentence may start with it, so that its capital says nothing."""
        folded = fold(token[:LONGEST_WORD])
        if not first and token[:1].isupper() and self._is_place(folded):
            return Word(folded)
        found = self._seen.get(folded)
        if found is None:
            found = self._seen[folded] = self._look_up(folded)
        return found

    def phrases(self, folded: list[str], at: int) -> Iterator[Topics]:
        """The topics of the phrases that start at this word."""
        for rest, topics in self.lexicon.phrases.get(folded[at], ()):
            if tuple(folded[at + 1 : at + 1 + len(rest)]) == rest:
                yield topics

    def _is_place(self, folded: str) -> bool:
        return folded not in self.lexicon.words and len(folded) > 6 and folded.endswith(self.lexicon.places)

    def _look_up(self, folded: str) -> Word:
        if folded in self.lexicon.ignored or (len(folded) < 2):
            return NOTHING
        if meant := self._meant_by(folded):
            return Word(meant, (), self.lexicon.words[meant])
        lemma = self._lemma(folded)
        if len(folded) >= SHORTEST_COMPOUND and (parts := self._split(folded)):
            return Word(lemma, parts, self._meaning(parts))
        if (
            len(folded) >= MISSPELT_FROM
            and lemma == folded
            and not self._is_known(folded)
            and (meant := self._meant(folded))
        ):
            return Word(meant, (), self.lexicon.words[meant])
        return Word(lemma)

    def _forms(self, folded: str) -> Iterator[str]:
        """The word as it stands, its lemma, and what is left of a diminutive."""
        yield folded
        lemma = self._lemma(folded)
        yield lemma
        for form in (folded, lemma):
            small = _SMALL.sub("", form)
            if small != form and len(small) >= SHORTEST_PART:
                yield small
        yield from _singular(folded)

    def _split(self, folded: str) -> tuple[str, str] | None:
        """The two parts of a compound: the longest last part that the lexicon has, else any known word."""
        plain: tuple[str, str] | None = None
        # “Vergeten” is about no meal and “Funenpark” about no park: there a front that is unknown or short is none.
        sure = self._is_known(folded) or self._is_place(folded)
        for cut in range(SHORTEST_PART, len(folded) - SHORTEST_PART + 1):
            last, front = folded[cut:], self._front(folded[:cut])
            if sure and front not in self.lexicon.words and cut < SURELY:
                continue
            meant = self._meant_by(last)
            if meant and (front or (len(last) >= SURELY and not sure)):
                return front or folded[:cut], meant
            if front and plain is None and len(last) > SHORTEST_PART and self._is_known(last):
                plain = front, self._lemma(last)
        # Without a word of the neighbourhood at the end, the front has to be one: else nothing is gained.
        return plain if plain and plain[0] in self.lexicon.words else None

    def _meant_by(self, text: str) -> str | None:
        """The word of the lexicon that this is a form of."""
        return next((form for form in self._forms(text) if form in self.lexicon.words), None)

    def _front(self, text: str) -> str | None:
        """The first part of a compound without what links it to the next; None when it is no word."""
        for link in _LINKS:
            bare = text.removesuffix(link) if link else text
            if len(bare) < SHORTEST_PART or (link and bare == text):
                continue
            meant = self._meant_by(bare)
            if meant or (len(bare) > SHORTEST_PART and self._is_known(bare)):
                return meant or self._lemma(bare)
        return None

    def _meaning(self, parts: tuple[str, ...]) -> Topics:
        topics: defaultdict[str, float] = defaultdict(float)
        for part, weight in zip(parts, (FRONT, 1.0), strict=True):
            for topic, sure in self.lexicon.words.get(part, {}).items():
                topics[topic] = max(topics[topic], sure * weight)
        return topics

    def _meant(self, folded: str) -> str | None:
        """The word of the lexicon that somebody misspelt: one letter off, two in a long word; first letters agree."""
        from rapidfuzz.distance import DamerauLevenshtein as Distance

        most = 1 if len(folded) < 9 else 2
        nearest, least = None, most + 1
        for length in range(len(folded) - most, len(folded) + most + 1):
            for word in self._by_length.get((folded[0], length), ()):
                off = Distance.distance(folded, word, score_cutoff=least - 1)
                if off < least:
                    nearest, least = word, off
        return nearest

    def _lemma(self, folded: str) -> str:
        from simplemma import lemmatize

        return fold(lemmatize(folded, lang=("nl", "en")))

    def _is_known(self, folded: str) -> bool:
        """Whether it is a Dutch word, in any form."""
        from simplemma import is_known

        return is_known(folded, lang="nl")
