"""Renewal: when the consent has changed, nothing is taken from who agreed to an earlier one until they agree again."""

from bot.dialogue.commands import CANCEL, START
from bot.dialogue.effects import Toast
from bot.dialogue.events import Commanded, Gave, Pressed
from bot.dialogue.turn import Turn
from bot.language import _
from bot.neighbourhood.inputs import Wrote


async def asks_again(turn: Turn, event: Gave | Commanded | Pressed) -> bool:
    """Ask for the new consent when this turn needs it, instead of doing the turn; whether that was so."""
    if not turn.outdated or await _works_without(turn, event):
        return False
    if isinstance(event, Pressed):
        turn.toast = Toast(event.query)
    elif isinstance(event, Gave):
        turn.tell(_("I did not keep your message. First a question:"))
    await turn.renew(_afterwards(turn, event) if isinstance(event, Commanded) else {})
    return True


def _afterwards(turn: Turn, event: Commanded) -> dict[str, str]:
    """What is done after a yes: the command, or the link."""
    if event.name == START:
        return {"payload": event.rest}
    script = turn.scripts.commanded(event.name)
    return {"then": script.name} if script is not None else {}


async def _works_without(turn: Turn, event: Gave | Commanded | Pressed) -> bool:
    if isinstance(event, Commanded):
        script = turn.scripts.commanded(event.name)
        return event.name in CANCEL or (script is not None and not script.agreed)
    if isinstance(event, Pressed):
        return await _button_works_without(turn, event)
    if event.live and event.edited:
        return True  # a moving location changes nothing, and comes again and again
    talk = turn.books.log.conversation(turn.resident.floor)
    return isinstance(event.given, Wrote) and not event.edited and talk is not None and _open_to_all(turn, talk.script)


async def _button_works_without(turn: Turn, event: Pressed) -> bool:
    prompt = turn.books.log.prompt(event.prompt)
    if prompt is None or prompt.resident_id != turn.resident.id:
        return True  # it does nothing
    if prompt.conversation_id is not None:
        talk = await turn.books.log.fetch(prompt.conversation_id)
        return talk is None or _open_to_all(turn, talk.script)
    # What starts a script is judged where it starts; the other buttons use words.
    return all(action["do"] == "start" for action in prompt.options.get("actions", []))


def _open_to_all(turn: Turn, script: str) -> bool:
    found = turn.scripts.named(script)
    return found is not None and not found.agreed
