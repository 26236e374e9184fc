"""A survey: questions that are data, asked by one script. The answers are stored when they are given."""

from datetime import UTC, date, tzinfo
from typing import Any

from bot.dialogue import Chat, Check, conversation
from bot.language import Text, _
from bot.neighbourhood.survey import Item, Note, Survey, questions_on

_read: dict[tuple[int, int, tzinfo], tuple[dict[str, Any], Survey]] = {}
MOST_KEPT = 200


@conversation("survey")
async def survey(chat: Chat) -> None:
    """Ask what the newest version of the survey asks, as far as it is relevant."""
    stored = await chat.books.surveys.get(chat.talk.subject or 0)
    asked = _survey(stored.id, stored.version, stored.definition, chat.now.tzinfo or UTC)
    chat.called(asked.title)
    if stored.closed is not None or not asked.is_open(chat.now):
        await chat.say(_("These questions are closed. Thank you for wanting to join in!"))
        chat.leave()
        return
    await chat.say(asked.description, title=asked.title)
    await _ask_all(chat, asked)
    await chat.confirm(_("Are these your answers?"))
    await chat.say(
        _("Thank you! Your answers are in."), _("You can change them as long as the questions are open: /mine")
    )


async def _ask_all(chat: Chat, asked: Survey) -> None:
    """Go down the path: after each answer it may lead elsewhere."""
    answers: dict[str, Any] = {}
    # The day it began: with today's, a condition on the date would ask again what was answered yesterday.
    today = chat.talk.created.date()
    path, at = asked.relevant(answers, today), 0
    steps = questions_on(path)
    while at < len(path):
        question = path[at].question
        if isinstance(question, Note):
            await chat.say(question.text)
        else:
            chat.steps(steps)
            answers[question.key] = await chat.ask(question, _judge(path[at], answers, today))
            # What stands before stays as it was: conditions only see what was asked before them.
            before, path = path, asked.relevant(answers, today)
            steps = steps if path is before else questions_on(path)
        at += 1


def _judge(item: Item, answers: dict[str, Any], today: date) -> Check:
    def judge(value: Any) -> Text | None:
        return item.check(value, answers, today)

    return judge


def _survey(number: int, version: int, definition: dict[str, Any], zone: tzinfo) -> Survey:
    """The survey of a version, read once: a version never changes, unless the database is another one."""
    key = (number, version, zone)
    known, read = _read.get(key, (None, None))
    if read is None or known is not definition:
        if read is None or known != definition:
            read = Survey.from_data(definition, zone)
        if len(_read) >= MOST_KEPT:
            _read.clear()
        _read[key] = (definition, read)  # by identity the rest of a batch finds it
    return read
