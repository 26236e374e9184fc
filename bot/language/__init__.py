"""Texts that wait for a reader: lazy text, catalogues, plural rules, dates, direction of writing."""

from bot.language.catalogue import Translator, known_languages, translator
from bot.language.text import Joined, Lazy, PerLanguage, Text, When, _, _n, lines, paragraphs

__all__ = [
    "Joined",
    "Lazy",
    "PerLanguage",
    "Text",
    "Translator",
    "When",
    "_",
    "_n",
    "known_languages",
    "lines",
    "paragraphs",
    "translator",
]
