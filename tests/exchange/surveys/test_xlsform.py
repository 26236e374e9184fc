"""Surveys written as an XLSForm."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.exchange.surveys import read_survey
from bot.language import Translator
from bot.neighbourhood.refusal import Refusal
from bot.neighbourhood.survey import Survey

Make = Callable[..., Path]
ENGLISH = Translator("en", {})
HEADER = [
    "type",
    "name",
    "label::Dutch (nl)",
    "label::English (en)",
    "relevant",
    "constraint",
    "constraint_message",
    "required",
]
COLOURS = [
    ["list_name", "name", "label::Dutch (nl)", "label::English (en)"],
    ["colours", "red", "Rood", "Red"],
    ["colours", "green", "Groen", "Green"],
]


def _refusal(path: Path) -> str:
    with pytest.raises(Refusal) as raised:
        read_survey(path)
    return str(raised.value)


def _questions(path: Path) -> dict[str, dict[str, Any]]:
    data = read_survey(path).data
    assert Survey.from_data(data).to_data() == data
    return {question["key"]: question for question in data["questions"]}


def test_labels_choices_conditions_and_constraints_come_along(xlsform: Make) -> None:
    rows = [
        HEADER,
        ["select_one colours", "colour", "Welke kleur?", "Which colour?", None, None, None, "yes"],
        ["integer", "age", "Hoe oud?", "How old?", "selected(${colour}, ‘red’)", ". < 120", "Dat is oud.", None],
    ]
    path = xlsform(
        rows, COLOURS, [["form_title", "form_id", "default_language"], ["Kleuren", "Mijn Kleuren", "Dutch (nl)"]]
    )
    data = read_survey(path).data
    colour, age = data["questions"]
    assert (data["slug"], data["title"]) == ("mijn-kleuren", {"nl": "Kleuren"})
    assert colour["options"][0] == {"key": "red", "label": {"nl": "Rood", "en": "Red"}}
    assert "optional" not in colour
    assert age == {
        "key": "age",
        "kind": "number",
        "text": {"nl": "Hoe oud?", "en": "How old?"},
        "optional": True,
        "relevant": "selected(${colour}, 'red')",
        "constraint": ". < 120",
        "constraint-message": {"nl": "Dat is oud."},
    }


def test_groups_are_flattened_into_conditions(xlsform: Make) -> None:
    rows = [
        HEADER,
        ["integer", "age", "a", "a"],
        ["begin group", "outer", None, None, "${age} > 3"],
        ["begin_group", "inner", "Kop", "Head", "${age} < 9"],
        ["text", "why", "b", "b", "${age} != 5"],
        ["end_group"],
        ["end group"],
        ["text", "last", "c", "c"],
    ]
    found = _questions(xlsform(rows))
    assert list(found) == ["age", "inner", "why", "last"]
    assert found["inner"]["kind"] == "note"
    assert found["inner"]["relevant"] == "(${age} > 3) and (${age} < 9)"
    assert found["why"]["relevant"] == "(${age} > 3) and (${age} < 9) and (${age} != 5)"
    assert "relevant" not in found["last"]


def test_every_type_that_a_chat_can_ask(xlsform: Make) -> None:
    types = {
        "text": "text",
        "integer": "number",
        "decimal": "number",
        "percentage": "number",
        "date": "date",
        "geopoint": "place",
        "image": "photos",
        "note": "note",
        "acknowledge": "choice",
        "select one from colours": "choice",
        "select_multiple colours": "choices",
        "rank colours": "ranking",
        "range": "scale",
    }
    rows = [HEADER, *([type_, f"q{index}", "a", "b"] for index, type_ in enumerate(types))]
    found = _questions(xlsform(rows, COLOURS))
    assert [question["kind"] for question in found.values()] == list(types.values())


def test_what_the_device_fills_in_is_left_out(xlsform: Make) -> None:
    rows = [["type", "name", "label"], ["start", "start"], ["deviceid", "id"], ["username", "u"], ["text", "a", "b"]]
    assert list(_questions(xlsform(rows))) == ["a"]


def test_other_asks_for_the_word(xlsform: Make) -> None:
    found = _questions(xlsform([HEADER, ["select_one colours or_other", "colour", "a", "b"]], COLOURS))
    assert [option["key"] for option in found["colour"]["options"]] == ["red", "green", "other"]
    assert found["colour_other"]["relevant"] == "selected(${colour}, 'other')"


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        (None, {"kind": "scale", "low": 1, "high": 10}),
        ("start=0 end=5 step=1", {"kind": "scale", "low": 0, "high": 5}),
        ("start=0 end=100 step=10", {"kind": "number", "low": 0, "high": 100, "constraint": "(. - 0) mod 10 = 0"}),
        ("start=0.5 end=5", {"kind": "number", "low": 0.5, "high": 5, "decimals": True}),
    ],
)
def test_a_range_is_a_scale_or_a_number(xlsform: Make, parameters: str | None, expected: dict[str, Any]) -> None:
    found = _questions(xlsform([["type", "name", "label", "parameters"], ["range", "r", "a", parameters]]))["r"]
    assert expected.items() <= found.items()


def test_calculations_are_written_into_what_uses_them(xlsform: Make) -> None:
    rows = [
        ["type", "name", "label", "relevant", "calculation"],
        ["integer", "age", "a", None, None],
        ["calculate", "adult", None, "${age} != ''", "${age} >= 18"],
        ["text", "vote", "b", "${adult} = 'true'", None],
    ]
    survey = Survey.from_data(read_survey(xlsform(rows)).data)
    assert survey.steps({"age": 18}) == 2
    assert survey.steps({"age": 17}) == 1
    assert survey.steps({}) == 1


def test_calculations_cannot_blow_up(xlsform: Make) -> None:
    doubled = [["calculate", f"c{n}", None, f"${{c{n - 1}}} + ${{c{n - 1}}}"] for n in range(1, 30)]
    rows = [["type", "name", "label", "calculation"], ["integer", "c0", "a", None], *doubled]
    assert "this calculation is too long" in _refusal(xlsform(rows))


def test_columns_without_a_language(xlsform: Make) -> None:
    rows = [["type", "name", "label"], ["text", "a", "Hoi"]]
    assert _questions(xlsform(rows))["a"]["text"] == {"nl": "Hoi"}
    settings = [["default_language"], ["English (en)"]]
    assert _questions(xlsform(rows, None, settings))["a"]["text"] == {"en": "Hoi"}


def test_what_is_left_out_is_a_warning(xlsform: Make) -> None:
    rows = [["type", "name", "label", "default", "image"], ["text", "a", "Hoi", "x", "a.jpg"]]
    warnings = [ENGLISH(warning) for warning in read_survey(xlsform(rows)).warnings]
    assert warnings == [
        "row 2: pictures, sound and video beside a question are not shown",
        "row 2: the default answer is not used: a chat asks",
    ]


def test_everything_a_chat_cannot_ask_is_named_at_once(xlsform: Make) -> None:
    rows = [
        ["type", "name", "label", "choice_filter", "required", "relevant", "appearance"],
        ["begin repeat", "kids", "Kids"],
        ["barcode", "code", "b"],
        ["end repeat"],
        ["select_one colours", "c", "d", "x = 1"],
        ["select_one_from_file a.csv", "e", "f"],
        ["select_one nothing", "g", "h"],
        ["text", "i", "j", None, "${c} = 1"],
        ["text", "k", "l", None, None, "pulldata('a')"],
        ["text", "m", "n", None, None, "${code} = 1 and ${zz} = 1"],
        ["integer", "o", "p", None, None, None, "ex:app"],
        ["txt", "q", "r"],
        ["text", "s", None],
        ["text", None, "t"],
        ["end group"],
        ["begin group", "u"],
        ["range", "v", "w"],
    ]
    lines = _refusal(xlsform(rows, COLOURS)).splitlines()
    assert lines[0] == "form.xlsx: nothing was added. Please change these rows or take them out:"
    assert [line.partition(":")[0].partition(",")[0] for line in lines[1:]] == [
        f"row {number}" for number in (2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
    ]
    assert "row 2, begin repeat “kids”: a chat cannot ask questions that repeat" in lines
    assert "row 10: question “m”: “relevant” uses “zz”, which is not a question before this one" in lines
    assert any("the function “pulldata” cannot be used" in line for line in lines)


def test_an_unknown_language_is_refused(xlsform: Make) -> None:
    rows = [["type", "name", "label::Klingonese"], ["text", "a", "b"]]
    assert "the column “label::Klingonese” on the sheet “survey” needs the code of its language" in _refusal(
        xlsform(rows)
    )


def test_other_workbooks_are_refused(xlsform: Make, tmp_path: Path) -> None:
    assert "it has no sheet “survey”" in _refusal(xlsform(None, COLOURS))
    assert "“questions” must be a list" in _refusal(xlsform([["type", "name", "label"]]))
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    assert "this Excel file cannot be read" in _refusal(broken)


def test_hostile_workbooks_are_refused(xlsform: Make, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (51 * 1024 * 1024))
    assert "unpacks to more than 50 MB" in _refusal(bomb)
    path = xlsform([["type", "name", "label"], ["text", "a", "b"]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/evil.xml", '<!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>'.encode("utf-16"))
    assert "it holds a document type" in _refusal(path)


def test_only_rows_with_something_in_them_count(xlsform: Make) -> None:
    head = [["type", "name", "label"], ["text", "a", "b"]]
    assert list(_questions(xlsform([*head, *([None] for _ in range(2100)), ["text", "c", "d"]]))) == ["a", "c"]
    assert "more than 2000 rows" in _refusal(xlsform([*head, *(["text", "a", "b"] for _ in range(2100))]))
