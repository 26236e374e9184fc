"""Seeing signs of a crisis in what someone writes: by phrases, never by guessing what they mean."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from bot.neighbourhood.crisis.phrases import ABOUT, Phrase, matches, phrases
from bot.neighbourhood.crisis.sign import Kind, Sign
from bot.neighbourhood.crisis.spelling import words

SHORTEST_CUT = 5
_ENDS = frozenset(".!?\n")
_Places = dict[str, list[int]]


def detect(text: str) -> Sign | None:
    """The most urgent sign of a crisis in a text, in any of the languages of words.toml; None for ordinary texts.

    Takes less than a millisecond for 1,000 characters and grows in step with the length.
    """
    read, places = _read(text)
    _take(places, phrases().ordinary)
    return next((sign for kind in Kind for sign in _signs(kind, places, _spoken_about(read, places))), None)


def _signs(kind: Kind, places: _Places, spoken_about: frozenset[int]) -> Iterator[Sign]:
    for phrase, _ in matches(phrases().always[kind], places):
        yield Sign(kind, phrase.line)
    for phrase, found in matches(phrases().mostly[kind], places):
        if not spoken_about.issuperset(found):
            yield Sign(kind, phrase.line)


def _read(text: str) -> tuple[list[str], _Places]:
    """The words of a text, and where the words of phrases stand among them.

    What was written without spaces is cut apart, and typing mistakes are mended.
    """
    known = phrases()
    read: list[str] = []
    places: _Places = {}
    for word in words(text):
        names = known.words.names(word)
        for part in [word] if names or len(word) < SHORTEST_CUT else known.spelling.mended(word):
            for name in names or known.words.names(part):
                places.setdefault(name, []).append(len(read))
            read.append(part)
    return read, places


def _take(places: _Places, ordinary: Iterable[Phrase]) -> None:
    """Leave out the words that belong to something ordinary."""
    taken = {place for _, found in matches(ordinary, places) for place in found}
    for where in places.values() if taken else ():
        where[:] = [place for place in where if place not in taken]


def _spoken_about(read: list[str], places: _Places) -> frozenset[int]:
    """All places in the sentences about a thing: a course, a film, a campaign."""
    if not (about := places.get(ABOUT)):
        return frozenset()
    numbers = list(accumulate(word in _ENDS for word in read))
    meant = {numbers[place] for place in about}
    return frozenset(place for place, number in enumerate(numbers) if number in meant)
