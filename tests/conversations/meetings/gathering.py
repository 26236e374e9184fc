"""A meeting as material for tests."""

from datetime import datetime
from typing import Any

from tests.talk.talker import Talker
from tests.talk.village import Village


class Gathering:
    """A meeting with its organiser."""

    def __init__(self, village: Village, otto: Talker) -> None:
        self.village = village
        self.otto = otto

    async def planned(self, capacity: str = "5") -> None:
        """The organiser makes it, as anybody would."""
        await self.otto.does("/meeting", "Café", "Spring café", "28 May", "19:30", "21:30", "Dorpshuis, Kerkstraat 1")
        await self.otto.does(capacity, "Put it in the agenda")

    async def manages(self, *steps: str) -> None:
        """The organiser opens its card, and goes on from there."""
        await self.otto.does("/agenda", "Spring café")
        if "⚙️ Organise" in self.otto.buttons:
            await self.otto.taps("Organise")
        await self.otto.does(*steps)

    async def visitor(self, name: str, *answers: str, language: str = "en") -> Talker:
        """A resident who opens the link of the meeting, and taps these answers."""
        someone = await self.village.resident(name, language)
        await someone.starts("m_oosterwijk_1")
        for answer in answers:
            await someone.taps(answer)
        return someone

    async def at(self, moment: str) -> None:
        """It is this moment on the clock on the wall, and the clock ticks."""
        there = datetime.fromisoformat(moment).replace(tzinfo=self.village.zone)
        self.village.clock.passes(seconds=(there - self.village.clock.now()).total_seconds())
        await self.village.ticks()

    async def row(self) -> dict[str, Any]:
        """The row of the meeting."""
        return (await self.village.rows("meeting"))[0]

    async def seats(self) -> dict[int, str]:
        """Who has which seat at the meeting, by the number at the messenger."""
        people = {row["id"]: row["person"] for row in await self.village.rows("resident")}
        return {people[row["resident_id"]]: row["state"] for row in await self.village.rows("seat") if not row["place"]}
