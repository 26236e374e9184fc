"""Real XLSForms, of the project that defines the format: each is imported whole, or refused with every reason."""

from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from bot.exchange.surveys import read_survey
from bot.neighbourhood.refusal import Refusal
from bot.neighbourhood.survey import Survey

FORMS = Path(__file__).parents[4] / "shared" / "data" / "xlsform"
IMPORTED = {
    "field-list": ["table_list_question"],
    "group": ["family_name", "father", "phone_number", "age"],
    "specify_other": ["sex", "sex_other"],
    "text_and_integer": ["your_name", "your_age"],
    "yes_or_no_question": ["good_day"],
}
REFUSED = {
    "choice_filter_test": [
        "row 3, select_one counties “county”: ",
        "row 4, select_one cities “city”: ",
        "choice_filter",
    ],
    "or_other": ["row 3, select_one colors “fav_pastel”: ", "choice_filter"],
    "xlsform_spec_test": [
        "row 10, note “display_image_test”: it has no label",
        "row 15, begin repeat “repeat_test”: a chat cannot ask questions that repeat",
        "row 27, select_one a_b “compact-test”: the choice “a” has no label",
        "row 32, time “time_test”: ",
        "row 33, datetime “datetime_test”: ",
        "row 35, barcode “barcode_test”: ",
        "row 37, audio “audio_test”: ",
        "row 38, video “video_test”: ",
        "row 43: question “start_test_output”: “text” uses “start”",
        "row 57, integer “launch”: a chat cannot start another app",
    ],
}

pytestmark = pytest.mark.skipif(not FORMS.is_dir(), reason="the real XLSForms are not beside the project")


def test_every_form_is_tried() -> None:
    assert {path.stem for path in FORMS.glob("*.xlsx")} == IMPORTED.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", IMPORTED)
def test_it_is_imported_whole(name: str) -> None:
    path = FORMS / f"{name}.xlsx"
    survey = Survey.from_data(read_survey(path).data)
    assert [item.key for item in survey.questions] == IMPORTED[name]
    assert survey.languages[0] == "en"
    assert convert(path, validate=False).xform  # pyxform takes it as well


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_and_everything_is_named(name: str) -> None:
    with pytest.raises(Refusal) as raised:
        read_survey(FORMS / f"{name}.xlsx")
    assert all(part in str(raised.value) for part in REFUSED[name])


def test_labels_choices_and_constraints_of_real_forms() -> None:
    choice = read_survey(FORMS / "field-list.xlsx").data["questions"][0]
    phone = read_survey(FORMS / "group.xlsx").data["questions"][2]
    assert choice["options"][0] == {"key": "yes", "label": {"en": "Yes", "zh": "是"}}
    assert choice["hint"] == {"en": "hint"}
    assert phone["constraint"] == r"regex(., '^\d*$')"
