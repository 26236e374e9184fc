"""What stands in the database, read beside the bot."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import create_engine, select
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from bot.store.tables import answer, conversation, heard, idea, resident


class Kept(NamedTuple):
    """One answer as it is stored."""

    person: int
    script: str
    talk: int
    finished: bool
    key: str
    value: Any
    counts: bool  # it was given, and stands on the path


_KEPT = (
    select(
        resident.c.person, conversation.c.script, conversation.c.id, conversation.c.state,
        answer.c.key, answer.c.kind, answer.c.value, answer.c.state.label("given"), answer.c.on_path,
    )
    .join(conversation, conversation.c.id == answer.c.conversation_id)
    .join(resident, resident.c.id == conversation.c.resident_id)
)  # fmt: skip


class Truth:
    """A look into one database."""

    def __init__(self, url: str) -> None:
        address = make_url(url)
        driver = "sqlite" if address.get_backend_name() == "sqlite" else "postgresql+psycopg"
        self._engine = create_engine(address.set(drivername=driver), poolclass=NullPool)

    def _rows(self, asked: Any) -> Iterator[Any]:
        with self._engine.connect() as connection:
            yield from connection.execute(asked)

    def answers(self, person: int | None = None) -> Iterator[Kept]:
        """Every answer, of one person or of all."""
        asked = _KEPT if person is None else _KEPT.where(resident.c.person == person)
        for row in self._rows(asked):
            if row.kind not in ("once", "confirm"):
                counts = row.given in ("given", "open") and row.on_path
                yield Kept(row.person, row.script, row.id, row.state == "done", row.key, row.value, counts)

    def ideas(self) -> Iterator[tuple[int, str]]:
        """Whose ideas there are, and their words."""
        asked = select(resident.c.person, idea.c.text).join(resident, resident.c.id == idea.c.resident_id)
        return (tuple(row) for row in self._rows(asked))

    def heard(self) -> set[tuple[int, int]]:
        """Which messages were heard: chat and number."""
        return {tuple(row) for row in self._rows(select(heard.c.chat, heard.c.message))}

    def people(self) -> set[int]:
        """Everybody of whom something is kept."""
        return {row.person for row in self._rows(select(resident.c.person))}
