"""A conversation as an export holds it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.insight.opinions import Votes
from bot.language import Text


@dataclass(frozen=True)
class Comment:
    """What `comments.csv` says of a statement; the counts are None where it does not say them."""

    text: str
    hidden: bool
    agrees: int | None
    disagrees: int | None


@dataclass(frozen=True)
class Conversation:
    """Who voted what on which statement: people and statements by their ids in the export, in its order.

    `comments` holds what is known of statements by id; `notes` what was unclear and how it was read.
    """

    people: tuple[str, ...]
    statements: tuple[str, ...]
    votes: Votes
    comments: Mapping[str, Comment]
    notes: tuple[Text, ...] = ()
