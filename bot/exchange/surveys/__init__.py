"""Surveys from files: YAML, and XLSForm as the survey world uses. Both give the same canonical data."""

from pathlib import Path

from bot.exchange.refused import refuse
from bot.exchange.surveys.file import SurveyFile
from bot.language import _


def read_survey(path: Path, language: str = "nl") -> SurveyFile:
    """The survey in a `.yaml`, `.yml` or `.xlsx` file; Refusal when it cannot be read or asked.

    `language` is what texts are written in when the file does not say: the first language of the neighbourhood.
    """
    suffix = path.suffix.lower()
    if suffix not in (".yaml", ".yml", ".xlsx"):
        raise refuse(path, _("a survey is a YAML file (.yaml) or an XLSForm (.xlsx)"))
    if not path.is_file():
        raise refuse(path, _("there is no such file"))
    # Each reader brings its library along, and only when it is needed.
    if suffix == ".xlsx":
        from bot.exchange.surveys.xlsform import read_xlsform

        return read_xlsform(path, language)
    from bot.exchange.surveys.yaml_file import read_yaml

    return read_yaml(path, language)


__all__ = ["SurveyFile", "read_survey"]
