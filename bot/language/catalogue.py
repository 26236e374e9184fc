"""Catalogues: the .po files read as they are, and the translator, a value bound to one reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_datetime
from babel.messages.pofile import read_po

from bot.language.text import Joined, Lazy, PerLanguage, Text, When

SOURCE_LANGUAGE = "en"
DOMAIN = "wijkbot"
_PATTERNS = {"day": "EEEE d MMMM", "time": "HH:mm"}
_CLDR_ORDER = ("zero", "one", "two", "few", "many", "other")


@dataclass(frozen=True, slots=True)
class Translator:
    """Renders texts for one reader. It is passed on by value: a global one leaks into the next reader's turn."""

    language: str
    messages: Mapping[str, str | tuple[str, ...]]

    def __call__(self, text: Text) -> str:
        """The text as this reader reads it."""
        if isinstance(text, str):
            return text
        if isinstance(text, Lazy):
            return self._fill(text)
        if isinstance(text, PerLanguage):
            return text.read(self.language)
        if isinstance(text, When):
            return format_datetime(text.moment, _PATTERNS[text.form], locale=self.language)
        return self._join(text)

    def _join(self, text: Joined) -> str:
        rendered = (self(part) for part in text.parts)
        return text.separator.join(part for part in rendered if part)

    def _fill(self, text: Lazy) -> str:
        template = self._singular(text) if text.plural is None else self._plural(text)
        if not text.values:
            return template
        values = {name: self._value(value) for name, value in text.values.items()}
        return template.format_map(values)

    def _value(self, value: object) -> object:
        return self(value) if isinstance(value, Lazy | Joined | PerLanguage | When) else value

    def _singular(self, text: Lazy) -> str:
        found = self.messages.get(text.message)
        return found if isinstance(found, str) else text.message

    def _plural(self, text: Lazy) -> str:
        found = self.messages.get(text.message)
        if isinstance(found, tuple):
            return found[min(_plural_index(self.language, text.count), len(found) - 1)]
        return text.message if text.count == 1 else text.plural or text.message


@cache
def translator(language: str) -> Translator:
    """The translator of a language; an unknown language reads the English source texts."""
    return Translator(language, _read(language))


@cache
def known_languages() -> tuple[str, ...]:
    """Codes of the languages the bot itself speaks, Dutch first, then English, then the others by code."""
    found = {path.parent.parent.name for path in catalogue_directory().glob(f"*/LC_MESSAGES/{DOMAIN}.po")}
    return tuple(sorted(found | {SOURCE_LANGUAGE}, key=lambda code: (code != "nl", code != SOURCE_LANGUAGE, code)))


def own_name(language: str) -> str:
    """A language's name in that language itself, as people look for it in a list."""
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]


def catalogue_directory() -> Path:
    """Where the catalogues are: beside the package in a checkout, inside it when installed from a wheel."""
    package = Path(__file__).parents[1]
    beside = package.parent / "locales"
    return beside if beside.is_dir() else package / "locales"


@cache
def _plural_index(language: str, count: int) -> int:
    # Catalogues keep their forms in CLDR's order: Babel's own plural header is wrong for Turkish (one form, not two).
    rule = Locale.parse(language).plural_form
    ordered: list[str] = [tag for tag in _CLDR_ORDER if tag in {*rule.tags, "other"}]
    return ordered.index(rule(count))


def _read(language: str) -> dict[str, str | tuple[str, ...]]:
    path = catalogue_directory() / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {_key(message.id): _entry(message.string) for message in catalogue if message.id and message.string}


def _key(identifier: str | list[str] | tuple[str, ...]) -> str:
    return identifier if isinstance(identifier, str) else identifier[0]


def _entry(string: str | list[str] | tuple[str, ...]) -> str | tuple[str, ...]:
    return string if isinstance(string, str) else tuple(string)
