"""A village for tests: the bot as it is, with only Telegram replaced by the simulator.

The network is cut at the request: everything above it, the database and the catalogues are real. By default the bot is
thrown away and built anew between any two messages, so that nothing it knows can be in memory only.
"""

import json
from pathlib import Path
from typing import Any

from bot.app import load_scripts
from bot.channel.client import Telegram
from bot.channel.outbox import Outbox
from bot.channel.poller import Poller
from bot.dialogue.desk import Desk
from bot.neighbourhood.places import Neighbourhood
from bot.simulator.people import Person
from bot.simulator.world import TOKEN, World
from bot.store import Store
from tests.talk.clock import Clock


class WorldTelegram(Telegram):
    """Telegram whose requests end in the simulator instead of on the network."""

    def __init__(self, world: World) -> None:
        super().__init__(TOKEN, "http://127.0.0.1:1", rate=0)
        self._world = world

    async def _send(self, method: str, params: Any, files: Any, wait: float) -> tuple[int, bytes]:
        reply = self._world.call(TOKEN, method, json.loads(json.dumps(dict(params))), _uploads(files))
        return reply.status, json.dumps(reply.body).encode()

    async def file(self, file_path: str, most: int) -> bytes | None:
        return self._world.download(TOKEN, file_path)


def _uploads(files: Any) -> Any:
    from bot.simulator.answers import Upload

    return {name: Upload(one.name, Path(one.path).read_bytes()) for name, one in (files or {}).items()}


class Village:
    """The world, the database, and a bot that is rebuilt before it handles anything."""

    def __init__(self, url: str, directory: Path) -> None:
        self.url = url
        self.directory = directory
        self.clock = Clock()
        self.world = World(clock=self.clock.seconds)
        self.world.add_bot()
        self.scripts = load_scripts()
        self.restarts = True
        self._kept: tuple[Store, Desk, Outbox, Poller] | None = None

    async def bot(self) -> tuple[Store, Desk, Outbox, Poller]:
        """The bot, freshly started unless `restarts` is off."""
        if self._kept is not None and not self.restarts:
            return self._kept
        await self.close()
        store = await Store.open(self.url)
        desk = Desk(store, self.scripts, self.clock.now)
        telegram = WorldTelegram(self.world)
        outbox = Outbox(telegram, desk)
        outbox.post(await desk.unsent())
        self._kept = (store, desk, outbox, Poller(telegram, desk, outbox, wait=0))
        return self._kept

    async def settles(self) -> None:
        """The bot handles everything that waits, and everything it sends has arrived."""
        _store, desk, outbox, poller = await self.bot()
        while await poller.once():
            await outbox.drain()
        await desk.settle()

    async def close(self) -> None:
        """Stop the bot; the database stays."""
        if self._kept is not None:
            store, _desk, outbox, _poller = self._kept
            await outbox.close()
            await store.close()
            self._kept = None

    async def neighbourhood(self, slug: str = "oosterwijk", name: str = "Oosterwijk") -> Neighbourhood:
        """A neighbourhood."""
        async with (await self.store()).writing() as books:
            return await books.neighbourhoods.add(slug, name)

    async def store(self) -> Store:
        """The database of the running bot."""
        return (await self.bot())[0]

    def person(self, name: str = "Anna", language: str = "nl") -> "Talker":
        """Somebody with a phone who has not met the bot yet."""
        return Talker(self, Person(self.world, name, language))

    async def resident(self, name: str = "Anna", language: str = "nl", payload: str = "oosterwijk") -> "Talker":
        """Somebody who came in by the link and agreed."""
        someone = self.person(name, language)
        await someone.starts(payload)
        await someone.taps("English" if language == "en" else "Nederlands")
        await someone.taps("16 or older" if language == "en" else "16 jaar of ouder")
        await someone.taps("Yes, I take part" if language == "en" else "Ja, ik doe mee")
        return someone


class Talker:
    """A person whose every doing is followed by the bot handling it."""

    def __init__(self, village: Village, person: Person) -> None:
        self.village = village
        self.person = person

    def __getattr__(self, name: str) -> Any:
        """`says`, `taps` and the other doings of a person, each followed by the bot's turn; the rest as it is."""
        found = getattr(self.person, name)
        if not callable(found) or name in ("hears",):
            return found

        async def does(*given: Any, **named: Any) -> Any:
            self.village.clock.passes(seconds=2)
            done = found(*given, **named)
            await self.village.settles()
            return done

        return does
