"""The list of erasures: kept outside the database, so that no backup brings back what somebody wanted gone.

It holds no names and no numbers: each line is a keyed hash of who or what was erased, and the moment. For one answer of
a conversation it also says which question it was, by its key.
"""

import contextlib
import hmac
import json
import os
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from operator import itemgetter
from pathlib import Path

from bot.store.backup.archive import Archive
from bot.store.erasing import What
from bot.store.files import UNFINISHED, settle


class Erasures:
    """The list in a data directory. A line is there twice when it was written twice; that says nothing else."""

    def __init__(self, directory: Path) -> None:
        self._list = directory / "erasures.jsonl"
        self._key_file = directory / "erasures.key"
        self._key: bytes | None = None
        # Of each hash which parts went when; the part without a name is all of it.
        self._moments: dict[str, dict[str, datetime]] | None = None

    @property
    def files(self) -> tuple[Path, Path]:
        """The list, and the key that its hashes were made with."""
        return self._list, self._key_file

    def add(self, what: What, number: int, at: str, key: str = "") -> None:
        """Write down that this was erased at this moment (ISO 8601); on disk when it returns."""
        part = {"key": key} if key else {}
        line = json.dumps({"erased": self._hash(what, number), "at": at, **part}) + "\n"
        handle = os.open(self._list, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, (_line_end(handle) + line).encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        settle(self._list.parent)

    def cover(self, what: What, number: int, created: datetime) -> bool:
        """Whether this is something that was erased: made before it was, and not by who came back afterwards."""
        moment = self.parts(what, number).get("")
        return moment is not None and created <= moment

    def parts(self, what: What, number: int) -> dict[str, datetime]:
        """When which parts of this were erased, by their key; under the empty key all of it."""
        moments = self._read()
        return moments.get(self._hash(what, number), {}) if moments else {}

    def adopt(self, archive: Archive) -> None:
        """Take over the list of an archive when there is none here, as on a new machine."""
        if self._list.exists() or not all(archive.holds(path.name) for path in self.files):
            return
        for path in reversed(self.files):
            archive.extract(path.name, path)
        self._key = self._moments = None

    def _hash(self, what: What, number: int) -> str:
        self._key = self._key or self._read_key()
        return hmac.new(self._key, f"{what}:{number}".encode(), sha256).hexdigest()

    def _read_key(self) -> bytes:
        if not self._key_file.exists():
            _write_once(self._key_file, secrets.token_hex(32))
        return self._key_file.read_bytes()

    def _read(self) -> dict[str, dict[str, datetime]]:
        if self._moments is None:
            self._moments = {}
            for erased, key, moment in sorted(_entries(self._lines()), key=itemgetter(2)):
                self._moments.setdefault(erased, {})[key] = moment  # the last of equal ones stays: the latest moment
        return self._moments

    def _lines(self) -> list[str]:
        return self._list.read_text().splitlines() if self._list.exists() else []


def _entries(lines: Iterable[str]) -> Iterator[tuple[str, str, datetime]]:
    for line in lines:
        with contextlib.suppress(ValueError, KeyError, TypeError):  # a power cut can leave half a line
            entry = json.loads(line)
            yield entry["erased"], entry.get("key", ""), datetime.fromisoformat(entry["at"])


def _line_end(handle: int) -> str:
    """What half a line that a power cut left needs to be a line of its own."""
    size = os.fstat(handle).st_size
    return "\n" if size and os.pread(handle, 1, size - 1) != b"\n" else ""


def _write_once(target: Path, content: str) -> None:
    """Write a file, unless another process is first; whole or not at all."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=UNFINISHED)
    with os.fdopen(handle, "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        target.hardlink_to(name)
    Path(name).unlink()
    settle(target.parent)
