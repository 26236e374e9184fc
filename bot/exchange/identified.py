"""Identified exports, with words, names, exact times and places: for who may, with a reason, and recorded."""

import logging

from bot.language import _
from bot.neighbourhood.refusal import Refusal

log = logging.getLogger(__name__)


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


def record(slug: str, what: str, form: str, who: int | None) -> None:
    """Note that an identified export is being made; `who` is the number of the resident, None on the command line.

    The reason is somebody's own words, so it has no place in a log.
    """
    by = "on the command line" if who is None else f"for resident {who}"
    log.warning("identified export of %s of %s as %s, %s", what, slug, form, by)
