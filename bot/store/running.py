"""Is a bot running with this database? For what may only be done without one."""

import time

from sqlalchemy import URL, Connection, inspect, select
from sqlalchemy.exc import DatabaseError, OperationalError

from bot.language import _
from bot.neighbourhood.refusal import Refusal
from bot.store.engine import snapshot
from bot.store.instances import Instance
from bot.store.process import lives
from bot.store.tables import instance
from bot.store.watch import Watch, steady

LOOK_SECONDS = 0.25


def refuse_while_running(url: URL | str) -> None:
    """Refusal while an instance works with the database; blocking.

    Where an instance ran on another machine and ended badly, it takes some seconds to see that it is gone.
    """
    watch = Watch()
    began = steady()
    while found := _found(url):
        at_work = [one for one in found if lives(one.process)] or watch.moved(found)
        if at_work:
            raise Refusal(_("The bot is running: {place}. Stop it first.", place=at_work[0].place))
        if len(watch.gone(found, began)) == len(found):
            return
        time.sleep(LOOK_SECONDS)
        began = steady()


def _found(url: URL | str) -> list[Instance]:
    try:
        with snapshot(url) as connection:
            return instances_of(connection)
    except OperationalError:
        raise
    except DatabaseError:
        return []  # what is no database any more can be worked with by nobody


def instances_of(connection: Connection) -> list[Instance]:
    """The instances at a database of any version, seen from a blocking connection."""
    if not inspect(connection).has_table(instance.name):
        return []
    return [Instance(*row) for row in connection.execute(select(*instance.c).order_by(instance.c.id))]
