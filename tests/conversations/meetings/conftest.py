"""A neighbourhood with an organiser, on the clock of Amsterdam."""

from zoneinfo import ZoneInfo

import pytest

from tests.conversations.meetings.gathering import Gathering
from tests.talk.village import Village


@pytest.fixture
async def cafe(village: Village) -> Gathering:
    """An organiser, and a café that is in the agenda: on Thursday 28 May at 19:30, for five people."""
    village.zone = ZoneInfo("Europe/Amsterdam")
    async with (await village.store()).writing() as books:
        await books.identity.stamp(0, village.world.bot.username, "https://wijk.example")
    otto = await village.resident("Otto", "en", "organiser")
    made = Gathering(village, otto)
    await made.planned()
    return made
