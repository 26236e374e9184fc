"""The chain of the audit log: each entry holds a hash of itself and of the one before it.

A row that was removed, changed or moved does not fit any more. Residents' numbers are under a seal of their own (a
salted hash), and the chain holds the seal: number and salt can be erased, and the chain still fits.
"""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.neighbourhood.deeds import FORGOT_PERSON
from bot.store.tables import audit, audit_end

BEGIN = "0" * 64
PERSON, COMMAND_LINE, FORGOTTEN = "person", "command-line", "forgotten"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the audit log: at what moment, `by` what sort of somebody, what, about what, where, how many people.

    `who` did it and `whom` it was done to are residents' numbers, empty when they were erased or never known; the
    `reason` goes with who gave it.
    """

    at: datetime
    by: str
    what: str
    about: str = ""
    neighbourhood: int | None = None
    people: int = 0
    who: int | None = None
    whom: int | None = None
    number: int = 0
    who_salt: str = ""
    who_seal: str = ""
    whom_salt: str = ""
    whom_seal: str = ""
    reason: str = ""
    reason_salt: str = ""
    reason_seal: str = ""
    hash: str = ""


NAMES = tuple(field.name for field in fields(Entry))


class Chain:
    """What a transaction adds to the chain. It is written last, so that others wait for it as shortly as can be."""

    def __init__(self) -> None:
        self._settled: list[Entry] = []
        self._staged: list[Entry] = []

    def add(self, entry: Entry) -> None:
        """Stage an entry; it gets its place when the transaction ends."""
        self._staged.append(entry)

    def settle(self) -> None:
        """The turn went well."""
        self._settled += self._staged
        self._staged = []

    def drop(self) -> None:
        """The turn failed."""
        self._staged = []

    def forget(self, number: int) -> None:
        """This resident wants to be forgotten: what waits to be written says nothing of them either."""
        self._settled = [_without(entry, number) for entry in self._settled]
        self._staged = [_without(entry, number) for entry in self._staged]

    async def write(self, connection: AsyncConnection) -> None:
        """Put the entries at the end of the chain; the end is locked until the transaction is over."""
        self.settle()
        if not self._settled:
            return
        number, before = await _end(connection)
        rows = []
        for entry in self._settled:
            number += 1
            linked = _linked(replace(_sealed(entry), number=number), before)
            rows.append({name: getattr(linked, name) for name in NAMES})
            before = linked.hash
        await connection.execute(insert(audit), rows)
        last = update(audit_end).where(audit_end.c.which == "last")
        await connection.execute(last.values(number=number, hash=before))
        self._settled = []


async def _end(connection: AsyncConnection) -> tuple[int, str]:
    """Number and hash of the newest entry, locked: nobody else adds one until this transaction is over."""
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    first = dialect.insert(audit_end).values(which="last", number=0, hash=BEGIN)
    await connection.execute(first.on_conflict_do_nothing())
    asked = select(audit_end.c.number, audit_end.c.hash).where(audit_end.c.which == "last").with_for_update()
    row = (await connection.execute(asked)).one()
    return row.number, row.hash


def _without(entry: Entry, number: int) -> Entry:
    if entry.who == number:
        entry = replace(entry, by=FORGOTTEN, who=None, reason="")
    return replace(entry, whom=None) if entry.whom == number else entry


def _sealed(entry: Entry) -> Entry:
    who, whom = (secrets.token_hex(16) if number is not None else "" for number in (entry.who, entry.whom))
    why = secrets.token_hex(16) if entry.reason else ""
    entry = replace(entry, who_salt=who, who_seal=_seal(who, entry.who))
    entry = replace(entry, whom_salt=whom, whom_seal=_seal(whom, entry.whom))
    return replace(entry, reason_salt=why, reason_seal=_seal(why, entry.reason or None))


def _seal(salt: str, hidden: int | str | None) -> str:
    return "" if hidden is None else sha256(f"{salt}:{hidden}".encode()).hexdigest()


def _linked(entry: Entry, before: str) -> Entry:
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [entry.number, at, entry.by, entry.what, entry.about, entry.neighbourhood, entry.people]
    told = json.dumps([before, *said, entry.who_seal, entry.whom_seal, entry.reason_seal], ensure_ascii=False)
    return replace(entry, hash=sha256(told.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Checked:
    """How the chain is: how many entries, number and hash of the newest one, and what is wrong, if anything."""

    entries: int = 0
    number: int = 0
    hash: str = BEGIN
    trouble: str = ""


def check(connection: Connection) -> Checked:
    """Follow the whole chain; blocking."""
    ends = {row.which: (row.number, row.hash) for row in connection.execute(select(audit_end))}
    start = ends.get("first", (0, BEGIN))
    rows = connection.execute(select(*(audit.c[name] for name in NAMES)).order_by(audit.c.number))
    entries = [Entry(*row) for row in rows]
    newest = (entries[-1].number, entries[-1].hash) if entries else start
    trouble = next(_faults(entries, *start), "")
    if not trouble and ends.get("last", start) != newest:
        trouble = f"the entries after number {newest[0]} are gone, or the end was changed"
    return Checked(len(entries), newest[0], newest[1], trouble)


def _faults(entries: list[Entry], number: int, before: str) -> Iterator[str]:
    forgotten = max((one.number for one in entries if one.what == FORGOT_PERSON), default=0)
    for entry in entries:
        if entry.number != number + 1:
            yield f"an entry is gone between number {number} and number {entry.number}"
        if entry.hash != _linked(entry, before).hash:
            yield f"the entry with number {entry.number} was changed, or does not belong there"
        if not _is_whole(entry):
            yield f"the entry with number {entry.number} names somebody else than it did"
        if _is_erased(entry) and entry.number > forgotten:
            yield f"the entry with number {entry.number} says no more who it was, and nobody asked to be forgotten"
        number, before = entry.number, entry.hash


def _is_whole(entry: Entry) -> bool:
    named = (
        (entry.who, entry.who_salt, entry.who_seal),
        (entry.whom, entry.whom_salt, entry.whom_seal),
        (entry.reason or None, entry.reason_salt, entry.reason_seal),
    )
    return all(hidden is None or _seal(salt, hidden) == seal for hidden, salt, seal in named)


def _is_erased(entry: Entry) -> bool:
    gone = (entry.who is None and entry.who_seal, entry.whom is None and entry.whom_seal)
    return any(gone) or bool(not entry.reason and entry.reason_seal)
