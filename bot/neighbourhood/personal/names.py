"""Names of persons: by lists of names, by the words around them, never by a capital alone."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.neighbourhood.crisis.spelling import fold
from bot.neighbourhood.personal.found import Found, Kind

MOST_PARTICLES = 3
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\. ?){1,4}$")
_LETTER_BEFORE = re.compile(r"(\w{1,20}) [A-Z]\. ?$")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the text: `key` is its folded form; `gap` is what stands between it and the word before."""

    start: int
    end: int
    key: str
    capital: bool
    gap: str


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of names.toml, each as a set of folded words."""

    first: frozenset[str]
    capital: frozenset[str]
    ambiguous: frozenset[str]
    surnames: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    announcing: frozenset[str]
    owning: frozenset[str]
    places: frozenset[str]
    lettered: frozenset[str]
    no_surname: frozenset[str]
    not_persons: frozenset[str]


@cache
def _lists() -> _Lists:
    data = tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
    return _Lists(**{name: frozenset(fold(word) for word in words.split()) for name, words in data.items()})


def names(text: str) -> Iterator[Found]:
    """Names of persons, with the surname and without the title; not those of streets, schools or shops."""
    words = list(_words(text))
    place = 0
    while place < len(words):
        end = _name_end(text, words, place)
        if end > place and not _is_place(words, place, end):
            start = _with_initials(text, words[place].start)
            yield Found(Kind.NAME, start, words[end - 1].end, text[start : words[end - 1].end])
        place = max(end, place + 1)


def _words(text: str) -> Iterator[_Word]:
    last = 0
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match[0])
        capital = word[0].isupper() and not (word.isupper() and len(word) > 1)
        yield _Word(match.start(), match.start() + len(word), fold(word), capital, text[last : match.start()])
        last = match.end()


def _name_end(text: str, words: Sequence[_Word], place: int) -> int:
    """The place after the last word of the name that begins here; the place itself when none does."""
    lists, word = _lists(), words[place]
    if _announced(text, words, place):
        return _announced_end(words, place)
    first = word.key in lists.first or (word.capital and word.key in lists.capital)
    if first:
        return _surname_end(words, place + 1, named=word.capital)
    if word.capital and word.key in lists.ambiguous:
        end = _surname_end(words, place + 1, named=True)
        owned = place + 1 < len(words) and words[place + 1].key in lists.owning
        return end if end > place + 1 or owned else place
    return place


def _announced(text: str, words: Sequence[_Word], place: int) -> bool:
    """Whether a title, initials or a word such as "my sister" stands before this word, in the same sentence."""
    lists, word = _lists(), words[place]
    if _is_initialled(text, word.start):
        return word.capital or word.key in lists.particles
    if not place or word.gap.strip(" ") not in {"", ".", ":", ","}:
        return False
    before = words[place - 1].key
    if before in lists.titles:
        return word.gap in {" ", ". ", "."}
    if before == "is" and place > 1:
        return words[place - 2].key == "naam"
    pair = f"{words[place - 2].key}_{before}" if place > 1 else ""
    return word.gap != ". " and (before in lists.announcing or pair in lists.announcing)


def _announced_end(words: Sequence[_Word], place: int) -> int:
    """After a title: particles and a word with a capital, or one that is a name in small letters too."""
    lists = _lists()
    # "The son of Ria": what stands between is a particle only after a title or initials.
    before = words[place - 1].key if place else ""
    first = place if before in lists.announcing and before not in lists.titles else _after_particles(words, place)
    if first == len(words):
        return place
    word = words[first]
    known = _is_first(word.key) or (word.key in lists.surnames and before in lists.titles)
    if not known and (not word.capital or word.key in lists.no_surname):
        return place
    return _surname_end(words, first + 1, named=word.capital)


def _is_first(key: str) -> bool:
    return key in _lists().first or key in _lists().capital


def _after_particles(words: Sequence[_Word], place: int) -> int:
    """The place after the particles (van der) that stand here; the place itself when there are none."""
    end = place
    while end < min(place + MOST_PARTICLES, len(words)) and words[end].key in _lists().particles:
        end += 1
    return end


def _surname_end(words: Sequence[_Word], place: int, *, named: bool) -> int:
    """The place after the surname that begins here, of two words at most; `named`: the first name has a capital."""
    lists = _lists()
    for _ in range(2):
        end = _after_particles(words, place)
        beside = all(word.gap in {" ", " '", " ’"} for word in words[place : end + 1])
        if end == len(words) or not beside or (end == place and words[end].key in lists.no_surname):
            return place
        if not (words[end].capital if named else words[end].key in lists.surnames):
            return place
        place = end + 1
    return place


def _is_initialled(text: str, start: int) -> bool:
    letters = text[max(0, start - 20) : start]
    if not _INITIALS.search(letters):
        return False
    before = _LETTER_BEFORE.search(letters)
    return not (before and before[1].lower() in _lists().lettered)


def _with_initials(text: str, start: int) -> int:
    initials = _INITIALS.search(text[max(0, start - 20) : start])
    return start - len(initials[0]) if initials else start


def _is_place(words: Sequence[_Word], place: int, end: int) -> bool:
    """Whether this is no person but a street, a school or a shop that is called after one, or a saying."""
    lists = _lists()
    last = words[end - 1].key
    # Anna van der Laan is a person, the Martin Luther King Laan is not.
    if last in lists.places and last not in lists.surnames and words[end - 2].key not in lists.particles:
        return True
    if any(last.endswith(kind) and len(last) > len(kind) + 2 for kind in lists.places if len(kind) > 3):
        return True
    after = words[end] if end < len(words) else None
    if after and after.gap == " " and after.key in lists.places:
        return True
    from_here = "_".join(word.key for word in words[max(0, place - 1) : end + 2])
    return any(saying in from_here for saying in lists.not_persons)
