"""Identified exports, with words, names, exact times and places: for who may, with a reason, and recorded."""

from bot.language import _
from bot.neighbourhood.refusal import Refusal


def checked_reason(*, identified: bool, reason: str) -> str:
    """The reason, without spaces around it; Refusal when an identified export has none, or an anonymised one has."""
    if identified and not reason.strip():
        raise Refusal(_("An identified export needs a reason: add --reason with who needs it, and for what."))
    if reason and not identified:
        raise Refusal(_("A reason goes with an identified export only: add --identified, or leave --reason out."))
    return reason.strip()


def form_name(identified: bool) -> str:
    """What a file is called in its name, so that nobody takes the one for the other."""
    return "identified" if identified else "anonymised"
