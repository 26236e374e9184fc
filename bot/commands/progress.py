"""A progress bar for who sits at the screen."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

Progress = Callable[[int, int | None], None]


@contextmanager
def bar(label: str) -> Iterator[Progress | None]:
    """What is to hear how much is done, and of how much; None in a log or a pipe, where nothing is shown."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as shown:

        def progress(done: int, total: int | None) -> None:
            shown.length = total or done
            shown.update(done - shown.pos)

        yield progress
