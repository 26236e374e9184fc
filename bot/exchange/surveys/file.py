"""What reading a survey file gives, and what every reader needs for it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.exchange.refused import refuse
from bot.language import Text, _, _n, lines
from bot.neighbourhood.refusal import Refusal

LARGEST_FILE = 5 * 1024 * 1024  # bytes
MOST_NAMED = 60


@dataclass(frozen=True, slots=True)
class SurveyFile:
    """The canonical data of a survey (see `bot.neighbourhood.survey`), and what its maker may want to know."""

    data: dict[str, Any]
    warnings: tuple[Text, ...] = ()


def refuse_all(path: Path, opening: Text, problems: Sequence[Text]) -> Refusal:
    """One refusal that names every problem, each on its own line."""
    rest = len(problems) - MOST_NAMED
    more = [_n("and {count} more", "and {count} more", rest)] if rest > 0 else []
    return Refusal(lines(_("{file}: {reason}", file=path.name, reason=opening), *problems[:MOST_NAMED], *more))


def check_size(path: Path) -> None:
    """Refusal when the file is larger than 5 MB: no survey is."""
    if path.stat().st_size > LARGEST_FILE:
        raise refuse(path, _("a survey file can be at most 5 MB"))


def slug(text: str) -> str:
    """A short name for links, of small letters, digits and hyphens; empty when nothing of the text remains."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")


def missing_translations(data: Mapping[str, Any]) -> tuple[Text, ...]:
    """One warning for each language in which some of the questions and options are not written."""
    texts = [text for text in _texts(data) if isinstance(text, Mapping)]
    languages = dict.fromkeys(language for text in texts for language in text)
    counted = {language: sum(language not in text for text in texts) for language in languages}
    return tuple(
        _n(
            "{count} text is not written in “{language}”; it is shown in another language.",
            "{count} texts are not written in “{language}”; they are shown in another language.",
            count,
            language=language,
        )
        for language, count in counted.items()
        if count
    )


def _texts(data: Mapping[str, Any]) -> Iterator[Any]:
    for item in data["questions"]:
        yield item["text"]
        yield from (option["label"] for option in item.get("options", ()))
