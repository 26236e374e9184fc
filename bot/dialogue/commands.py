"""A command was typed or chosen from the commands menu."""

from dataclasses import replace

from bot.dialogue.chat import Start
from bot.dialogue.events import Commanded
from bot.dialogue.turn import Turn
from bot.language import _

START = "start"
CANCEL = ("annuleer", "cancel")


async def command(turn: Turn, event: Commanded) -> None:
    """Do what the command says."""
    if event.name == START:
        await turn.start(Start("", "welcome", {"payload": event.rest}))
    elif event.name in CANCEL:
        await _cancel(turn)
    elif script := turn.scripts.commanded(event.name):
        await turn.start(Start("", script.name))
    else:
        turn.tell(_("I do not know /{name}. This is what I can do:", name=event.name))
        await turn.start(Start("", "menu"))


async def _cancel(turn: Turn) -> None:
    talk = turn.books.log.conversation(turn.resident.floor)
    if talk is None or talk.state == "cancelled":
        turn.tell(_("There is nothing to stop. Choose from the menu: /menu"))
        return
    turn.close_prompts(talk, "closed")
    if talk.state == "open":
        turn.books.log.put_conversation(replace(talk, state="cancelled", touched=turn.now))
    turn.resident = turn.books.people.change(turn.resident, floor=None)
    await turn.books.dues.cancel(f"nudge:{talk.id}")
    kept = talk.state == "done"
    turn.tell(_("Nothing was changed.") if kept else _("Stopped. Nothing of this is used. Choose from the menu: /menu"))
