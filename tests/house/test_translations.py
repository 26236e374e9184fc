"""The gate for translations: every text collected and translated, with the placeholders of its source."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from bot.language.extract import KEYWORDS, PACKAGES, catalogue_path, extracted, read_catalogue, template_path, update
from tests.house import project

LOCALES = project.ROOT / "locales"
LANGUAGES = sorted(path.parts[-3] for path in LOCALES.glob("*/LC_MESSAGES/*.po"))
HINT = "run `make translations` and translate what is empty"


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def ids(catalogue: Catalog) -> set[object]:
    return {message.id for message in messages(catalogue)}


def forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def faults(message: Message, plurals: int) -> Iterator[str]:
    """What is wrong with a translation."""
    source, translated = forms(message.id), forms(message.string)
    if message.fuzzy:
        yield "fuzzy"
    if len(translated) != (plurals if message.pluralizable else 1) or not all(translated):
        yield "not translated"
        return
    # A form for one number may leave it out ("one idea"); the last form stands for most numbers, so it says it all.
    least, most = placeholders(source[0]) - {"count"}, placeholders(source[0]) | placeholders(source[-1])
    if placeholders(translated[-1]) != most or not all(least <= placeholders(form) <= most for form in translated):
        yield f"other placeholders than {sorted(most)}"


def test_dutch_is_there() -> None:
    assert "nl" in LANGUAGES


def test_every_text_is_in_the_template() -> None:
    asked, known = ids(extracted(project.ROOT)), ids(read_catalogue(template_path(LOCALES)))
    assert (asked - known, known - asked) == (set(), set()), HINT


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    catalogue = read_catalogue(catalogue_path(LOCALES, language), language)
    asked, known = ids(extracted(project.ROOT)), ids(catalogue)
    assert (asked - known, known - asked, list(catalogue.obsolete)) == (set(), set(), []), HINT
    found = [
        f"{message.id}: {fault}" for message in messages(catalogue) for fault in faults(message, catalogue.num_plurals)
    ]
    assert found == [], HINT


def not_literal(source: str) -> list[int]:
    """The lines on which a text is marked that cannot be collected: a variable or an f-string."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    marked = [
        (call, KEYWORDS[call.func.id]) for call in calls if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
    ]
    return [
        call.lineno
        for call, places in marked
        if not all(isinstance(argument, ast.Constant) for argument in call.args[: len(places)]) or not call.args
    ]


def test_every_marked_text_is_a_literal() -> None:
    found = [
        f"{project.name(path)}:{line}"
        for path in project.sources(*PACKAGES)
        for line in not_literal(project.text(path))
    ]
    assert found == []


def test_a_marked_text_that_is_no_literal_is_found() -> None:
    assert not_literal('_("a" "b")\n_(f"{a}")\n_n("one", many, 3)\n_n("one", "two", count)') == [2, 3]


@pytest.mark.parametrize(
    ("source", "translated", "found"),
    [
        ("Hello {name}", "Dag {name}", []),
        ("Hello {name}", "Dag {naam}", ["other placeholders than ['name']"]),
        ("Hello", "", ["not translated"]),
        ("{count} of {most}", "{most}", ["other placeholders than ['count', 'most']"]),
        (("{count} idea", "{count} ideas"), ("Eén idee", "{count} ideeën"), []),
        (("One idea", "{count} ideas"), ("Eén idee", "Ideeën"), ["other placeholders than ['count']"]),
        (("One idea", "{count} ideas"), ("Eén idee", ""), ["not translated"]),
    ],
)
def test_faults_in_a_translation_are_found(source: object, translated: object, found: list[str]) -> None:
    assert list(faults(Message(source, translated), 2)) == found


def test_collecting_keeps_translations_and_drops_what_is_gone(tmp_path: Path) -> None:
    code, locales = tmp_path / "bot" / "talk.py", tmp_path / "locales"
    code.parent.mkdir()
    code.write_text('_("Hello {name}")\n_n("{count} idea", "{count} ideas", 2)\n_("Gone")\n', encoding="utf-8")
    update(tmp_path, locales, ["nl", "tr"])
    path = catalogue_path(locales, "nl")
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            'msgid "Hello {name}"\nmsgstr ""', 'msgid "Hello {name}"\nmsgstr "Dag {name}"'
        )
    )
    code.write_text("\n\n" + code.read_text(encoding="utf-8").replace("Gone", "New"), encoding="utf-8")
    update(tmp_path, locales)
    dutch, turkish = (read_catalogue(catalogue_path(locales, language), language) for language in ("nl", "tr"))
    assert ids(dutch) == ids(turkish) == {"Hello {name}", ("{count} idea", "{count} ideas"), "New"}
    assert dutch["Hello {name}"].string == "Dag {name}"
    assert turkish.num_plurals == 2


def test_collecting_twice_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "talk.py").write_text('_("Café\\nand more")\n', encoding="utf-8")
    update(tmp_path, tmp_path, ["nl"])
    path = catalogue_path(tmp_path, "nl")
    first = path.read_bytes()
    update(tmp_path, tmp_path)
    assert path.read_bytes() == first
    assert b"creation" not in first.lower()
