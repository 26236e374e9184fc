"""Neighbourhoods: the places a bot serves."""

import re
from dataclasses import dataclass
from datetime import date

from bot.language import Text, _
from bot.neighbourhood.refusal import Refusal

KINDS = ("wijk", "dorp")
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A wijk or dorp. `languages` are those it writes in, its first one first; `ends` is its project's last day."""

    id: int
    slug: str
    name: str
    kind: str = "wijk"
    languages: tuple[str, ...] = ("nl", "en")
    ends: date | None = None


def roughly(latitude: float, longitude: float) -> tuple[float, float]:
    """A place on a grid of a hundredth of a degree: in the Netherlands 1.1 by 0.7 kilometres."""
    return round(latitude, 2), round(longitude, 2)


def checked_slug(slug: str) -> str:
    """The slug, when it can be part of a link; Refusal otherwise."""
    if SLUG.fullmatch(slug):
        return slug
    raise Refusal(
        _("“{slug}” cannot be a short name. Use 1 to 40 small letters, digits and hyphens, like oosterwijk.", slug=slug)
    )


def checked_kind(kind: str) -> Text:
    """The kind, when there is one like it; Refusal otherwise."""
    if kind in KINDS:
        return kind
    raise Refusal(_("A neighbourhood is a wijk or a dorp, not “{kind}”.", kind=kind))
