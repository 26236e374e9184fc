"""Discretion: what looks like somebody's personal data in a free text is shown before the text is taken."""

from typing import Any

from bot.dialogue.screen import Screen
from bot.language import Joined, Text, _, paragraphs
from bot.neighbourhood.kinds import OpenText
from bot.neighbourhood.personal import KIND_NAMES, Found, without
from bot.neighbourhood.question import Question


def ask_to_leave_out(turn: Screen, text: str, found: tuple[Found, ...], use: dict[str, Any], name: str) -> None:
    """Offer the text without it; the text itself can be used all the same.

    `use` is the action that uses a text (see `bot.dialogue.actions`), `name` what the text is called in it.
    """
    names: list[Text] = [KIND_NAMES[kind] for kind in dict.fromkeys(one.kind for one in found)]
    seen: list[Text] = [text[one.start : one.end] for one in found]
    turn.offer(
        _(
            "I see personal data in your text: {kinds} (“{seen}”). Shall I leave it out?",
            kinds=Joined(tuple(names), ", "),
            seen=Joined(tuple(seen), "”, “"),
        ),
        (_("Yes, leave it out"), {**use, name: turn.translate(without(text, found))}),
        (_("No, keep it"), {**use, name: text}),
    )


def warn_once(turn: Screen, question: Question) -> bool:
    """Before somebody's first words: what not to write about others. Whether it was said now."""
    if turn.resident.warned or not isinstance(question, OpenText) or question.personal:
        return False
    turn.resident = turn.books.people.change(turn.resident, warned=True)
    turn.tell(
        paragraphs(
            _("Before you write: please leave out names, and the health or private life of others."),
            _("Is somebody in danger? Call 112."),
        )
    )
    return True
