"""Enough: what one person can begin and send in a day, so that nobody fills the house of all.

Far beyond what a neighbour does; each limit is told kindly when it is met.
"""

from dataclasses import replace
from datetime import timedelta

from bot.dialogue.screen import Screen
from bot.dialogue.script import Script
from bot.language import Text, _
from bot.neighbourhood.inputs import Input, Photographed

DAY = timedelta(hours=24)
MOST_UNFINISHED = 20
MOST_PHOTOS, MOST_BYTES = 50, 200_000_000


async def may_begin(screen: Screen, script: Script) -> bool:
    """Whether the resident can begin one more of these; the oldest of too many unfinished ones is stopped."""
    log = screen.books.log
    if script.daily and await log.begun(screen.resident, script.name, screen.now - DAY) >= script.daily:
        screen.tell(
            _(
                "You did this {count} times today. That is enough for one day. What you sent is kept.",
                count=script.daily,
            ),
            _("You can go on tomorrow. Other things: /menu"),
        )
        return False
    for oldest in log.unfinished(screen.resident)[MOST_UNFINISHED - 1 :]:
        if any(answer.state == "given" for answer in log.answers(oldest).values()):
            screen.tell(_("You had a lot of things unfinished, so I stopped the oldest one."))
        screen.close_prompts(oldest, "closed")
        log.put_conversation(replace(oldest, state="cancelled"))
    return True


async def too_many_photos(screen: Screen, given: Input) -> Text | None:
    """Why one more photo is too much today, if it is."""
    if not isinstance(given, Photographed):
        return None
    count, size = await screen.books.photos.since(screen.resident, screen.now - DAY)
    if count < MOST_PHOTOS and size + given.size <= MOST_BYTES:
        return None
    return _("You sent a lot of photos today. Send this one tomorrow, or go on without it.")
