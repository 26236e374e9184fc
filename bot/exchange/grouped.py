"""A spreadsheet of ideas, and the same one with the group of each."""

from collections.abc import Iterator
from typing import Any

from bot.exchange.refused import refuse
from bot.exchange.tables import Table
from bot.insight.ideas import Grouping
from bot.language import _

TEXT = "text"
ADDED = ("group", "group-title")
MOST = 1_000_000  # rows


def read_texts(table: Table) -> list[str]:
    """The texts in the column `text`. Refusal when there is none, or when there are more than a million."""
    place = table.column(TEXT)
    if place is None:
        named = ", ".join(table.columns[:12])
        told = _("it needs a column with the name “text”; it has: {columns}", columns=named)
        raise refuse(table.path, told)
    texts: list[str] = []
    for row, cells in table.rows:
        if len(texts) == MOST:
            raise refuse(table.path, _("it has more than a million rows (row {row}); divide it", row=row))
        texts.append(cells[place])
    return texts


def with_groups(table: Table, grouping: Grouping) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    """The columns and rows of the table, read again, with a group and its title at the end of each row.

    Columns of these names that are there already are replaced.
    """
    kept = [at for at, name in enumerate(table.columns) if name.strip().casefold() not in ADDED]
    columns = (*(table.columns[at] for at in kept), *ADDED)

    def rows() -> Iterator[tuple[Any, ...]]:
        for (_row, cells), group in zip(table.rows, grouping.group.tolist(), strict=True):
            added = (group, grouping.titles[group]) if group >= 0 else (None, "")
            yield (*(cells[at] for at in kept), *added)

    return columns, rows()
