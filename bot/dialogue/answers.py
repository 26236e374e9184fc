"""Taking an input for the open question: an answer, one step of several, or no answer at all."""

from dataclasses import replace
from typing import Any

from bot.dialogue.discretion import ask_to_leave_out
from bot.dialogue.enough import too_many_photos
from bot.dialogue.prompts import CHANGING, Drawn, draw
from bot.dialogue.replay import Open, Replay, given_in, without_given
from bot.dialogue.turn import Turn
from bot.language import Text
from bot.neighbourhood.flags import flags_of, personal_in
from bot.neighbourhood.inputs import Input, Wrote
from bot.neighbourhood.kinds.yes_no import NO
from bot.neighbourhood.question import Answered, Partly, Question, Refused, Value
from bot.store import Answer, Conversation, Prompt

PHOTOS = "photos"
NOTHING = set("geen niets overslaan none nothing skip".split())


async def take(
    turn: Turn, replay: Replay, prompt: Prompt, given: Input, message: int | None = None, *, seen: bool = False
) -> bool:
    """Take an input for the open question of a run; whether it was of use. `message` is the one that gave it.

    `seen` tells that the resident has seen which personal data is in it, and wants it so.
    """
    asked = replay.asked
    if asked.question.kind == PHOTOS and (reason := await too_many_photos(turn, given)):
        refuse(turn, replay, prompt, reason)
        return False
    outcome = asked.question.take(given, None if prompt.draft == CHANGING else prompt.draft)
    if isinstance(outcome, Answered):
        reason = asked.reason(outcome.value)
        outcome = Refused(reason) if reason else outcome
    if isinstance(outcome, Answered) and not seen and (found := personal_in(asked.question, outcome.value)):
        use = {"do": "use", "talk": replay.talk.id, "key": asked.key, "message": message, "seen": True}
        ask_to_leave_out(turn, outcome.value, found, use, "text")
    elif isinstance(outcome, Answered):
        await give(turn, replay.talk, asked, outcome.value, message)
    elif isinstance(outcome, Partly):
        redraw(turn, replay, prompt, outcome.draft)
    elif asked.question.optional and _is_no(given):
        await skip(turn, replay)
    else:
        refuse(turn, replay, prompt, outcome.reason)
    return not isinstance(outcome, Refused)


async def give(turn: Turn, talk: Conversation, asked: Open, value: Value, message: int | None) -> None:
    """Store the answer of an open question and go on."""
    talk = await store(turn, talk, asked.key, asked.question, value, message)
    # What was typed stands just above; what was tapped is gone from the screen, so it is repeated.
    repeated = message is None or turn.resident.keyboard
    await turn.advance(talk, asked.key, _echo(asked, value) if repeated else "", forward=asked.before is None)


async def store(
    turn: Turn, talk: Conversation, key: str, question: Question, value: Value, message: int | None
) -> Conversation:
    """Store an answer; its photos become due to be fetched. Gives the conversation to go on with."""
    talk = turn.books.log.put_conversation(without_given(talk, key)) if key in given_in(talk) else talk
    flags = flags_of(question, value)
    turn.books.log.put_answer(Answer(talk.id, key, question.kind, value, turn.now, message=message, flags=flags))
    if question.kind == PHOTOS:
        turn.books.log.put_conversation(talk)
        for number in await turn.books.photos.note(talk.id, key, value):
            turn.books.dues.plan("photo", f"photo:{number}", turn.now, {"photo": number}, turn.resident.id)
    return talk


async def skip(turn: Turn, replay: Replay) -> None:
    """Leave the open question out."""
    asked = replay.asked
    skipped = Answer(replay.talk.id, asked.key, asked.question.kind, None, turn.now, state="skipped")
    turn.books.log.put_answer(skipped)
    await turn.advance(replay.talk, asked.key, forward=asked.before is None)


async def keep(turn: Turn, replay: Replay) -> None:
    """Keep the answer that was given before."""
    asked = replay.asked
    if asked.before is not None:
        turn.books.log.put_answer(replace(asked.before, state="given"))
    await turn.advance(replay.talk, asked.key)


async def back(turn: Turn, replay: Replay, prompt: Prompt) -> None:
    """Ask the question before this one again; from the list of changes, back to the summary."""
    if prompt.draft == CHANGING:
        redraw(turn, replay, prompt, None)
        return
    if replay.path:
        turn.books.log.reopen(replay.talk, replay.path[-1].key)
    await turn.advance(replay.talk)


def redraw(turn: Turn, replay: Replay, prompt: Prompt, draft: Any) -> None:
    """Show the open question with this draft; in place where that is possible."""
    place = turn.pressed or _album_message(prompt, draft)
    drawn = draw(replay, turn.translate, draft, number=prompt.id, place=place)
    turn.pressed = None
    if drawn.show.replace is None and prompt.message is not None:
        turn.settle(prompt.message)
    turn.put(Drawn(replace(drawn.prompt, created=prompt.created), drawn.show))


def refuse(turn: Turn, replay: Replay, prompt: Prompt, reason: Text) -> None:
    """Say why it was no answer, and ask again; a press is answered where it was made."""
    if turn.toast is not None:
        turn.notice(reason, alert=True)
        return
    turn.close_prompts(replay.talk, "closed")
    turn.put(draw(replay, turn.translate, prompt.draft, reason=reason))


def _is_no(given: Input) -> bool:
    """Whether someone typed that they have no answer, where none is needed."""
    return isinstance(given, Wrote) and given.text.casefold().strip(" .!") in NO | NOTHING


def _echo(asked: Open, value: Value) -> Text:
    return "" if asked.question.kind == "confirm" else asked.question.label(value)


def _album_message(prompt: Prompt, draft: Any) -> int | None:
    """The message that counts the photos of an album: the pictures of one album count in one message."""
    if not (isinstance(draft, list) and isinstance(prompt.draft, list) and prompt.draft):
        return None
    first, last = prompt.draft[-1], draft[-1]
    same = isinstance(last, dict) and last.get("album") and last.get("album") == first.get("album")
    return prompt.message if same else None
