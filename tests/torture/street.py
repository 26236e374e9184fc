"""Telegram goes on while the bot comes and goes: the simulator in the harness's own event loop, and people in it."""

import asyncio
import contextlib
import logging
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from random import Random

import uvicorn

from bot.simulator import Person, World
from bot.simulator.answers import Json, Reply, Upload
from bot.simulator.polling import LongPolling
from bot.simulator.rows import Chat, Message
from bot.simulator.serving import Front, Server
from tests.torture import plans
from tests.torture.habits import Habits
from tests.torture.resident import Resident

LOOK_SECONDS = 0.2
# People who answer before the bot heard that its question arrived are asked whether they meant that: now and then.
THINKING_SECONDS, HASTY = 0.02, 0.1


@dataclass(frozen=True)
class Crowd:
    """How many people talk at once, how many come in all, what they have to say, and how they are."""

    at_once: int = 300
    most: int = 300
    questions: int = 30
    ideas: float = 0.5
    habits: Habits = field(default_factory=Habits)


class Street:
    """People of one neighbourhood; when one has said everything, the next one comes, until `closed`."""

    def __init__(self, world: World, slug: str, crowd: Crowd, chance: Random) -> None:
        self.world = world
        self.residents: list[Resident] = []
        self.closed = False
        self.quiet = False
        self.deed = asyncio.Event()
        self.acted = 0.0  # when the bot last did something that somebody could see
        self._crowd = crowd
        self._slug = slug
        self._chance = chance
        self._living: dict[int, Resident] = {}
        self._stirred: dict[int, None] = {}
        self._next_call: Callable[[], None] | None = None
        self.doubts: list[Callable[[Resident], None]] = []
        world.on_bot_action(self._bot_acts)

    async def lives(self) -> None:
        """People come, talk, and go, until all have said everything and nobody new comes."""
        while True:
            self._newcomers()
            if not self._living:
                return
            await asyncio.sleep(LOOK_SECONDS)
            self._sweep()

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
        stuck = list(self._living.values())[:5]
        return "\n\n".join(
            f"{one.person.user.first_name} at {one.sight}: {one.plans[0]}\n{one.person.screen}" for one in stuck
        )

    def _newcomers(self) -> None:
        crowd = self._crowd
        while not self.closed and len(self._living) < crowd.at_once and len(self.residents) < crowd.most:
            resident = self.newcomer(len(self.residents) + 1)
            self.residents.append(resident)
            self._living[resident.person.id] = resident
            resident.act(time.monotonic())

    def newcomer(self, number: int) -> Resident:
        """Somebody with something to say."""
        chance = Random(self._chance.random())
        said = [plans.survey(number, chance, self._crowd.questions, self._crowd.habits)]
        if chance.random() < self._crowd.ideas:
            said.insert(chance.randint(0, 1), plans.idea(number, 1, chance))
        person = Person(self.world, f"Bewoner {number}")
        return Resident(person, self._slug, said, chance, self._crowd.habits)

    def _sweep(self) -> None:
        """Whoever has waited too long tries again."""
        now = time.monotonic()
        for resident in list(self._living.values()):
            if now - resident.since > resident.patience and not self.quiet:
                for doubt in self.doubts:
                    doubt(resident)
                resident.act(now, again=True)
                self.leaves(resident)

    def _bot_acts(self, chat: Chat, what: str, message: Message | None) -> None:
        self.acted = time.monotonic()
        if chat.user_id in self._living and what in ("send", "edit", "delete"):
            if not self._stirred:
                at_once = self._chance.random() < HASTY
                asyncio.get_running_loop().call_later(0.0 if at_once else THINKING_SECONDS, self._stir)
            self._stirred[chat.user_id] = None
        do, self._next_call = self._next_call, None
        if do is not None:
            do()

    def _stir(self) -> None:
        stirred, self._stirred = self._stirred, {}
        now = time.monotonic()
        for number in stirred:
            resident = self._living.get(number)
            if resident is not None and not self.quiet:
                resident.act(now)
                self.leaves(resident)
        self.deed.set()
        self.deed.clear()

    def leaves(self, resident: Resident) -> None:
        """Whoever has nothing left to do goes."""
        if resident.at_rest:
            self._living.pop(resident.person.id, None)


class Polls(LongPolling):
    """Knows when the bot asked for updates last; each life of a bot that asks is back."""

    asked_at = 0.0

    async def call(
        self, token: str, method: str, params: Json | None = None, files: dict[str, Upload] | None = None
    ) -> Reply:
        """The reply to a call."""
        if method == "getUpdates":
            self.asked_at = time.monotonic()
        return await super().call(token, method, params, files)


class _Server(Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the harness."""
        yield


@contextlib.asynccontextmanager
async def telegram(world: World, polling: LongPolling | None = None) -> AsyncIterator[str]:
    """The address of the simulator for as long as it is needed."""
    polling = polling or LongPolling(world)
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # it tells of every connection that is cut
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else answers wait for acknowledgements
        config = uvicorn.Config(
            Front(world, polling),
            http="httptools",
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        server = _Server(config, polling)
        serving = asyncio.create_task(server.serve([door]))
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving
