"""Discretion: what looks like somebody's personal data in a free text is shown before the text is taken."""

from bot.dialogue.replay import Replay
from bot.dialogue.turn import Turn
from bot.language import Joined, Text, _
from bot.neighbourhood.kinds import OpenText
from bot.neighbourhood.personal import KIND_NAMES, Found, find, without
from bot.neighbourhood.question import Question, Value


def personal_in(question: Question, value: Value) -> tuple[Found, ...]:
    """What an answer in free words tells of people, unless the question asks for just that."""
    return find(value) if isinstance(question, OpenText) and not question.personal else ()


def ask_to_leave_out(turn: Turn, replay: Replay, text: str, found: tuple[Found, ...], message: int | None) -> None:
    """Offer the text without it; the text itself can be sent all the same."""
    names: list[Text] = [KIND_NAMES[kind] for kind in dict.fromkeys(one.kind for one in found)]
    seen: list[Text] = [text[one.start : one.end] for one in found]
    use = {"do": "use", "talk": replay.talk.id, "key": replay.asked.key, "message": message, "seen": True}
    turn.offer(
        _(
            "I see personal data in your text: {kinds} (“{seen}”). Shall I leave it out?",
            kinds=Joined(tuple(names), ", "),
            seen=Joined(tuple(seen), "”, “"),
        ),
        (_("Yes, leave it out"), {**use, "text": turn.translate(without(text, found))}),
        (_("No, keep it"), {**use, "text": text}),
    )
