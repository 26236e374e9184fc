"""Bot and simulator together, as `run` without a token and `demo` start them."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable

import click

from bot.app import App, Started
from bot.commands.first import offers_of
from bot.settings import Settings
from bot.simulator.keep import Keep
from bot.simulator.polling import LongPolling
from bot.simulator.server import simulator
from bot.simulator.world import TOKEN, World
from bot.store import Store

Happening = Callable[[World], Awaitable[None]]


async def nothing_happens(world: World) -> None:
    """A world where people begin by themselves."""


async def simulate(settings: Settings, store: Store, happens: Happening = nothing_happens) -> None:
    """Run bot and simulator until interrupted; when both run `happens` is awaited, and then the address is told."""
    with contextlib.closing(Keep(settings.data_dir / "simulator.sqlite")) as keep:
        world = World(keep=keep)
        world.add_bot(TOKEN)
        settings = _with_port(settings)
        page = _page(*settings.address)
        polling = LongPolling(world)
        app = App(settings, store, TOKEN, page, simulated=True)
        app.on_stop(polling.stop)

        async def open_up() -> None:
            await happens(world)
            click.echo(f"The wijkbot is ready. Open {page} in your browser.")

        async with _once_started(open_up, app.stop) as started:
            await app.run(simulator(world, offers_of(store), settings.simulator_public, polling), started)


def _with_port(settings: Settings) -> Settings:
    """The settings with a port that is free instead of 0: the bot must know where its simulator is."""
    host, port = settings.address
    if port:
        return settings
    with socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as door:
        free = door.getsockname()[1]
    return settings.model_copy(update={"listen": f"{settings.listen.rpartition(':')[0]}:{free}"})


def _page(host: str, port: int) -> str:
    here = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    return f"http://{f'[{here}]' if ':' in here else here}:{port}"


@contextlib.asynccontextmanager
async def _once_started(work: Callable[[], Awaitable[None]], stop: Callable[[], None]) -> AsyncIterator[Started]:
    """What to call when the bot has started: it begins the work, which is cancelled at the end.

    When the work fails the bot is stopped, and the error raised.
    """
    tasks: list[asyncio.Task[None]] = []

    async def carefully() -> None:
        try:
            await work()
        except Exception:
            stop()
            raise

    try:
        yield lambda app: tasks.append(asyncio.create_task(carefully()))
    finally:
        for task in tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
