"""Surveys written as YAML."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.exchange.surveys import read_survey
from bot.exchange.surveys.examples import EXAMPLES
from bot.language import Translator
from bot.neighbourhood.refusal import Refusal
from bot.neighbourhood.survey import Survey

Make = Callable[[str], Path]
ENGLISH = Translator("en", {})

FRIENDLY = """
title: Spelen
questions:
  - key: often
    kind: choice
    text: Speel je buiten?
    optional: yes
    options: [Nooit, Soms, Héél vaak, yes, no, 3, 是]
  - {key: two, kind: text, text: {nl: "Waarom?", en: "Why?"}}
"""


def _refusal(path: Path) -> str:
    with pytest.raises(Refusal) as raised:
        read_survey(path)
    return str(raised.value)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_can_be_asked_and_is_fully_translated(example: Path) -> None:
    file = read_survey(example)
    survey = Survey.from_data(file.data)
    assert file.warnings == ()
    assert survey.languages == ("nl", "en")
    assert survey.steps({}) >= 5


def test_the_example_asks_for_the_spot_of_the_traffic_only_when_there_is_traffic() -> None:
    survey = Survey.from_data(read_survey(EXAMPLES[0]).data)
    assert "spot" not in [item.key for item in survey.relevant({"better": ["green"]})]
    assert "spot" in [item.key for item in survey.relevant({"better": ["green", "traffic"]})]


def test_short_forms_are_written_out(yaml_file: Make) -> None:
    data = read_survey(yaml_file(FRIENDLY)).data
    often = data["questions"][0]
    assert data["slug"] == "buurt"
    assert data["title"] == {"nl": "Spelen"}
    assert often["text"] == {"nl": "Speel je buiten?"}
    assert often["optional"] is True
    assert [option["key"] for option in often["options"]] == [
        "nooit",
        "soms",
        "heel-vaak",
        "yes",
        "no",
        "3",
        "option-7",
    ]
    assert often["options"][2]["label"] == {"nl": "Héél vaak"}


def test_plain_texts_are_in_the_language_of_the_survey(yaml_file: Make) -> None:
    assert read_survey(yaml_file("language: en\n" + FRIENDLY)).data["title"] == {"en": "Spelen"}
    assert read_survey(yaml_file(FRIENDLY), "fy").data["title"] == {"fy": "Spelen"}


def test_missing_translations_are_a_warning(yaml_file: Make) -> None:
    (warning,) = read_survey(yaml_file(FRIENDLY)).warnings
    assert ENGLISH(warning) == "8 texts are not written in “en”; they are shown in another language."


def test_every_problem_is_named_with_its_line_in_order(yaml_file: Make) -> None:
    text = FRIENDLY + "  - key: age\n    kind: number\n    low: ten\n    hgh: 3\n"
    assert _refusal(yaml_file(text)).splitlines() == [
        "buurt.yaml: this survey cannot be used yet.",
        "line 10: question “age”: “text” is missing",
        "line 12: question “age”: “low” must be a number",
        "line 13: question “age”: “hgh” is not known here; did you mean “high”?",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1: the file is empty"),
        ("- 1", "line 1: a survey needs a title and questions"),
        ("a: [1", "line 1: this is no YAML"),
        ("a: {nl: Waarom?}", "line 1: a text with a question mark between curly brackets needs quotes"),
        ("a: 1\na: 2", "line 2: “a” stands here twice"),
        ("a: &x 1\nb: *x", "line 2: a * refers to another part of the file"),
        ("[" * 13 + "]" * 13, "line 1: this is nested too deeply"),
        ("? {a: b}\n: c", "line 1: a key must be one word"),
        ("a: \0", "line 1: it holds a character that a text file cannot hold"),
        ("x: !!python/object:os.system x", "“x” is not known here"),
    ],
)
def test_other_yaml_is_refused(yaml_file: Make, text: str, problem: str) -> None:
    assert problem in _refusal(yaml_file(text))


def test_what_cannot_be_stored_is_cleaned(yaml_file: Make) -> None:
    data = read_survey(yaml_file(FRIENDLY.replace("title: Spelen", 'title: "Spe\\ud800len\\0"'))).data
    assert data["title"] == {"nl": "Spelen"}


def test_a_file_that_is_no_survey_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "vragen.docx"
    other.write_text("x")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("title: café".encode("latin-1"))
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (5 * 1024 * 1024 + 1))
    assert "a survey is a YAML file (.yaml) or an XLSForm (.xlsx)" in _refusal(other)
    assert "there is no such file" in _refusal(tmp_path / "gone.yaml")
    assert "save it again as UTF-8" in _refusal(latin)
    assert "at most 5 MB" in _refusal(large)
