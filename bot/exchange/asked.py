"""The questions of a survey in all its versions: an answer keeps the words it was given to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.language import Text
from bot.neighbourhood.question import Question, Value
from bot.neighbourhood.survey import Item, Survey


@dataclass(slots=True)
class Asked:
    """A question, in its versions, the newest first.

    `sensitive` when in some version answers to it can hurt, or it is asked because of such an answer. `conditional`
    when it is not asked of everybody.
    """

    versions: list[Question] = field(default_factory=list)
    sensitive: bool = False
    conditional: bool = False

    @property
    def text(self) -> Text:
        """The question, as the newest version that has it puts it."""
        return self.versions[0].text

    def question(self, kind: str, value: Value) -> Question | None:
        """The newest question of this kind that the value answers, so that an option that is gone keeps its words."""
        alike = [question for question in self.versions if question.kind == kind]
        return next((question for question in alike if question.fits(value)), alike[0] if alike else None)


def asked_in(definitions: Iterable[Mapping[str, Any]]) -> dict[str, Asked]:
    """Every question the survey has had, by key, in the order of the versions, the newest first."""
    found: dict[str, Asked] = {}
    for definition in definitions:
        for item in Survey.from_data(definition).questions:
            if isinstance(item.question, Question):
                _note(found.setdefault(item.key, Asked()), item, item.question, found)
    return found


def _note(asked: Asked, item: Item, question: Question, before: Mapping[str, Asked]) -> None:
    because = item.relevant.keys if item.relevant else frozenset()
    asked.versions.append(question)
    asked.conditional |= bool(because)
    asked.sensitive |= item.sensitive or any(before[key].sensitive for key in because if key in before)
