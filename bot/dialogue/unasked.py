"""Turns that begin with the clock instead of with a person: a nudge, a photo that did not arrive."""

from dataclasses import replace
from datetime import datetime

from bot.dialogue.effects import Delivery
from bot.dialogue.script import Scripts
from bot.dialogue.turn import NUDGE_AFTER, Turn
from bot.language import _
from bot.store import Books, Conversation, Resident
from bot.store.ids import new_id


async def nudge(books: Books, scripts: Scripts, talk: Conversation, one: Resident, now: datetime) -> Delivery | None:
    """Remind someone of what they did not finish; once, and only when they left it alone for a day."""
    if talk.state != "open" or one.state != "active":
        return None
    if talk.touched > now - NUDGE_AFTER:
        books.dues.plan("nudge", f"nudge:{talk.id}", talk.touched + NUDGE_AFTER, {"talk": talk.id}, one.id)
        return None
    turn = Turn(books, scripts, one, now)
    turn.offer(
        _("You were in the middle of something. Shall we go on where you were?"),
        (_("Yes, go on"), {"do": "resume", "talk": talk.id}),
        (_("Not now"), {"do": "nothing"}),
    )
    return Delivery(new_id(), one.chat, tuple(turn.effects), bulk=True)


async def ask_photo_again(
    books: Books, scripts: Scripts, talk: Conversation, one: Resident, key: str, unique: str, now: datetime
) -> Delivery | None:
    """A photo could not be fetched: it goes from its answer, and the question opens again."""
    answer = books.log.answers(talk).get(key)
    if answer is None or not isinstance(answer.value, list):
        return None
    rest = [photo for photo in answer.value if photo["unique"] != unique]
    books.log.put_answer(replace(answer, value=rest, state="open"))
    turn = Turn(books, scripts, one, now)
    turn.tell(_("Your photo did not come through. Could you send it again?"))
    await turn.advance(talk)
    return Delivery(new_id(), one.chat, tuple(turn.effects))
