"""Words as people type them: folded to one form, cut out of each other, and forgiven a typing mistake."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

SHORTEST_FORGIVEN = 6
LONGEST_CUT = 40
_WORD = re.compile(r"[^\W_]+|[.!?\n]")
_STRETCHED = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"(.)\1+")
# Letters that lose no accent when they are taken apart, and apostrophes, which people leave out.
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ى": "ي", "ة": "ه", **dict.fromkeys("'’‘`´ʼ", "")})


def fold(text: str) -> str:
    """The text without capitals, accents and apostrophes; letters typed three times or more stand once."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = apart if apart.isascii() else "".join(sign for sign in apart if not unicodedata.combining(sign))
    return _STRETCHED.sub(r"\1", plain.translate(_LETTERS))


def words(text: str) -> list[str]:
    """The folded words of a text in order; the end of a sentence is a word of its own."""
    return _WORD.findall(fold(text))


class Spelling:
    """The words to look for, found in spite of one mistake, and in spite of missing spaces."""

    def __init__(self, known: Iterable[str], small: Iterable[str], ordinary: Iterable[str]) -> None:
        self._known = frozenset(known)
        # Words of one letter would cut ordinary words to pieces.
        self._pieces = frozenset(word for word in self._known if len(word) > 1)
        self._longest = max(map(len, self._pieces), default=0)
        self._small = frozenset(small)
        self._ordinary = frozenset(ordinary)
        forgiven = sorted(word for word in self._known if len(word) >= SHORTEST_FORGIVEN)
        self._near = {shape: word for word in forgiven for shape in _shapes(word)}
        self._near |= {_shapes(word)[0]: word for word in forgiven}

    def mended(self, word: str) -> list[str]:
        """The known words it was written for, with a mistake or without spaces; else the word itself."""
        if word in self._ordinary:
            return [word]
        return self._cut(word) or [self._corrected(word)]

    def _corrected(self, word: str) -> str:
        if len(word) < SHORTEST_FORGIVEN - 1:
            return word
        near = (self._near[shape] for shape in _shapes(word) if shape in self._near)
        return next((known for known in near if _one_mistake(_plain(word), _plain(known))), word)

    def _cut(self, word: str) -> list[str]:
        before: dict[int, int] = {}
        reached = 0
        for start in range(min(len(word), LONGEST_CUT)):
            if start > reached:
                return []
            if start in before or not start:
                for end in range(start + 2, min(start + self._longest, len(word)) + 1):
                    if word[start:end] in self._pieces:
                        before.setdefault(end, start)
                        reached = max(reached, end)
        pieces = _pieces(word, before) if len(word) in before else []
        # Without a small word it is one of the long words that Dutch and German make: brandgang, doodstil.
        return pieces if not self._small.isdisjoint(pieces) else []


def _pieces(word: str, before: dict[int, int]) -> list[str]:
    """The pieces of a word, given for the end of every piece where it begins."""
    ends = [len(word)]
    while ends[-1]:
        ends.append(before[ends[-1]])
    return [word[start:end] for end, start in reversed(list(pairwise(ends)))]


def _plain(word: str) -> str:
    return _DOUBLED.sub(r"\1", word)


def _shapes(word: str) -> list[str]:
    """The word without doubled letters, and that with one letter left out, the first letter excepted.

    Two words that differ by one mistake have a shape in common.
    """
    plain = _plain(word)
    return [plain, *(plain[:place] + plain[place + 1 :] for place in range(1, len(plain)))]


def _one_mistake(written: str, known: str) -> bool:
    """Whether one letter at most is missing, added or replaced, or two have changed places."""
    head = _same(written, known)
    written, known = written[head:], known[head:]
    tail = _same(written[::-1], known[::-1])
    written, known = written[: len(written) - tail], known[: len(known) - tail]
    return max(len(written), len(known)) <= 1 or (len(known) == 2 and written == known[::-1])


def _same(first: str, second: str) -> int:
    """How many letters two words have in common at their beginning."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(first), len(second)))
