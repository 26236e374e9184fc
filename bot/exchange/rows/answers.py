"""Answers to every survey of the neighbourhood, one in each row."""

from collections.abc import Mapping
from contextlib import aclosing
from typing import Any

from bot.exchange.anonymous.answers import anonymous
from bot.exchange.asked import Asked, asked_in
from bot.exchange.reader import Reader
from bot.exchange.what import Rows
from bot.neighbourhood.places import Neighbourhood
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

__all__ = ["COLUMNS", "anonymous", "rows", "total"]

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


async def rows(books: Books, neighbourhood: Neighbourhood, reader: Reader) -> Rows:
    """The answers: survey by survey, response by response, in the order in which they were given."""
    for survey in await books.surveys.all(neighbourhood.id):
        asked = asked_in(await books.surveys.versions(survey.id))
        async with aclosing(books.exports.answers(survey.id)) as portions:
            async for portion in portions:
                found = (_row(survey.slug, asked, reader, *given) for given in portion)
                yield [row for row in found if row]


async def total(books: Books, neighbourhood: Neighbourhood) -> int:
    """How many answers there are."""
    surveys = await books.surveys.all(neighbourhood.id)
    return sum([await books.exports.count_answers(survey.id) for survey in surveys])


def _row(survey: str, asked: Mapping[str, Asked], reader: Reader, *given: Any) -> tuple[Any, ...] | None:
    response, state, channel, key, kind, value, answered = given
    known = asked.get(key, Asked())
    question = known.question(kind, value)
    if question is None:
        return None
    label = reader.words(question.label(value))
    finished, moment = "yes" if state == "done" else "no", reader.clock(answered)
    text, cell = reader.words(known.text), question.cell(value)
    return survey, key, text, _base36(response), moment, channel, cell, label, finished


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
