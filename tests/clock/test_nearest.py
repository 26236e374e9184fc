"""Of all who wait the nearest goes first, and nobody who gives up holds up the others."""

import asyncio

from bot.clock.nearest import Nearest


async def _goes(nearest: Nearest, moment: str, gone: list[str]) -> None:
    async with nearest.turn(moment):
        gone.append(moment)
        await asyncio.sleep(0)


async def test_the_nearest_goes_first_also_when_it_came_last() -> None:
    nearest, gone = Nearest(), []
    waiting = [asyncio.create_task(_goes(nearest, moment, gone)) for moment in ("now", "3", "2", "1")]
    await asyncio.gather(*waiting)
    assert gone == ["now", "1", "2", "3"]


async def test_who_gives_up_while_waiting_passes_it_on() -> None:
    nearest, gone = Nearest(), []
    async with nearest.turn("now"):
        first, second = (asyncio.create_task(_goes(nearest, moment, gone)) for moment in ("1", "2"))
        await asyncio.sleep(0)
        first.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
    assert gone == ["2"]


async def test_who_gives_up_at_the_moment_of_their_turn_passes_it_on() -> None:
    nearest, gone = Nearest(), []
    async with nearest.turn("now"):
        first, second = (asyncio.create_task(_goes(nearest, moment, gone)) for moment in ("1", "2"))
        await asyncio.sleep(0)
    first.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
    assert gone == ["2"]
