"""Telegram goes on while the bot comes and goes: the simulator in the test's own event loop, and people in it."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from random import Random

import uvicorn

from bot.simulator import Person, World
from bot.simulator.polling import LongPolling
from bot.simulator.rows import Chat, Message
from bot.simulator.serving import Front, Server
from tests.whole import plans
from tests.whole.resident import Resident

AT_ONCE = 6
MOST_IDEAS = 2


class Street:
    """People of one neighbourhood; when one has said everything, the next one comes, until `closed`."""

    def __init__(self, world: World, slug: str, seed: int) -> None:
        self.world = world
        self.residents: list[Resident] = []
        self.closed = False
        self.deed = asyncio.Event()
        self._slug = slug
        self._chance = Random(seed)
        self._next_call: Callable[[], None] | None = None
        world.on_bot_action(self._bot_acts)

    async def lives(self, at_once: int = AT_ONCE) -> None:
        """Some people at a time, each through a survey and some ideas."""
        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(self._one_after_another())

    def at_next_call(self, do: Callable[[], None]) -> None:
        """Do this within the next call of the bot that changes somebody's screen."""
        self._next_call = do

    @property
    def deeds(self) -> int:
        """How often somebody did something."""
        return sum(one.deeds for one in self.residents)

    @property
    def story(self) -> str:
        """What is on the screens of those who are not done."""
        unfinished = [one for one in self.residents if one.plans]
        return "\n\n".join(f"{one.person.user.first_name}: {one.plans[0]}\n{one.person.screen}" for one in unfinished)

    async def _one_after_another(self) -> None:
        while not self.closed:
            resident = self._newcomer()
            await resident.lives()

    def _newcomer(self) -> Resident:
        number = len(self.residents) + 1
        chance = Random(self._chance.random())
        said = [plans.survey(number, chance)]
        said += [plans.idea(number, turn, chance) for turn in range(1, chance.randint(1, MOST_IDEAS) + 1)]
        resident = Resident(Person(self.world, f"Bewoner {number}"), self._slug, said, chance, self._is_done)
        self.residents.append(resident)
        return resident

    def _is_done(self) -> None:
        self.deed.set()
        self.deed.clear()

    def _bot_acts(self, chat: Chat, what: str, message: Message | None) -> None:
        do, self._next_call = self._next_call, None
        if do is not None:
            do()


@contextlib.asynccontextmanager
async def telegram(world: World) -> AsyncIterator[str]:
    """The address of the simulator for as long as it is needed."""
    polling = LongPolling(world)
    with socket.create_server(("127.0.0.1", 0)) as door:
        config = uvicorn.Config(
            Front(world, polling),
            http="httptools",
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        server = Server(config, polling)
        serving = asyncio.create_task(server.serve([door]))
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving
