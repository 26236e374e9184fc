"""Turns that begin with the clock instead of with a person: a nudge, a photo that did not arrive, a file."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.dialogue import answers
from bot.dialogue.chat import Start
from bot.dialogue.effects import SendFile, Show, Words
from bot.dialogue.menu import commands_menu
from bot.dialogue.permitted import NotPermitted
from bot.dialogue.prompts import Drawn
from bot.dialogue.turn import NUDGE_AFTER, Turn
from bot.language import Text, _
from bot.neighbourhood.roles import NAMES
from bot.store import Conversation, Prompt
from bot.store.log import started

# What is done in such a turn. Gives whether it goes in the bulk lane, behind everybody's replies.
Unasked = Callable[[Turn, Conversation], Awaitable[bool]]


Tell = Callable[[Turn], Awaitable[None]]
# After so long nobody is waiting for it any more; a nudge comes after a day.
LOST_FOR = timedelta(minutes=5)


def lost(role: str, place: int) -> Tell:
    """Tell somebody that this role in this neighbourhood was taken away; who stopped gets the menu only."""

    async def tell(turn: Turn) -> None:
        found = await turn.books.neighbourhoods.get(place)
        if found is not None and turn.resident.state == "active":
            turn.tell(_("You no longer have this role in {name}: {role}.", name=found.name, role=NAMES[role]))
        turn.effects.append(await commands_menu(turn))

    return tell


def came(called: str, role: str, place: int) -> Tell:
    """Tell who made an invite that it was used: it may have been by somebody else than they meant."""

    async def tell(turn: Turn) -> None:
        found = await turn.books.neighbourhoods.get(place)
        if found is not None and turn.resident.state == "active":
            turn.tell(
                _(
                    "Your invitation for {called} was used. {name}: {role}.",
                    called=called,
                    name=found.name,
                    role=NAMES[role],
                ),
                _("Was it somebody else? Take the role away: /manage"),
            )

    return tell


async def shown_again(turn: Turn) -> None:
    """Draw the open question anew when nobody knows whether it arrived. Not for ever: each time it may have."""
    await turn.books.log.load({turn.resident.person}, ())
    talk = turn.books.log.conversation(turn.resident.floor)
    prompts = turn.books.log.open_prompts(turn.resident, talk.id) if talk else []
    lost_ones = [one for one in prompts if one.shown is None and one.created > turn.now - LOST_FOR]
    if talk is None or not lost_ones or turn.resident.state != "active":
        return
    replay = await turn.run(talk)
    if replay.open is not None and replay.open.key == lost_ones[-1].key:
        answers.redraw(turn, replay, lost_ones[-1], lost_ones[-1].draft)


async def nudge(turn: Turn, talk: Conversation) -> bool:
    """Remind someone of what they did not finish; once, and only when they left it alone for a day."""
    if talk.state != "open" or turn.resident.state != "active":
        return True
    if talk.touched > turn.now - NUDGE_AFTER:
        later = talk.touched + NUDGE_AFTER
        turn.books.dues.plan("nudge", f"nudge:{talk.id}:again", later, {"talk": talk.id}, turn.resident.id)
        return True
    turn.offer_to_go_on(talk, (await turn.run(talk)).title)
    return True


async def speak(turn: Turn, start: Start, place: int) -> None:
    """What a script says by itself, whatever the resident is doing: it takes no floor, and may not ask anything.

    `place` is the neighbourhood it is about, wherever the resident is; who may not hear it there hears nothing.
    LookupError when the script is gone or asks something.
    """
    talk = started(turn.resident, start.script, start.arguments or {}, turn.now, subject=start.subject)
    try:
        replay = await turn.run(replace(talk, neighbourhood_id=place), fresh=True)
    except NotPermitted:
        return
    if replay.open is not None:
        raise LookupError(f"the script {start.script} asks something, and began with the clock")
    turn.leave(replay)


@dataclass(frozen=True, slots=True)
class Working:
    """A job began: a message that says so, with a `prompt` number so that it is known where it stands."""

    text: Text
    prompt: int

    async def __call__(self, turn: Turn, talk: Conversation) -> bool:
        """Show it."""
        words = Words(body=turn.translate(self.text))
        turn.put(Drawn(Prompt(self.prompt, turn.resident.id, "", {}, turn.now), Show(words, prompt=self.prompt)))
        return False


@dataclass(frozen=True, slots=True)
class Finished:
    """A job ended: its file, or a text that says why there is none."""

    text: Text
    path: str = ""
    name: str = ""

    async def __call__(self, turn: Turn, talk: Conversation) -> bool:
        """Send it."""
        if self.path:
            turn.effects.append(SendFile(self.path, self.name, turn.translate(self.text)))
        else:
            turn.tell(self.text)
        return False


@dataclass(frozen=True, slots=True)
class PhotoMissing:
    """A photo could not be fetched, or is `unusable`: it goes from its answer, and the question opens again."""

    key: str
    unique: str
    unusable: bool = False

    async def __call__(self, turn: Turn, talk: Conversation) -> bool:
        """Take it away and ask again, unless the answer has changed in the meantime."""
        answer = turn.books.log.answers(talk).get(self.key)
        if answer is None or not isinstance(answer.value, list):
            return False
        rest = [photo for photo in answer.value if photo["unique"] != self.unique]
        if len(rest) == len(answer.value):
            return False
        turn.books.log.put_answer(replace(answer, value=rest, state="open"))
        if self.unusable:
            turn.tell(_("I cannot use that file: it is no photo that I know, or it is very large. Another one?"))
        else:
            turn.tell(_("Your photo did not come through. Could you send it again?"))
        await turn.advance(talk)
        return False
