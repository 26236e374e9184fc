"""The payload of a deep link (`t.me/<bot>?start=PAYLOAD`): one grammar, at most 64 of `A-Z a-z 0-9 _ -`.

    oosterwijk          a neighbourhood, by its slug
    i_CODE              an invite code
    m_oosterwijk_12     a meeting: neighbourhood and number
    c_oosterwijk_12-CODE  checking in at a meeting: neighbourhood, number and the code on the poster
    s_oosterwijk_buurt  a survey: neighbourhood and slug

A slug has no underscore, so the forms cannot be taken for each other.
"""

import re
from dataclasses import dataclass

LONGEST = 64
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_KINDS = {"c": "check-in", "i": "invite", "m": "meeting", "s": "survey"}


@dataclass(frozen=True, slots=True)
class Link:
    """Where a deep link leads: `kind` is neighbourhood, invite, meeting, check-in or survey.

    `name` is its code, number or slug.
    """

    kind: str
    name: str
    neighbourhood: str = ""


def read(payload: str) -> Link | None:
    """The link of a payload; None when it is none of ours."""
    if not _PAYLOAD.fullmatch(payload):
        return None
    letter, underscore, rest = payload.partition("_")
    if not underscore:
        return Link("neighbourhood", payload.lower(), payload.lower())
    if letter == "i" and rest:
        return Link("invite", rest)
    slug, _underscore, name = rest.partition("_")
    return Link(_KINDS[letter], name, slug) if letter in "cms" and slug and name else None


def write(link: Link) -> str:
    """The payload of a link; ValueError when it does not fit in 64 characters."""
    letter = {kind: letter for letter, kind in _KINDS.items()}.get(link.kind, "")
    parts = (
        [link.name] if not letter else [letter, link.name] if letter == "i" else [letter, link.neighbourhood, link.name]
    )
    payload = "_".join(parts)
    if not _PAYLOAD.fullmatch(payload):
        raise ValueError(payload)
    return payload


def address(bot: str, link: Link) -> str:
    """The address that opens the bot with this link; `bot` is its user name."""
    return f"https://t.me/{bot}?start={write(link)}"
