"""Answers that point at nobody: question by question, so that no answers can be put together to one person."""

from collections.abc import Mapping, Sequence
from contextlib import aclosing
from typing import Any

from bot.exchange.anonymous.chance import ids, portions, shuffled
from bot.exchange.anonymous.crowd import FEW, FEW_SENSITIVE, HIDDEN, Crowd
from bot.exchange.asked import Asked, asked_in
from bot.exchange.reader import Reader
from bot.exchange.what import Rows
from bot.language import _
from bot.neighbourhood.places import Neighbourhood
from bot.store import Books

PORTION = 1000
NOTHING = (None, None)
# Translators: stands in the place of an answer in a table, where so few people gave it that one could guess who
TOO_FEW = _("too few to show")


async def anonymous(books: Books, neighbourhood: Neighbourhood, reader: Reader) -> Rows:
    """The answers: survey by survey, question by question, in an order of chance."""
    for survey in await books.surveys.all(neighbourhood.id):
        for key, asked in asked_in(await books.surveys.versions(survey.id)).items():
            given = _Given(asked, reader)
            async with aclosing(books.traits.answers(survey.id, key)) as read:
                async for portion in read:
                    for one in portion:
                        given.add(*one)
            words = await books.traits.answer_words(survey.id, key)
            for rows in portions(given.rows(words), PORTION):
                about = (survey.slug, key, reader.words(asked.text))
                yield [(*about, name, *row) for name, row in zip(ids(len(rows)), rows, strict=True)]


class _Given:
    """What was given to one question, column by column."""

    def __init__(self, asked: Asked, reader: Reader) -> None:
        self._asked = asked
        self._reader = reader
        self._hidden = (HIDDEN, reader.words(TOO_FEW))
        self._persons: list[int] = []
        self._shades: list[tuple[Any, ...]] = []
        self._rest: list[tuple[str, str, str]] = []

    def add(self, response: int, state: str, channel: str, kind: str, value: Any, answered: str) -> None:
        """An answer, as `Traits.answers` has it."""
        question = self._asked.question(kind, value)
        if question is None:
            return
        rest = (self._reader.clock.month(answered), channel, "yes" if state == "done" else "no")
        for part in question.parts(value) if value is not None else (None,):
            shades = question.shades(part) if part is not None else ()
            self._persons.append(response)
            self._shades.append(tuple((cell, self._reader.words(label)) for cell, label in shades) or (NOTHING,))
            self._rest.append(rest)

    def rows(self, words: Mapping[int, str]) -> list[tuple[Any, ...]]:
        """From `answered` on to `finished`, in an order of chance; those of which there are too few as one row."""
        self._leave_some_out()
        parts, few = self._crowd().parts(self._traits())
        found = [self._row(row, values, words) for rows, values in parts for row in rows]
        silent = [row for row in few if self._persons[row] not in words]
        alone = {*few}.difference(silent[1:])
        return shuffled([*found, *(self._row(row, (HIDDEN,) * 4, words) for row in alone)])

    def _leave_some_out(self) -> None:
        """Of a question that is not asked of everybody, make the number of people a round one.

        Else it would tell how many people gave the answer it is asked after, also where that is hidden.
        """
        if not self._asked.conditional:
            return
        people = shuffled(dict.fromkeys(self._persons))
        left_out = set(people[: len(people) % self._few]) if len(people) > self._few else set()
        kept = [row for row, person in enumerate(self._persons) if person not in left_out]
        self._persons = [self._persons[row] for row in kept]
        self._shades = [self._shades[row] for row in kept]
        self._rest = [self._rest[row] for row in kept]

    @property
    def _few(self) -> int:
        return FEW_SENSITIVE if self._asked.sensitive else FEW

    def _crowd(self) -> Crowd:
        return Crowd(self._persons, [self._asked.sensitive] * len(self._persons))

    def _traits(self) -> list[Sequence[Sequence[Any]]]:
        deepest = max(map(len, self._shades), default=1)
        values = [[each[min(shade, len(each) - 1)] for each in self._shades] for shade in range(deepest)]
        return [values, *([column] for column in zip(*self._rest, strict=True))]

    def _row(self, row: int, values: tuple[Any, ...], words: Mapping[int, str]) -> tuple[Any, ...]:
        value, month, channel, finished = values
        text = words.get(self._persons[row])
        cell, label = (text, text) if text is not None else self._hidden if value is HIDDEN else value
        return month, channel, cell, label, finished
