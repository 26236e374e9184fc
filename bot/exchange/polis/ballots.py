"""Votes out of a table: a matrix with a row for each participant, or a list with a row for each vote."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from bot.exchange.refused import refuse
from bot.exchange.tables import Table
from bot.language import _

if TYPE_CHECKING:
    from numpy.typing import NDArray

_KNOWN = {"1": 1, "-1": -1, "0": 0, "+1": 1, "1.0": 1, "-1.0": -1, "0.0": 0, "−1": -1}


@dataclass
class Ballots:
    """The ids of people and statements, and each vote as three numbers; what participants are said to have voted."""

    people: list[str] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    who: "array[int]" = field(default_factory=lambda: array("i"))
    what: "array[int]" = field(default_factory=lambda: array("i"))
    vote: "array[int]" = field(default_factory=lambda: array("b"))
    moment: "array[int]" = field(default_factory=lambda: array("q"))
    said_agree: int = 0
    said_disagree: int = 0

    def latest(self) -> tuple["NDArray[np.int32]", "NDArray[np.int32]", "NDArray[np.int8]"]:
        """Who, what and vote, the latest of each person on each statement."""
        who, what = np.array(self.who, dtype=np.int32), np.array(self.what, dtype=np.int32)
        vote = np.array(self.vote, dtype=np.int8)
        if not self.moment:
            return who, what, vote
        order = np.argsort(np.array(self.moment, dtype=np.int64), kind="stable")[::-1]
        pair = who[order].astype(np.int64) * len(self.statements) + what[order]
        _pairs, newest = np.unique(pair, return_index=True)
        kept = order[newest]
        return who[kept], what[kept], vote[kept]


def read_ballots(table: Table) -> Ballots:
    """The votes in a table of either kind. Refusal names the row and column of what is no vote."""
    if table.column("participant") is not None:
        return _matrix(table)
    if None not in (table.column("comment-id"), table.column("voter-id"), table.column("vote")):
        return _list(table)
    told = _("it needs the column participant and one for each statement, or comment-id, voter-id and vote")
    raise refuse(table.path, told)


def _matrix(table: Table) -> Ballots:
    columns = [place for place, name in enumerate(table.columns) if name.strip().isdecimal()]
    if not columns:
        raise refuse(table.path, _("it has no column for a statement: those have a number as their name"))
    ballots = Ballots(statements=[table.columns[place].strip() for place in columns])
    name = table.column("participant")
    said = [table.column("n-agree"), table.column("n-disagree")]
    read = _reader(table)
    for row, cells in table.rows:
        who = len(ballots.people)
        ballots.people.append(cells[name or 0].strip())
        for what, place in enumerate(columns):
            if cells[place]:
                vote = read(row, place, cells[place])
                if vote is not None:
                    ballots.who.append(who)
                    ballots.what.append(what)
                    ballots.vote.append(vote)
        agree, disagree = (_whole(cells[place]) if place is not None else 0 for place in said)
        ballots.said_agree += agree
        ballots.said_disagree += disagree
    return ballots


def _list(table: Table) -> Ballots:
    comment, voter, vote = (table.column(name) or 0 for name in ("comment-id", "voter-id", "vote"))
    moment = table.column("timestamp")
    ballots, people, statements = Ballots(), dict[str, int](), dict[str, int]()
    read = _reader(table)
    for row, cells in table.rows:
        value = read(row, vote, cells[vote])
        if value is None:
            continue
        ballots.who.append(people.setdefault(cells[voter].strip(), len(people)))
        ballots.what.append(statements.setdefault(cells[comment].strip(), len(statements)))
        ballots.vote.append(value)
        ballots.moment.append(_whole(cells[moment]) if moment is not None else 0)
    ballots.people, ballots.statements = list(people), list(statements)
    return ballots


def _reader(table: Table) -> Callable[[int, int, str], int | None]:
    """What a cell says: 1, -1, 0, or None where it holds only spaces."""

    def read(row: int, place: int, cell: str) -> int | None:
        vote = _KNOWN.get(cell)
        if vote is None and cell.strip():
            vote = _KNOWN.get(cell.strip())
            if vote is None:
                column = table.columns[place]
                told = _(
                    "row {row}, column {column}: “{cell}” is no vote; that is 1, -1, 0 or empty",
                    row=row, column=column, cell=cell[:40],
                )  # fmt: skip
                raise refuse(table.path, told)
        return vote

    return read


def _whole(cell: str) -> int:
    """A whole number in a cell, 0 for what is none: these columns only help to check."""
    try:
        return int(float(cell or 0))
    except (ValueError, OverflowError):
        return 0
