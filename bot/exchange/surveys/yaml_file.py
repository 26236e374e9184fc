"""Surveys written as YAML, with the line in every error and a few friendly short forms."""

from pathlib import Path
from typing import Any

from bot.exchange.refused import refuse
from bot.exchange.surveys.file import SurveyFile, check_size, missing_translations, refuse_all, slug
from bot.exchange.surveys.yaml_lines import Lines, Misread, read_lines
from bot.language import Text, _
from bot.neighbourhood.survey_check import Problem, problems
from bot.neighbourhood.survey_keys import PER_LANGUAGE

_TRUTHS = {"yes": True, "no": False}


def read_yaml(path: Path, language: str = "nl") -> SurveyFile:
    """The survey in a YAML file. Refusal names every problem with its line.

    A plain text is in the survey's `language`, else in the first language of the title, else in `language`.
    """
    check_size(path)
    try:
        source = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse(path, _("it is not a text file in UTF-8; save it again as UTF-8")) from error
    try:
        written, lines = read_lines(source)
    except Misread as misread:
        raise refuse(path, _line(misread.line, misread.reason)) from misread
    data = _full(written, path, language)
    found = sorted(((_line_of(problem, lines), problem) for problem in problems(data)), key=lambda pair: pair[0])
    if found:
        named = [_line(line, problem.sentence()) for line, problem in found]
        raise refuse_all(path, _("this survey cannot be used yet."), named)
    return SurveyFile(data, missing_translations(data))


def _line(number: int, text: Text) -> Text:
    return _("line {number}: {problem}", number=number, problem=text)


def _line_of(problem: Problem, lines: Lines) -> int:
    where = problem.where
    while where not in lines and where:
        where = where[:-1]
    return lines.get(where, 1)


def _full(written: Any, path: Path, language: str) -> Any:
    """The canonical form: short forms written out, the slug taken from the file when there is none."""
    if not isinstance(written, dict):
        return written
    spoken = _spoken(written, language)
    data = {"slug": slug(path.stem), **{key: value for key, value in written.items() if key != "language"}}
    data["slug"] = str(data["slug"])
    for key in ("title", "description"):
        if key in data:
            data[key] = _per_language(data[key], spoken)
    if isinstance(data.get("questions"), list):
        data["questions"] = [_full_item(item, spoken) for item in data["questions"]]
    return data


def _spoken(written: dict[Any, Any], language: str) -> str:
    title = written.get("title")
    first = next(iter(title), language) if isinstance(title, dict) else language
    return str(written.get("language", first))


def _full_item(item: Any, language: str) -> Any:
    if not isinstance(item, dict):
        return item
    full = {key: _per_language(value, language) if key in PER_LANGUAGE else value for key, value in item.items()}
    if isinstance(full.get("options"), list):
        full["options"] = [_option(option, index, language) for index, option in enumerate(full["options"], 1)]
    for key in ("optional", "decimals", "sensitive"):
        if str(full.get(key)) in _TRUTHS:
            full[key] = _TRUTHS[full[key]]
    return full


def _option(option: Any, number: int, language: str) -> Any:
    if isinstance(option, dict):
        full = {key: _per_language(value, language) if key == "label" else value for key, value in option.items()}
        if isinstance(full.get("key"), int):
            full["key"] = str(full["key"])
        return full
    if isinstance(option, list) or option is None:
        return option
    return {"key": slug(str(option)) or f"option-{number}", "label": {language: str(option)}}


def _per_language(value: Any, language: str) -> Any:
    if isinstance(value, dict):
        return {key: str(text) if isinstance(text, int | float) else text for key, text in value.items()}
    return value if value is None or isinstance(value, list) else {language: str(value)}
