"""The files of an export: which is which, under today's names and older ones."""

from dataclasses import dataclass
from pathlib import Path

from bot.exchange.refused import refuse
from bot.language import _

MATRIX = ("participant-votes.csv", "participants-votes.csv")


@dataclass(frozen=True)
class Export:
    """The files that are there. `votes` is the matrix of who voted what, or a list of votes when there is no matrix."""

    votes: Path
    comments: Path | None
    summary: Path | None


def find_export(path: Path) -> Export:
    """The files of a directory, or of the directory that a matrix stands in. Refusal when there are no votes."""
    if not path.exists():
        raise refuse(path, _("there is no such file or directory"))
    if path.is_dir():
        votes = _one(path, *MATRIX) or _one(path, "votes.csv")
        if votes is None:
            told = _("there is no participants-votes.csv in it and no votes.csv; give the directory of a Polis export")
            raise refuse(path, told)
        return Export(votes, _one(path, "comments.csv"), _one(path, "summary.csv"))
    # A matrix under its own name stands among the files of its export; under another it may stand anywhere.
    beside = path.parent if path.name in MATRIX else None
    return Export(
        path,
        _one(beside, "comments.csv") if beside else None,
        _one(beside, "summary.csv") if beside else None,
    )


def _one(directory: Path, *names: str) -> Path | None:
    """The file with one of these names, else the first whose name ends so: downloads have the topic before it."""
    exact = [directory / name for name in names if (directory / name).is_file()]
    ending = [file for file in sorted(directory.glob("*.csv")) if file.name.endswith(tuple(f"-{one}" for one in names))]
    return next(iter(exact + [file for file in ending if file.is_file()]), None)
