"""The crisis card: a static text with the numbers to call. Nothing in it is made up for the person who reads it."""

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from bot.language import Text, _, lines, paragraphs
from bot.neighbourhood.crisis.sign import Kind

REVIEWED_EVERY = timedelta(days=150)
_SENTENCES = {
    "emergency": _("Danger now, for you or someone else: ambulance, police, fire brigade."),
    "suicide": _("Thoughts of suicide, your own or someone else's. Day and night."),
    "worry": _("Worries about how someone behaves, when it is not urgent."),
    "violence": _("Veilig Thuis: violence or abuse at home. Also when you are not sure. Day and night."),
    "police": _("Police, when there is no hurry."),
}


def card(kind: Kind) -> Text:
    """The card for this sort of crisis: all numbers, the most fitting one first."""
    return paragraphs(
        _("⚠️ Your message may be about something serious. I am a computer program: nobody reads along live here."),
        _("Please call someone who can help:"),
        *(_line(name) for name in _data()["order"][kind]),
    )


def review_due(today: date) -> bool:
    """Whether the last review of the numbers is more than 150 days ago."""
    reviewed: date = _data()["reviewed"]
    return today - reviewed > REVIEWED_EVERY


def _line(name: str) -> Text:
    numbers = " / ".join(_data()["numbers"][name])
    return lines(f"📞 {numbers}", _SENTENCES[name])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("card.toml").read_text(encoding="utf-8"))
