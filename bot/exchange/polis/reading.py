"""Reading an export of Polis: a directory, or only its matrix of votes."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.exchange.polis.ballots import Ballots, read_ballots
from bot.exchange.polis.conversation import Comment, Conversation
from bot.exchange.polis.directory import find_export
from bot.exchange.polis.sign import Evidence, turned
from bot.exchange.refused import refuse
from bot.exchange.tables import Table, open_table
from bot.insight.opinions import Votes
from bot.language import Text, _

if TYPE_CHECKING:
    from numpy.typing import NDArray

REJECTED = "-1"  # in the column `moderated`


def read_conversation(path: Path, progress: Callable[[int, int | None], None] | None = None) -> Conversation:
    """The conversation in the directory of an export, or in a participants-votes.csv or votes.csv.

    The progress hears how much of the votes was read. Refusal when there are no votes, or they cannot be read.
    """
    export = find_export(path)
    with open_table(export.votes, progress) as table:
        ballots = read_ballots(table)
    comments: dict[str, Comment] = {}
    if export.comments is not None:
        with open_table(export.comments) as table:
            comments = _comments(table)
    who, what, vote = ballots.latest()
    told = turned(_evidence(ballots, what, vote, comments, export.summary))
    notes: list[Text] = [told.note] if told.note else []
    hidden = np.array([one in comments and comments[one].hidden for one in ballots.statements], dtype=bool)
    votes = Votes(who, what, -vote if told.opposite else vote, len(ballots.people), len(ballots.statements), hidden)
    return Conversation(tuple(ballots.people), tuple(ballots.statements), votes, comments, tuple(notes))


def _comments(table: Table) -> dict[str, Comment]:
    number = table.column("comment-id")
    if number is None:
        raise refuse(table.path, _("it has no column comment-id"))
    body, moderated = table.column("comment-body"), table.column("moderated")
    agrees, disagrees = table.column("agrees"), table.column("disagrees")

    def cell(cells: list[str], place: int | None) -> str:
        return cells[place].strip() if place is not None else ""

    return {
        cells[number].strip(): Comment(
            cell(cells, body),
            cell(cells, moderated) == REJECTED,
            _count(cell(cells, agrees)),
            _count(cell(cells, disagrees)),
        )
        for _row, cells in table.rows
    }


def _count(cell: str) -> int | None:
    return int(cell) if cell.isdecimal() else None


def _evidence(
    ballots: Ballots,
    what: "NDArray[np.int32]",
    vote: "NDArray[np.int8]",
    comments: dict[str, Comment],
    summary: Path | None,
) -> Evidence:
    """What there is to tell by whether 1 is agree: counts by statement and by person, and what the summary says."""
    size = len(ballots.statements)
    plus, minus = (np.bincount(what[vote == value], minlength=size) for value in (1, -1))
    evidence = Evidence(_convention(summary))
    for at, one in enumerate(ballots.statements):
        comment = comments.get(one)
        if comment is not None and comment.agrees is not None and comment.disagrees is not None:
            evidence.by_statement(int(plus[at]), int(minus[at]), comment.agrees, comment.disagrees)
    evidence.in_all(int(plus.sum()), int(minus.sum()), ballots.said_agree, ballots.said_disagree)
    return evidence


def _convention(summary: Path | None) -> str:
    """The convention of the votes as the summary has it; empty when it has none, as before polis-export/1."""
    if summary is None:
        return ""
    with summary.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = [row for row in csv.reader(line.replace("\0", "") for line in file) if row]
    return next((",".join(row[1:]) for row in rows if row[0].strip() == "vote-convention"), "")
