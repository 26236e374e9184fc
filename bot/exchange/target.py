"""Where an export goes: a file that is there as a whole or not at all."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from bot.language import Text, _
from bot.neighbourhood.refusal import Refusal

STANDARD_OUTPUT = Path("-")
_LINKED = "it is a link that somebody else made"


@contextmanager
def target(path: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A file to write and a directory to set things aside in; at the end the file takes its place at `path`.

    When anything is raised nothing is left behind. `-` is the standard output; a device or a pipe is written as it is.
    Refusal when it cannot be written.
    """
    try:
        with _direct(path) if _is_direct(path) else _whole(path) as opened:
            yield opened
    except OSError as error:
        raise Refusal(_reason(path, error)) from error


@contextmanager
def _whole(path: Path) -> Iterator[tuple[BinaryIO, Path]]:
    if path.is_symlink() and path.lstat().st_uid not in (os.geteuid(), 0):
        raise PermissionError(errno.EPERM, _LINKED)
    place = path.resolve()
    # Beside its place, so that it can be moved there in one step, and a disk that is full is the right one.
    with TemporaryDirectory(prefix=".export-", dir=place.parent) as scratch:
        unfinished = Path(scratch, "unfinished")
        with unfinished.open("xb") as file:
            yield file, Path(scratch)
        unfinished.replace(place)


@contextmanager
def _direct(path: Path) -> Iterator[tuple[BinaryIO, Path]]:
    with TemporaryDirectory(prefix="export-") as scratch:
        if path == STANDARD_OUTPUT:
            yield sys.stdout.buffer, Path(scratch)
            sys.stdout.buffer.flush()
            return
        with path.open("wb") as file:
            yield file, Path(scratch)


def _is_direct(path: Path) -> bool:
    return path == STANDARD_OUTPUT or path.is_char_device() or path.is_fifo()


def _reason(path: Path, error: OSError) -> Text:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("There is no room left for {file}. Make room and export again; nothing was written.", file=str(path))
    reason = error.strerror or str(error)
    return _("{file} cannot be written: {reason}. Choose another place.", file=str(path), reason=reason)
