"""A village for tests: the bot as it is, with only Telegram replaced by the simulator.

The network is cut at the request: everything above it, the database and the catalogues are real. By default the bot is
thrown away and built anew between any two messages, so that nothing it knows can be in memory only; the connections to
the database stay, because opening them would be most of the time a test takes.
"""

import contextlib
import json
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.channel.client import Telegram
from bot.channel.outbox import Outbox
from bot.channel.poller import Poller, sorted_out
from bot.clock.again import Again
from bot.clock.clock import Clock, Handler
from bot.clock.meetings import around_meetings
from bot.clock.nudges import Nudges
from bot.clock.roles import RoleNews
from bot.dialogue import Script, Scripts
from bot.dialogue.desk import Desk
from bot.dialogue.plugins import load_scripts
from bot.dialogue.unasked import Unasked
from bot.neighbourhood.consent import VERSION
from bot.neighbourhood.places import Neighbourhood
from bot.neighbourhood.roles import RESIDENT
from bot.simulator.answers import Upload
from bot.simulator.people import Person
from bot.simulator.world import TOKEN, World
from bot.store import Store
from bot.store.records import Due
from bot.store.surveys import StoredSurvey
from bot.store.tables import metadata
from tests.talk.clock import Clock as StillClock
from tests.talk.talker import Talker

Bot = tuple[Store, Desk, Outbox, Poller]


class WorldTelegram(Telegram):
    """Telegram whose requests end in the simulator instead of on the network."""

    def __init__(self, world: World) -> None:
        super().__init__(TOKEN, "http://127.0.0.1:1", rate=0)
        self._world = world

    async def _send(self, method: str, params: Any, files: Any, wait: float, permit: Any) -> tuple[int, bytes]:
        reply = self._world.call(TOKEN, method, json.loads(json.dumps(dict(params))), _uploads(files))
        return reply.status, json.dumps(reply.body).encode()

    async def file(self, file_path: str, most: int) -> bytes | None:
        return self._world.download(TOKEN, file_path)


def _uploads(files: Any) -> Any:
    return {name: Upload(one.name, Path(one.path).read_bytes()) for name, one in (files or {}).items()}


