"""People who vote, made on the spot: in planted groups, or each as chance has it."""

from collections.abc import Sequence

import numpy as np

from bot.insight.opinions import Votes


def votes(rows: Sequence[Sequence[int | None]], hidden: Sequence[int] = ()) -> Votes:
    """Votes as a table: a row for each person, a column for each statement, None where nobody voted."""
    width = max((len(row) for row in rows), default=0)
    given = [(who, what, vote) for who, row in enumerate(rows) for what, vote in enumerate(row) if vote is not None]
    table = np.array(given, dtype=np.int64).reshape(-1, 3)
    away = np.isin(np.arange(width), list(hidden))
    columns = table[:, 0].astype(np.int32), table[:, 1].astype(np.int32), table[:, 2].astype(np.int8)
    return Votes(*columns, len(rows), width, away)


def planted(
    people: int, statements: int, groups: int, seed: int = 1, given: float = 0.6
) -> tuple[Votes, "np.ndarray[tuple[int], np.dtype[np.int64]]"]:
    """People in groups that differ much, and the group of each; one group is noise."""
    dice = np.random.default_rng(seed)
    group = np.arange(people) % groups
    leaning = dice.choice([0.1, 0.9], (groups, statements))
    said = np.where(dice.random((people, statements)) < leaning[group], 1, -1)
    rows = [[int(vote) if dice.random() < given else None for vote in row] for row in said]
    return votes(rows), group
