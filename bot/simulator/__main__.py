"""`python -m bot.simulator`: the simulator alone, as a Bot API server for benchmarks and kill tests."""

import argparse
import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path

import uvicorn

from bot.simulator.drive import Driver
from bot.simulator.keep import Keep
from bot.simulator.limits import Limits
from bot.simulator.polling import LongPolling
from bot.simulator.serving import Front, Server
from bot.simulator.world import TOKEN, World


def options() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser("python -m bot.simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN, help="the bot's token (default: %(default)s)")
    parser.add_argument("--data", type=Path, help="directory in which the chats are kept (default: memory only)")
    parser.add_argument("--limits", default="off", help='"off" or messages a second in all, as 30')
    parser.add_argument("--drive", type=int, default=0, metavar="N", help="N people at a time press the first button")
    parser.add_argument("--payload", default="", help="what the driven people's START carries")
    parser.add_argument("--rounds", type=int, default=1, help="how many times N people there are in all")
    parser.add_argument("--flood", type=int, default=0, metavar="N", help="one more person says N things a second")
    return parser


def build(asked: argparse.Namespace) -> World:
    """The world that the command line asks for, with its bot."""
    keep = None
    if asked.data:
        asked.data.mkdir(parents=True, exist_ok=True)
        keep = Keep(asked.data / "simulator.sqlite")
    limits = Limits() if asked.limits == "off" else Limits(total=int(asked.limits), chat=1)
    world = World(keep=keep, limits=limits)
    world.add_bot(asked.token)
    return world


async def serve(asked: argparse.Namespace) -> None:
    """Answer until interrupted; with driven people, until they are done.

    On stdout, a line of JSON each: that the bot asked for updates for the first time, and how fast it was.
    """
    world = build(asked)
    polling = LongPolling(world)
    front = Front(world, polling)
    config = uvicorn.Config(front, port=asked.port, http="httptools", access_log=False, log_level="warning")
    server = Server(config, polling)
    running = asyncio.create_task(server.serve())
    if asked.drive:
        driver = Driver(world, asked.drive, asked.payload, asked.rounds)
        driven = asyncio.create_task(_drive(driver, polling, asked.flood))
        await asyncio.wait([running, driven], return_when=asyncio.FIRST_COMPLETED)
        _tell(driver.summary())
        server.should_exit = True
    await running
    world.memory.keep.close()


async def _drive(driver: Driver, polling: LongPolling, flood: int) -> None:
    await polling.asked.wait()
    _tell({"polled": 1})
    driver.start()
    await (driver.flood(flood) if flood else driver.done.wait())


def _tell(what: dict[str, float]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(options().parse_args()))
