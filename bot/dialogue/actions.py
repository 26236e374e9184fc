"""Buttons that do something by themselves: start a script, go on, change an answer, use a text that was kept."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.dialogue import answers
from bot.dialogue.chat import Start
from bot.dialogue.permitted import NotPermitted
from bot.dialogue.prompts import CHANGING
from bot.dialogue.turn import Turn
from bot.language import _
from bot.neighbourhood.inputs import Wrote
from bot.neighbourhood.permissions import BUTTONS
from bot.store import Conversation

Action = dict[str, Any]


async def act(turn: Turn, action: Action) -> None:
    """Carry out the action of a button."""
    do = action["do"]
    if not await turn.may(BUTTONS.get(do, ""), turn.resident.neighbourhood_id):
        raise NotPermitted(do)
    await _ACTIONS[do](turn, action)


async def _start(turn: Turn, action: Action) -> None:
    await turn.start(Start("", action["script"], action["arguments"], action["subject"]))


async def _nothing(turn: Turn, action: Action) -> None:
    """What was offered is not wanted."""


async def _later(turn: Turn, action: Action) -> None:
    turn.notice(_("Fine, later then."))


async def _resume(turn: Turn, action: Action) -> None:
    """Show the open question of a conversation again."""
    talk = await _own(turn, action["talk"])
    if talk is None or talk.state != "open":
        turn.tell(_("That is finished. Choose from the menu: /menu"))
    else:
        await turn.advance(talk)


async def _change(turn: Turn, action: Action) -> None:
    """Change an answer that was given before."""
    talk = await _own(turn, action["talk"])
    if talk is None:
        return
    replay = await turn.run(talk)
    step = next((step for step in replay.path if step.key == action["key"]), None)
    if step is None or not step.question.fits(action["value"]):
        turn.tell(_("That cannot be changed any more."))
        return
    talk = await answers.store(turn, talk, action["key"], step.question, action["value"], step.answer.message)
    turn.tell(_("Changed: {answer}", answer=step.question.label(action["value"])))
    await turn.advance(talk)


async def _use(turn: Turn, action: Action) -> None:
    """A text that was kept is the answer to this question after all."""
    talk = await _own(turn, action["talk"])
    replay = await turn.run(talk) if talk else None
    prompts = turn.books.log.open_prompts(turn.resident, action["talk"])
    if replay is None or replay.open is None or replay.open.key != action["key"] or not prompts:
        turn.tell(_("That question has been answered in the meantime."))
        return
    prompt = prompts[-1]
    if prompt.draft != CHANGING:
        await answers.take(turn, replay, prompt, Wrote(action["text"]), action["message"], seen="seen" in action)


async def _own(turn: Turn, number: int) -> Conversation | None:
    talk = await turn.books.log.fetch(number)
    return talk if talk and talk.resident_id == turn.resident.id and talk.state != "cancelled" else None


_ACTIONS: dict[str, Callable[[Turn, Action], Awaitable[None]]] = {
    "start": _start,
    "nothing": _nothing,
    "later": _later,
    "resume": _resume,
    "answer": _change,
    "use": _use,
}
