"""Collects the texts of the bot into the template and brings every language's catalogue up to date.

`python -m bot.language.extract` updates the languages that are there; `python -m bot.language.extract tr` also starts
Turkish. Translations are kept, texts that are gone are dropped, new ones are left empty. No dates and no line numbers
are written, so a change in a catalogue is always a change in a text.
"""

import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext

from bot.language.catalogue import DOMAIN, catalogue_directory

PACKAGES = ("bot", "conversations")
KEYWORDS = {"_": (1,), "_n": (1, 2)}
# A comment above a text that starts like this is shown to the translators.
COMMENT_TAGS = ("Translators:",)


def extracted(root: Path) -> Catalog:
    """The template as the code asks for it: every text marked with `_` or `_n` in the packages under `root`."""
    template = Catalog(fuzzy=False)
    for path in _sources(root):
        place = path.relative_to(root).as_posix()
        with path.open("rb") as file:
            for line, texts, comments, _context in extract("python", file, KEYWORDS, COMMENT_TAGS):
                template.add(texts, locations=[(place, line)], auto_comments=comments)
    return template


def template_path(locales: Path) -> Path:
    """Where the template is."""
    return locales / f"{DOMAIN}.pot"


def catalogue_path(locales: Path, language: str) -> Path:
    """Where the catalogue of a language is."""
    return locales / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read_catalogue(path: Path, language: str | None = None) -> Catalog:
    """A catalogue as it stands, empty when there is none yet.

    Raises `babel.messages.pofile.PoFileError` with the line when the file is broken.
    """
    content = path.read_bytes() if path.is_file() else b""
    catalogue = read_po(BytesIO(content), locale=language, abort_invalid=True)
    catalogue.fuzzy = False
    if language:
        # Babel's own table of plurals differs from CLDR, which the translator goes by (Turkish: one form, not two).
        catalogue.mime_headers = [("Plural-Forms", _plural_forms(language))]
    return catalogue


def update(root: Path, locales: Path, started: Iterable[str] = ()) -> None:
    """Write the template and every language's catalogue, those of the languages just started included."""
    template = extracted(root)
    _write(template_path(locales), template, "Content-Type: text/plain; charset=utf-8")
    for language in sorted({*_languages(locales), *started}):
        path = catalogue_path(locales, language)
        catalogue = read_catalogue(path, language)
        catalogue.update(template, no_fuzzy_matching=True)
        _write(path, catalogue, *_headers(language))


def main(languages: list[str]) -> None:
    """The command: the arguments are codes of languages to start."""
    locales = catalogue_directory()
    update(locales.parent, locales, languages)


def _sources(root: Path) -> list[Path]:
    return sorted(path for package in PACKAGES for path in (root / package).rglob("*.py"))


def _languages(locales: Path) -> set[str]:
    return {path.parts[-3] for path in locales.glob(f"*/LC_MESSAGES/{DOMAIN}.po")}


def _plural_forms(language: str) -> str:
    return to_gettext(Locale.parse(language).plural_form)


def _headers(language: str) -> tuple[str, ...]:
    return (
        f"Language: {language}",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {_plural_forms(language)}",
    )


def _write(path: Path, catalogue: Catalog, *headers: str) -> None:
    body = BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    head = "".join(f'"{header}\\n"\n' for header in headers)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'msgid ""\nmsgstr ""\n{head}\n{body.getvalue().decode().rstrip()}\n', encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
