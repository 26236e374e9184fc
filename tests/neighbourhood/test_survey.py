"""Surveys as data: the path through one, and what its definition may hold."""

import json
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.language import Translator
from bot.neighbourhood.refusal import Refusal
from bot.neighbourhood.survey import Note, Survey

ENGLISH = Translator("en", {})
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def _question(key: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "text": {"en": f"{key}?"}, **{k.replace("_", "-"): v for k, v in more.items()}}


def _data(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"slug": "play", "title": {"nl": "Spelen", "en": "Playing"}, "questions": list(questions), **more}


PLAYING = _data(
    _question("children", "yes-no"),
    _question("age", "number", relevant="${children} = 'yes'", low=0),
    _question("sad", "note", relevant="${children} = 'no'"),
    _question(
        "oldest",
        "number",
        relevant="${age} > 3",
        constraint=". >= ${age}",
        constraint_message={"en": "Older than ${age}, please."},
    ),
)


def _keys(survey: Survey, answers: dict[str, Any]) -> list[str]:
    return [item.key for item in survey.relevant(answers)]


def test_the_path_follows_the_answers() -> None:
    survey = Survey.from_data(PLAYING)
    assert _keys(survey, {}) == ["children"]
    assert _keys(survey, {"children": True}) == ["children", "age"]
    assert _keys(survey, {"children": True, "age": 5}) == ["children", "age", "oldest"]
    assert _keys(survey, {"children": False}) == ["children", "sad"]


def test_an_answer_off_the_path_counts_as_not_given() -> None:
    assert _keys(Survey.from_data(PLAYING), {"children": False, "age": 5}) == ["children", "sad"]


def test_notes_are_no_steps() -> None:
    survey = Survey.from_data(PLAYING)
    assert survey.steps({"children": False}) == 1
    assert survey.steps({"children": True, "age": 5}) == 3
    assert isinstance(survey.questions[2].question, Note)


def test_a_constraint_says_what_to_do_with_the_answer_in_words() -> None:
    answers = {"children": True, "age": 5}
    oldest = Survey.from_data(PLAYING).relevant(answers)[-1]
    assert oldest.check(5, answers) is None
    refused = oldest.check(4, answers)
    assert refused is not None
    assert ENGLISH(refused) == "Older than 5, please."


def test_a_skipped_question_meets_every_constraint() -> None:
    item = Survey.from_data(_data(_question("a", constraint="false()", optional=True))).questions[0]
    assert item.check(None, {}) is None
    refused = item.check("x", {})
    assert refused is not None
    assert "Could you give another one?" in ENGLISH(refused)


def test_texts_hold_the_labels_of_earlier_answers() -> None:
    options = [{"key": "green", "label": {"en": "More green", "nl": "Meer groen"}}]
    why = {"key": "why", "kind": "text", "text": {"en": "Why ${what}?", "nl": "Waarom ${what}?"}}
    survey = Survey.from_data(_data(_question("what", "choice", options=options), why))
    text = survey.relevant({"what": "green"})[1].question.text
    assert ENGLISH(text) == "Why More green?"
    assert Translator("nl", {})(text) == "Waarom Meer groen?"
    assert ENGLISH(survey.relevant({})[1].question.text) == "Why ?"


def test_today_can_be_told() -> None:
    survey = Survey.from_data(_data(_question("a", relevant="today() < '2026-06-01'")))
    assert survey.relevant({}, date(2026, 5, 31))
    assert not survey.relevant({}, date(2026, 6, 1))


def test_data_comes_back_as_it_was() -> None:
    survey = Survey.from_data(PLAYING)
    assert json.loads(json.dumps(survey.to_data())) == PLAYING
    assert Survey.from_data(survey.to_data()) == survey
    assert survey.languages == ("nl", "en")


def test_a_day_opens_at_its_beginning_and_closes_at_its_end() -> None:
    survey = Survey.from_data(_data(_question("a"), opens="2026-05-01", closes="2026-05-31"), AMSTERDAM)
    assert survey.is_open(datetime(2026, 4, 30, 22, 0, tzinfo=UTC))
    assert not survey.is_open(datetime(2026, 4, 30, 21, 59, tzinfo=UTC))
    assert survey.is_open(datetime(2026, 5, 31, 23, 59, tzinfo=AMSTERDAM))
    assert not survey.is_open(datetime(2026, 6, 1, tzinfo=AMSTERDAM))


def test_a_survey_without_dates_is_open() -> None:
    assert Survey.from_data(PLAYING).is_open(datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ([], "a survey needs a title and questions"),
        (_data(), "“questions” must be a list of 1 to 200 questions"),
        (_data(_question("a"), slug="Not good"), "“slug” must be 1 to 40 small letters"),
        (_data(_question("a"), tilte={"en": "x"}), "did you mean “title”?"),
        (_data(_question("a"), title={"Dutch": "x"}), "“Dutch” is not the code of a language"),
        (_data(_question("a"), closes="tomorrow"), "“closes” must be a time like"),
        (_data(_question("a"), opens="2026-02-02", closes="2026-02-01"), "“closes” must be after “opens”"),
        (_data(_question("a"), _question("a")), "question “a”: another question has this key as well"),
        (_data(_question("a b")), "“key” must be a word"),
        (_data(_question("a", "poem")), "“kind” must be one of: choice, choices, date, note,"),
        (_data(_question("a", "number", low="one")), "question “a”: “low” must be a number"),
        (_data(_question("a", "number", low=3, high=2)), "“high” must not be below “low”"),
        (_data(_question("a", "scale", high=50)), "at most 20 steps"),
        (_data(_question("a", "choice")), "“options” is missing"),
        (_data(_question("a", "choice", options=[])), "a list of 1 to 50 options"),
        (_data(_question("a", "choice", options=["x"])), "option 1 needs a key and a label"),
        (_data(_question("a", least=-1)), "“least” must be a whole number"),
        (_data(_question("a", optional="maybe")), "“optional” must be true or false"),
        (_data(_question("a", pattern="(")), "the pattern “(” cannot be used"),
        (_data(_question("a", "date", first="1-1-2026")), "“first” must be a date like 2026-05-31"),
        (_data(_question("a", "note", constraint="1")), "“constraint” is not known here"),
        (
            _data(_question("a", relevant="${b} = 1"), _question("b")),
            "“relevant” uses “b”, which is not a question before",
        ),
        (_data(_question("a", relevant="1 +")), "“relevant” cannot be read: “1 +”, character 4"),
        (_data(_question("n", "note"), _question("a", hint={"en": "${n}"})), "“hint” uses “n”"),
        (_data({"key": "a", "kind": "text", "text": {"en": " "}}), "“text” has no text in en"),
        (_data({"key": "a", "kind": "text", "text": {"en": "x" * 3001}}), "longer than 3000 characters"),
    ],
)
def test_what_cannot_be_asked_is_refused(data: Any, problem: str) -> None:
    with pytest.raises(Refusal) as raised:
        Survey.from_data(data)
    assert problem in str(raised.value)
