"""How the database is, for `wijkbot doctor`: only read, whatever its schema; nothing is migrated or made."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select, text
from sqlalchemy.engine import make_url

from bot.store import schema
from bot.store.chain import Checked, check
from bot.store.engine import is_embedded, snapshot
from bot.store.instances import Instance
from bot.store.running import instances_of
from bot.store.tables import delivery, due, meta, metadata, neighbourhood, photo, removal, set_aside


@dataclass(slots=True)
class Health:
    """What was found. `standing` is `current`, `older`, `newer` or `none`; the rest is known of a current one only.

    `bot` is whose database it is (0 the simulator's, None nobody's yet); `overdue` is the moment of the oldest due row
    that waits, `deliveries` how many there are of each outcome, `photos` the names of those that should be on disk,
    `instances` the bots at work, `endless` the places whose project has no last day, `asked` the moment of the oldest
    request to remove words.
    """

    standing: str
    damage: str = ""
    bot: int | None = None
    overdue: datetime | None = None
    given_up: int = 0
    deliveries: dict[str, int] = field(default_factory=dict)
    set_aside: int = 0
    photos: tuple[str, ...] = ()
    instances: tuple[Instance, ...] = ()
    audit: Checked = field(default_factory=Checked)
    endless: tuple[str, ...] = ()
    asked: datetime | None = None


def examine(url: str) -> Health:
    """Look at the database; blocking. Raises DBAPIError when it cannot be read at all."""
    with _looking(url) as connection:
        if connection is None:
            return Health("none")
        health = Health(schema.standing(connection))
        if health.standing == "current":
            health.damage = _damage(connection)
            if not health.damage:
                _look_around(connection, health)
        return health


@contextmanager
def _looking(url: str) -> Iterator[Connection | None]:
    database = make_url(url).database
    if is_embedded(url) and not (database and Path(database).exists()):
        yield None
        return
    with snapshot(url) as connection:
        yield connection


def _damage(connection: Connection) -> str:
    """The first thing that is wrong with the tables themselves, if any."""
    if connection.dialect.name == "sqlite":
        found = str(connection.execute(text("PRAGMA quick_check(1)")).scalar())
        if found != "ok":
            return found
        broken = connection.execute(text("PRAGMA foreign_key_check")).first()
        return f"a row of {broken[0]} refers to nothing" if broken else ""
    for table in metadata.sorted_tables:
        connection.execute(select(table).limit(1)).all()
    return ""


def _look_around(connection: Connection, health: Health) -> None:
    stamped = connection.execute(select(meta.c.value).where(meta.c.key == "bot")).scalar()
    health.audit = check(connection)
    health.bot = None if stamped is None else int(stamped)
    waits = due.c.state.in_(("waiting", "claimed")) & (due.c.at < datetime.now(UTC))
    health.overdue = connection.execute(select(func.min(due.c.at)).where(waits)).scalar()
    health.given_up = connection.execute(select(func.count()).where(due.c.state == "failed")).scalar_one()
    health.set_aside = connection.execute(select(func.count(set_aside.c.id))).scalar_one()
    counted = select(delivery.c.state, func.count().label("rows")).group_by(delivery.c.state)
    health.deliveries = {row.state: row.rows for row in connection.execute(counted)}
    health.instances = tuple(instances_of(connection))
    endless = select(neighbourhood.c.slug).where(neighbourhood.c.ends.is_(None)).order_by(neighbourhood.c.slug)
    health.endless = tuple(connection.execute(endless).scalars())
    health.asked = connection.execute(select(func.min(removal.c.created))).scalar()
    health.photos = tuple(connection.execute(select(photo.c.stored).where(photo.c.stored != "")).scalars())
