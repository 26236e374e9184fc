"""Answers to every survey of the neighbourhood, one in each row."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from bot.exchange.reader import Reader
from bot.exchange.what import Rows
from bot.neighbourhood.places import Neighbourhood
from bot.neighbourhood.question import Question, Value
from bot.neighbourhood.survey import Survey
from bot.store import Books

COLUMNS = (
    "survey",
    "question",
    "question-text",
    "response-id",
    "answered",
    "channel",
    "value",
    "label",
    "finished",
)

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


async def rows(books: Books, neighbourhood: Neighbourhood, reader: Reader) -> Rows:
    """The answers: survey by survey, response by response, in the order in which they were given."""
    for survey in await books.surveys.all(neighbourhood.id):
        wordings = _wordings(await books.surveys.versions(survey.id))
        async with aclosing(books.exports.answers(survey.id)) as portions:
            async for portion in portions:
                found = (_row(survey.slug, wordings, reader, *given) for given in portion)
                yield [row for row in found if row]


async def total(books: Books, neighbourhood: Neighbourhood) -> int:
    """How many answers there are."""
    surveys = await books.surveys.all(neighbourhood.id)
    return sum([await books.exports.count_answers(survey.id) for survey in surveys])


def _wordings(definitions: Iterable[Mapping[str, Any]]) -> dict[str, list[Question]]:
    """Every question the survey has had, by key, as it was in each version; in the order of the versions."""
    found: dict[str, list[Question]] = {}
    for definition in definitions:
        for item in Survey.from_data(definition).questions:
            if isinstance(item.question, Question):
                found.setdefault(item.key, []).append(item.question)
    return found


def _row(
    survey: str, wordings: Mapping[str, Sequence[Question]], reader: Reader, *given: Any
) -> tuple[Any, ...] | None:
    response, state, channel, key, kind, value, answered = given
    versions = wordings.get(key, ())
    question = _asked(versions, kind, value)
    if question is None:
        return None
    text, label = reader.words(versions[0].text), reader.words(question.label(value))
    finished = "yes" if state == "done" else "no"
    moment = reader.clock(answered)
    return survey, key, text, _base36(response), moment, channel, _cell(question, value), label, finished


def _asked(versions: Sequence[Question], kind: str, value: Value) -> Question | None:
    """The newest question of this kind that the value answers, so that an option that is gone keeps its words."""
    alike = [question for question in versions if question.kind == kind]
    return next((question for question in alike if question.fits(value)), alike[0] if alike else None)


def _cell(question: Question, value: Value) -> str | float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number else question.plain(value)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