class Village:
    """The world, the database, and a bot that is rebuilt before it handles anything."""

    def __init__(self, url: str, directory: Path) -> None:
        self.url = url
        self.directory = directory
        self.clock = StillClock()
        self.world = World(clock=self.clock.seconds)
        self.world.add_bot()
        self.zone: tzinfo = UTC
        self.scripts = load_scripts()
        self.restarts = True
        self._away = False
        self._kept: Bot | None = None

    def plays(self, *scripts: Script) -> None:
        """The bot can hold these conversations as well."""
        self.scripts = Scripts([*self.scripts, *scripts])

    async def bot(self) -> Bot:
        """The bot, freshly started unless `restarts` is off."""
        if self._kept is not None and not self.restarts:
            return self._kept
        store = self._kept[0] if self._kept else await self._opened()
        await self._go()
        desk = Desk(store, self.scripts, self.now)
        telegram = WorldTelegram(self.world)
        outbox = Outbox(telegram, desk)
        outbox.post(await desk.unsent())
        self._kept = (store, desk, outbox, Poller(telegram, desk, outbox, wait=0))
        return self._kept

    def now(self) -> datetime:
        """The moment, on the clock on the wall."""
        return self.clock.now().astimezone(self.zone)

    async def ticks(self) -> None:
        """The clock carries out what is due by now, and everything it sends has arrived."""
        handlers = await self.handlers()
        store, desk, outbox, _poller = self._running()
        ticking = Clock(store, desk, handlers)
        while claimed := await self._claimed(store, tuple(handlers)):
            for one in claimed:
                await ticking.carry_out(one)
        await outbox.drain()
        await desk.settle()

    async def handlers(self) -> dict[str, Handler]:
        """What carries out due rows, of a bot that has just started."""
        store, desk, outbox, _poller = await self.bot()
        others: dict[str, Handler] = {"nudge": Nudges(desk, outbox), "roles": RoleNews(desk, outbox)}
        return {**around_meetings(store, desk, outbox, self.directory), **others}

    def _running(self) -> Bot:
        assert self._kept is not None
        return self._kept

    async def _claimed(self, store: Store, kinds: Sequence[str]) -> list[Due]:
        async with store.writing() as books:
            return await books.dues.claim(100, kinds, self.clock.now())

    async def _opened(self) -> Store:
        store = await Store.open(self.url)
        await store.stamp(0, self.world.bot.username)
        return store

    async def settles(self) -> None:
        """The bot handles everything that waits, and everything it sends has arrived."""
        if self._away:
            return
        _store, desk, outbox, poller = await self.bot()
        await outbox.drain()
        while await poller.once():
            await outbox.drain()
        await desk.settle()

    async def sends(self) -> None:
        """What is on its way arrives."""
        if self._kept is not None:
            await self._kept[2].drain()

    @contextlib.asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Meanwhile nobody is answered; afterwards the bot gets all that was said in one batch."""
        self._away = True
        yield
        self._away = False
        await self.settles()

    async def dies_after_commit(self) -> None:
        """The bot does the turns of what waits, and is gone before it sends or confirms anything."""
        _store, desk, _outbox, _poller = await self.bot()
        waiting = self.world.memory.updates[self.world.bot.id]
        events, _unreadable = sorted_out([one.update for one in waiting])
        await desk.take(events)

    @contextlib.asynccontextmanager
    async def without_restarts(self) -> AsyncIterator[None]:
        """Where it does not matter, this is faster."""
        await self.bot()
        self.restarts = False
        yield
        self.restarts = True

    async def unasked(self, talk: int, do: Unasked) -> None:
        """The clock does something about a conversation."""
        _store, desk, outbox, _poller = await self.bot()
        outbox.post(await desk.unasked(talk, do))
        await outbox.drain()
        await desk.settle()

    async def clock_does(self, kind: str) -> None:
        """The clock carries out what is due of this kind."""
        store, desk, outbox, _poller = await self.bot()
        handlers: dict[str, Handler] = {"roles": RoleNews(desk, outbox), "again": Again(desk, outbox)}
        clock = Clock(store, desk, handlers)
        async with store.writing() as books:
            claimed = await books.dues.claim(9, (kind,), datetime.now(UTC))  # some rows go by the clock of the machine
        for one in claimed:
            await clock.carry_out(one)
        await outbox.drain()
        await desk.settle()

    async def _go(self) -> None:
        if self._kept is not None:
            await self._kept[2].close()

    async def close(self) -> None:
        """Stop the bot and close the database."""
        await self._go()
        if self._kept is not None:
            await self._kept[0].close()
            self._kept = None

    async def store(self) -> Store:
        """The database of the running bot."""
        return self._kept[0] if self._kept else (await self.bot())[0]

    async def neighbourhood(self, slug: str = "oosterwijk", name: str = "Oosterwijk") -> Neighbourhood:
        """A neighbourhood."""
        async with (await self.store()).writing() as books:
            return await books.neighbourhoods.add(slug, name)

    async def survey(self, definition: dict[str, Any], slug: str = "oosterwijk") -> StoredSurvey:
        """A survey of this neighbourhood, or a new version of it."""
        async with (await self.store()).writing() as books:
            place = await books.neighbourhoods.named(slug)
            return await books.surveys.add(place.id, definition)

    async def closes(self, survey: str, slug: str = "oosterwijk") -> None:
        """This survey takes no more answers."""
        async with (await self.store()).writing() as books:
            await books.surveys.close((await books.neighbourhoods.named(slug)).id, survey)

    async def invite(self, role: str, slug: str = "oosterwijk") -> str:
        """The payload of a link that gives one person this role."""
        async with (await self.store()).writing() as books:
            place = await books.neighbourhoods.named(slug)
            return f"i_{await books.invites.make(role, place.id)}"

    async def takes_away(self, someone: Talker, role: str) -> None:
        """This person no longer has this role anywhere."""
        membership, resident = metadata.tables["membership"], metadata.tables["resident"]
        theirs = (
            membership.c.resident_id == select(resident.c.id).where(resident.c.person == someone.id).scalar_subquery()
        )
        async with (await self.store()).writing() as books:
            await books.unit.connection.execute(membership.delete().where(theirs, membership.c.role == role))

    async def rows(self, table: str) -> list[dict[str, Any]]:
        """Every row of a table."""
        async with (await self.store()).reading() as books:
            found = await books.unit.connection.execute(metadata.tables[table].select())
            return [dict(row._mapping) for row in found]

    async def answers(self, script: str) -> dict[str, dict[str, Any]]:
        """The answers of the newest conversation of this script, by key."""
        talk = max(row["id"] for row in await self.rows("conversation") if row["script"] == script)
        return {row["key"]: row for row in await self.rows("answer") if row["conversation_id"] == talk}

    def person(self, name: str = "Anna", language: str = "en") -> Talker:
        """Somebody with a phone who has not met the bot yet."""
        return Talker(self, Person(self.world, name, language))

    async def resident(self, name: str = "Anna", language: str = "en", *roles: str) -> Talker:
        """Somebody who came in to Oosterwijk and agreed, perhaps with more roles. The way in has tests of its own."""
        someone = self.person(name, language)
        self.world.memory.open_chat(self.world.bot, someone.person.user)
        async with (await self.store()).writing() as books:
            place = await books.neighbourhoods.named("oosterwijk")
            one = books.people.new(someone.id, someone.id, language)
            await books.people.agree(books.people.change(one, neighbourhood_id=place.id), VERSION, language, "adult")
            for role in (RESIDENT, *roles):
                await books.people.join(one, place.id, role)
        return someone
