"""Filling in a survey as a villager does: question by question, with second thoughts."""

from typing import Any

from bot.language import Text, _
from bot.neighbourhood.inputs import Tapped, Wrote
from bot.neighbourhood.question import Answered, Outcome, Question, Value
from bot.neighbourhood.survey import Item, Note, Survey
from bot.neighbourhood.widgets import Buttons, Option, Pictures, Share, Toggles
from bot.simulator.village.picture import street
from bot.simulator.village.story import Plan
from bot.simulator.village.talker import Talker

DONE = _("✅ Done")
SKIP = _("Skip ➡️")
BACK = _("⬅️ Back")
CHANGE = _("✏️ Change something")
CONFIRM = _("✅ Yes, that is right")


async def fill_in(talker: Talker, survey: Survey, plans: dict[str, Plan]) -> bool:
    """Answer the survey that was just opened; False when the phone was put away half-way."""
    answers: dict[str, Value] = {}
    passed: set[str] = set()
    while item := _next(survey, answers, passed):
        passed.add(item.key)
        if isinstance(item.question, Note):
            continue
        plan = plans.get(item.key)
        if plan is None and not item.question.optional:
            return False
        answers[item.key] = await _answer(talker, item.question, plan)
    for key, plan in plans.items():
        if _second(plan, "change") is not None:
            await _change(talker, survey, answers, key, plan["change"])
    await talker.taps(CONFIRM)
    return True


def _next(survey: Survey, answers: dict[str, Value], passed: set[str]) -> Item | None:
    return next((item for item in survey.relevant(answers) if item.key not in passed), None)


async def _answer(talker: Talker, question: Question, plan: Plan) -> Value:
    if plan is None:
        await talker.taps(SKIP)
        return None
    value = await give(talker, question, plan["first"] if isinstance(plan, dict) else plan)
    rather = _second(plan, "back")
    if rather is None:
        return value
    await talker.taps(BACK)
    return await give(talker, question, rather)


async def _change(talker: Talker, survey: Survey, answers: dict[str, Value], key: str, plan: Plan) -> None:
    path = (item.question for item in survey.relevant(answers))
    question = next(one for one in path if isinstance(one, Question) and one.key == key)
    await talker.taps(CHANGE)
    await talker.taps(question.text)
    answers[key] = await give(talker, question, plan)


def _second(plan: Plan, how: str) -> Plan:
    return plan.get(how) if isinstance(plan, dict) else None


async def give(talker: Talker, question: Question, plan: Any) -> Value:
    """Answer an open question: how depends on what stands on the screen. Gives the value of the answer."""
    widget = question.widget(None)
    if isinstance(widget, Buttons):
        await talker.taps(_label(widget.options, str(plan)))
        return _value(question.take(Tapped(str(plan)), None))
    if isinstance(widget, Toggles):
        return await _toggle(talker, widget, plan)
    if isinstance(widget, Pictures):
        await send_photos(talker, question.text, plan)
        return []
    if isinstance(widget, Share) and not isinstance(plan, str):
        await talker.sees(question.text)
        talker.person.shares_location(*plan)
        return {"latitude": plan[0], "longitude": plan[1]}
    await talker.says(str(plan), after=question.text)
    return _value(question.take(Wrote(str(plan)), None))


async def send_photos(talker: Talker, after: Text, count: int) -> None:
    """Send photos; each once the bot has spoken of the one before."""
    for number in range(count):
        await talker.sees(DONE if number else after)
        talker.person.sends_photo(street(talker.person.id + number))


async def _toggle(talker: Talker, widget: Toggles, keys: list[str]) -> list[str]:
    for key in keys:
        await talker.taps(_label(widget.options, key))
    await talker.taps(DONE)
    return keys


def _label(options: tuple[Option, ...], key: str) -> Text:
    return next(option.label for option in options if option.key == key)


def _value(outcome: Outcome) -> Value:
    if not isinstance(outcome, Answered):
        raise ValueError("the story gives an answer that its question does not take")
    return outcome.value
