"""Surveys written as an XLSForm: all that a chat can ask, or one refusal that names every row it cannot."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.exchange.surveys.file import SurveyFile, missing_translations, refuse_all, slug
from bot.exchange.surveys.xlsform_form import Form, Named
from bot.exchange.surveys.xlsform_languages import language_code
from bot.exchange.surveys.xlsform_rows import DEFAULT, words_of
from bot.exchange.surveys.xlsform_sheets import Row, Sheets, read_sheets
from bot.language import Text, _
from bot.neighbourhood.survey_check import problems


def read_xlsform(path: Path, language: str = "nl") -> SurveyFile:
    """The survey in an `.xlsx` file. Refusal names what a chat cannot ask, and then nothing is imported.

    Columns without a language are in the form's default language, else in the first that a label names,
    else in `language`.
    """
    sheets = read_sheets(path)
    form = Form(words_of([*sheets.survey, *sheets.choices], _default(sheets, language)), _lists(sheets.choices))
    form.read(sheets.survey)
    data = _data(sheets.settings, form, path)
    if found := [*form.problems, *_data_problems(data, form)]:
        named = [one.text for one in sorted(found, key=lambda one: one.row)]
        raise refuse_all(path, _("nothing was added. Please change these rows or take them out:"), named)
    return SurveyFile(data, (*_warnings(form), *missing_translations(data)))


def _default(sheets: Sheets, language: str) -> str:
    if chosen := language_code(sheets.settings.cell("default_language")):
        return chosen
    named = (one for row in sheets.survey for one in row.texts.get("label", {}) if one != DEFAULT)
    return next(named, language)


def _lists(choices: list[Row]) -> dict[str, list[Row]]:
    lists: dict[str, list[Row]] = {}
    for row in choices:
        lists.setdefault(row.cell("list_name"), []).append(row)
    return lists


def _data(settings: Row, form: Form, path: Path) -> dict[str, Any]:
    title = settings.cell("form_title") or settings.cell("form_id") or path.stem
    name = slug(settings.cell("form_id")) or slug(path.stem) or "survey"
    return {"slug": name, "title": {form.words.default: title}, "questions": form.items}


def _data_problems(data: dict[str, Any], form: Form) -> Iterator[Named]:
    """Problems of the whole that no row has by itself. A row that is named already is not named again."""
    named = {problem.row for problem in form.problems}
    for problem in problems(data):
        match problem.where:
            case ("questions", int(index), *_rest) if index < len(form.rows):
                row = form.rows[index]
                if row not in named:
                    yield Named(row, _row(row, problem.sentence()))
            case _ if not named:
                yield Named(0, problem.sentence())


def _warnings(form: Form) -> Iterator[Text]:
    for warning in form.warnings:
        yield _row(warning.row, warning.text)


def _row(number: int, text: Text) -> Text:
    return _("row {row}: {problem}", row=number, problem=text)
