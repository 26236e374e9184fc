"""The words of a neighbourhood, read from `lexicon.toml`: which words mean the same topic."""

import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

WEAK = 0.3
Topics = Mapping[str, float]


@dataclass(frozen=True)
class Lexicon:
    """Words (folded) with the topics they mean and how surely; phrases by their first word; words that say nothing.

    `places` are the ends of names of places; behind a `turning` word stands where or for whom, no longer what.
    """

    words: Mapping[str, Topics]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Topics], ...]]
    ignored: frozenset[str]
    places: tuple[str, ...]
    turning: frozenset[str]


def fold(text: str) -> str:
    """Small letters without accents, as people type them in a hurry; other scripts stay as they are."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.lower().replace("ı", "i").replace("’", "'"))
    return unicodedata.normalize("NFC", "".join(one for one in plain if not "\u0300" <= one <= "\u036f"))


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes along; read once."""
    data = tomllib.loads((files("bot.insight.ideas") / "lexicon.toml").read_text(encoding="utf-8"))
    meanings: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for topic in data["topic"]:
        for language, listed in topic.items():
            for word in listed.split() if language != "key" else ():
                meanings[fold(word)][topic["key"]] = WEAK if language == "weak" else 1.0
    words: dict[str, Topics] = {}
    phrases: defaultdict[str, list[tuple[tuple[str, ...], Topics]]] = defaultdict(list)
    for word, topics in meanings.items():
        shared = MappingProxyType({topic: weight / len(topics) for topic, weight in topics.items()})
        first, *more = word.split("_")
        if more:
            phrases[first].append((tuple(more), shared))
        else:
            words[word] = shared
    ignored, turning = (
        frozenset(fold(word) for text in data[part].values() for word in text.split())
        for part in ("ignored", "turning")
    )
    places = tuple(data["places"]["endings"].split())
    return Lexicon(words, {first: tuple(rest) for first, rest in phrases.items()}, ignored, places, turning)
