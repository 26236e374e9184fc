"""A button was pressed: it counts for the prompt it stands under, and for no other."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.dialogue import actions, answers
from bot.dialogue.effects import Toast
from bot.dialogue.events import Press, Pressed
from bot.dialogue.prompts import CHANGING
from bot.dialogue.replay import Replay
from bot.dialogue.screen import ASKED
from bot.dialogue.turn import Turn
from bot.language import _
from bot.neighbourhood.inputs import Finished, Tapped
from bot.neighbourhood.question import Answered
from bot.neighbourhood.widgets import Buttons, Toggles
from bot.store import Conversation, Prompt

OPTIONS = ("option", "on", "off")
GONE = _("That button does not work any more. Type /menu to see what you can do.")
# A question of which nobody heard for so long that it arrived is no longer on its way.
LOST_AFTER = timedelta(seconds=5)


async def press(turn: Turn, event: Pressed) -> None:
    """Do what the button says. Every press gets its answer, if only to stop the clock on the button."""
    turn.toast = Toast(event.query)
    prompt = turn.books.log.prompt(event.prompt)
    if prompt is None or event.press is None or prompt.resident_id != turn.resident.id:
        turn.notice(GONE, alert=True)
        return
    turn.pressed = event.message
    if prompt.message is None:
        # The press proves that the prompt arrived, and where.
        prompt = turn.books.log.put_prompt(replace(prompt, message=event.message))
    elif event.message < prompt.message:
        # An older copy: what follows comes below the newest one, where people look.
        turn.settle(event.message)
        turn.pressed = None
    if prompt.conversation_id is None:
        turn.under, turn.pressed = turn.pressed, None
        await _act(turn, prompt, event.press, event.message)
        return
    talk = await turn.books.log.fetch(prompt.conversation_id)
    if talk is None or talk.state == "cancelled":
        turn.notice(_("This was stopped. Type /menu to start again."), alert=True)
        return
    await _answer(turn, talk, prompt, event.press)


async def _act(turn: Turn, prompt: Prompt, pressed: Press, message: int) -> None:
    chosen = prompt.options.get("actions", [])
    if pressed.verb != "option" or pressed.index >= len(chosen):
        if prompt.state == "closed":
            turn.notice(_("You have answered this already."))
            turn.settle(message)  # the call that took its buttons away may have been lost
        return
    if prompt.state == ASKED:
        # Words stand behind these buttons, also those that somebody did not want used.
        turn.books.log.put_prompt(replace(prompt, state="closed", options={}))
        turn.settle(message)
    await actions.act(turn, chosen[pressed.index])


async def _answer(turn: Turn, talk: Conversation, prompt: Prompt, pressed: Press) -> None:
    replay = await turn.run(talk)
    turn.resident = replay.resident
    if replay.open is None or replay.open.key != prompt.key:
        await _late(turn, talk, replay, prompt, pressed)
        return
    if prompt.state != "open":
        # An older copy of the question that is open now: what is chosen on it holds, and the newer one goes.
        newer = turn.books.log.open_prompts(turn.resident, talk.id)
        draft = newer[0].draft if newer else prompt.draft
        turn.close_prompts(talk, "closed")
        prompt = turn.books.log.put_prompt(replace(prompt, state="open", draft=draft))
    turn.take_floor(talk)
    if pressed.verb in OPTIONS:
        await _choose(turn, replay, prompt, pressed)
    else:
        await control(turn, replay, prompt, pressed.verb)


async def _choose(turn: Turn, replay: Replay, prompt: Prompt, pressed: Press) -> None:
    key = _key(prompt, pressed)
    if key is None:
        return
    if prompt.draft == CHANGING:
        turn.books.log.reopen(replay.talk, key)
        await turn.advance(replay.talk)
        return
    if key not in _offered(replay, prompt):
        # What is asked has changed since: this option is gone.
        await turn.advance(replay.talk)
        return
    await answers.take(turn, replay, prompt, Tapped(key, pressed.verb != "off"))


def _offered(replay: Replay, prompt: Prompt) -> set[str]:
    widget = replay.asked.question.widget(prompt.draft)
    return {option.key for option in widget.options} if isinstance(widget, Buttons | Toggles) else set()


async def control(turn: Turn, replay: Replay, prompt: Prompt, verb: str) -> None:
    """Do what a control says: back, skip, keep, change or done."""
    if verb == "back":
        await answers.back(turn, replay, prompt)
    elif verb == "skip" and replay.asked.question.optional:
        await answers.skip(turn, replay)
    elif verb == "keep":
        await answers.keep(turn, replay)
    elif verb == "change":
        answers.redraw(turn, replay, prompt, CHANGING)
    elif verb == "done":
        await answers.take(turn, replay, prompt, Finished())


async def _late(turn: Turn, talk: Conversation, replay: Replay, prompt: Prompt, pressed: Press) -> None:
    """A press on a question that was answered: the first answer stands; another one is offered as a change."""
    stored = next((step for step in replay.path if step.key == prompt.key), None)
    key = _key(prompt, pressed) if pressed.verb == "option" and prompt.draft != CHANGING else None
    if stored is None and prompt.state == "open":
        # What is asked has changed since: another question comes first now, or none.
        await (turn.advance(talk) if replay.open else turn.conclude(talk, replay))
        return
    if stored is None or key is None:
        turn.notice(_("You have answered this already."))
        await _lift(turn, talk, replay)
        return
    outcome = stored.question.take(Tapped(key), None)
    if not isinstance(outcome, Answered) or outcome.value == stored.answer.value:
        await _lift(turn, talk, replay)
        return
    turn.pressed = None
    values = {"before": stored.answered(), "after": stored.question.label(outcome.value)}
    turn.offer(
        _("You answered “{before}” to this. Shall I make it “{after}”?", **values),
        (_("Yes, change it"), {"do": "answer", "talk": talk.id, "key": prompt.key, "value": outcome.value}),
        (_("No, leave it"), {"do": "nothing"}),
    )


async def _lift(turn: Turn, talk: Conversation, replay: Replay) -> None:
    """When the open question never arrived, or stands above the answered one after a crash: show it at the bottom."""
    pressed, turn.pressed = turn.pressed, None
    prompts = turn.books.log.open_prompts(turn.resident, talk.id)
    if pressed is None or replay.open is None or not prompts:
        return
    if all(_is_missed(one, pressed, turn.now) for one in prompts):
        turn.settle(pressed)
        await turn.advance(talk)


def _is_missed(prompt: Prompt, pressed: int, now: datetime) -> bool:
    if prompt.message is None:
        return now - prompt.created > LOST_AFTER
    return prompt.message < pressed


def _key(prompt: Prompt, pressed: Press) -> str | None:
    options = prompt.options.get("options", [])
    return options[pressed.index][0] if pressed.index < len(options) else None
