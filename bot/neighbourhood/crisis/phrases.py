"""The phrases of words.toml, read once and made ready for matching; the file itself says how a line is read."""

import re
import sys
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.neighbourhood.crisis.sign import Kind
from bot.neighbourhood.crisis.spelling import Spelling, fold

ABOUT = "{about}"
# Beginnings of words are looked up by their first letters; none is shorter.
HEAD = 3
_USUAL_GAP, _WIDE_GAP, _NEAR = 1, 5, 9
_PIECE = re.compile(r"(?P<wide>\.\.)|(?P<tight>_)|(?P<word>\{\w+\}|[^\s_.{}]+)")
Places = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in order, with at most so many others before each one but the first."""

    words: tuple[str, ...]
    gaps: tuple[int, ...]

    def stands(self, places: Places, least: int, most: int) -> Iterator[tuple[int, ...]]:
        """Where its words stand, for every time that it begins between these places."""
        first = places[self.words[0]]
        for start in first[bisect_left(first, least) : bisect_right(first, most)]:
            found = self._from(start, places)
            if len(found) == len(self.words):
                yield found

    def _from(self, start: int, places: Places) -> tuple[int, ...]:
        found: tuple[int, ...] = (start,)
        for word, gap in zip(self.words[1:], self.gaps, strict=True):
            where = places[word]
            index = bisect_right(where, found[-1])
            if index == len(where) or where[index] > found[-1] + 1 + gap:
                break
            found = (*found, where[index])
        return found


@dataclass(frozen=True, slots=True)
class Phrase:
    """One run, or several near each other in any order."""

    line: str
    runs: tuple[Run, ...]
    needed: frozenset[str]

    def match(self, places: Places) -> tuple[int, ...]:
        """Where its words stand, given where every word it needs stands in the text; nothing when they do not fit."""
        # From the rarest run, so that a text of one word over and over takes no time.
        rarest, *others = sorted(self.runs, key=lambda run: len(places[run.words[0]]))
        for found in rarest.stands(places, 0, sys.maxsize):
            whole = _joined(found, others, places)
            if whole:
                return whole
        return ()


def _joined(found: tuple[int, ...], others: Iterable[Run], places: Places) -> tuple[int, ...]:
    least, most = found[0] - _NEAR, found[0] + _NEAR
    for run in others:
        near = next((some for some in run.stands(places, least, most) if not set(some) & set(found)), ())
        if not near:
            return ()
        found += near
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """By which words of the phrases a word of a text is meant: in whole, or by how it begins."""

    whole: Mapping[str, tuple[str, ...]]
    begins: Mapping[str, tuple[tuple[str, str], ...]]

    def names(self, word: str) -> list[str]:
        """The words of phrases that this word of a text stands for; none for most words."""
        begins = self.begins.get(word[:HEAD], ())
        return [*self.whole.get(word, ()), *(name for stem, name in begins if word.startswith(stem))]


@dataclass(frozen=True, slots=True)
class Phrases:
    """All there is to look for."""

    always: Mapping[Kind, tuple[Phrase, ...]]
    mostly: Mapping[Kind, tuple[Phrase, ...]]
    ordinary: tuple[Phrase, ...]
    words: Words
    spelling: Spelling


def matches(choice: Iterable[Phrase], places: Places) -> Iterator[tuple[Phrase, tuple[int, ...]]]:
    """The phrases that a text holds, in the order of the choice, each with the places of its words."""
    seen = frozenset(places)
    for phrase in choice:
        if phrase.needed <= seen and (found := phrase.match(places)):
            yield phrase, found


@cache
def phrases() -> Phrases:
    """The phrases of words.toml. Raises KeyError with the name of a group that a line uses and that is not there."""
    data = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    groups = {f"{{{name}}}": _folded(words) for name, words in data["groups"].items()}
    always = {kind: _read(data[kind]["always"]) for kind in Kind}
    mostly = {kind: _read(data[kind]["mostly"]) for kind in Kind}
    signs = _meant([phrase for part in (always, mostly) for some in part.values() for phrase in some], groups)
    ordinary = _read(data["ordinary"]["phrases"])
    about = [(word, ABOUT) for word in _folded(data["ordinary"]["about"])]
    # Mistakes are mended and words cut apart towards signs only: an ordinary word such as brandhout stays what it is.
    small = [word for name in data["spelling"]["small"].split() for word in groups.get(name, [name])]
    spelling = Spelling((word.rstrip("*") for word, _ in signs), small, _folded(data["ordinary"]["words"]))
    return Phrases(always, mostly, ordinary, _words({*signs, *_meant(ordinary, groups), *about}), spelling)


def _read(lines: str) -> tuple[Phrase, ...]:
    return tuple(_phrase(line) for line in lines.splitlines() if line.strip())


def _phrase(line: str) -> Phrase:
    runs = tuple(_run(part) for part in line.split("+"))
    return Phrase(line, runs, frozenset(word for run in runs for word in run.words))


def _run(part: str) -> Run:
    words: list[str] = []
    gaps: list[int] = []
    gap = _USUAL_GAP
    for piece in _PIECE.finditer(part):
        if word := piece["word"]:
            words.append(word if word[0] == "{" else fold(word))
            gaps.append(gap)
            gap = _USUAL_GAP
        else:
            gap = _WIDE_GAP if piece["wide"] else 0
    return Run(tuple(words), tuple(gaps[1:]))


def _folded(words: str) -> list[str]:
    return [fold(word) for word in words.split()]


def _meant(some: Iterable[Phrase], groups: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """Every word of these phrases as it can stand in a text, with its name in the phrases."""
    names = {name for phrase in some for name in phrase.needed}
    return [(word, name) for name in names for word in (groups[name] if name[0] == "{" else [name])]


def _words(meant: Iterable[tuple[str, str]]) -> Words:
    whole: dict[str, tuple[str, ...]] = {}
    begins: dict[str, tuple[tuple[str, str], ...]] = {}
    for word, name in meant:
        stem = word.rstrip("*")
        if stem == word:
            whole[word] = (*whole.get(word, ()), name)
        else:
            begins[stem[:HEAD]] = (*begins.get(stem[:HEAD], ()), (stem, name))
    return Words(whole, begins)
