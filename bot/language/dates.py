"""Days in words, in the language of the reader."""

from datetime import date

from babel.dates import format_date

from bot.language.catalogue import known_languages
from bot.language.text import PerLanguage


def written(day: date) -> PerLanguage:
    """A day with its year, such as 30 June 2028."""
    return PerLanguage({code: format_date(day, "d MMMM y", locale=code) for code in known_languages()})
