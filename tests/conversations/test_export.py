"""Export in the chat: anonymised at once, identified with a reason."""

from typing import Any

import pytest

from bot.clock.exports import Exports
from bot.clock.worker import Worker
from tests.talk.talker import Talker
from tests.talk.village import Village


@pytest.fixture
async def frits(village: Village) -> Talker:
    return await village.resident("Frits", "en", "facilitator")


async def jobs(village: Village) -> list[dict[str, Any]]:
    """The exports that are to be made."""
    return [row["payload"] for row in await village.rows("due") if row["kind"] == "export"]


async def files(village: Village, someone: Talker) -> list[str]:
    """The names of the files that come when the exports are made."""
    store, desk, outbox, _poller = await village.bot()
    worker = Worker()
    make = Exports(store, desk, outbox, worker, village.directory, village.url, "Europe/Amsterdam")
    async with store.writing() as books:
        waiting = await books.dues.claim(10, ["export"], village.clock.now())
    for due in waiting:
        await make(due)
    await village.sends()
    worker.close()
    return [one.body["document"]["file_name"] for one in someone.messages if "document" in one.body]


async def test_it_is_anonymised_unless_one_asks_for_more(village: Village, frits: Talker) -> None:
    await frits.does("/export", "Ideas", "Excel", "No, anonymous")
    asked = {"what": "ideas", "format": "xlsx", "identified": False, "slug": "oosterwijk", "language": "en"}
    assert [{name: job[name] for name in asked} for job in await jobs(village)] == [asked]


async def test_identified_asks_for_a_reason(village: Village, frits: Talker) -> None:
    await frits.does("/export", "Answers", "JSON", "Yes, with everything")
    assert frits.hears("Who needs it, and what for?")
    assert await jobs(village) == []
    await frits.says("Els")
    assert frits.hears("That is very short.")
    await frits.says("Els answers all who wrote")
    assert await jobs(village) == []
    await frits.does("go on", "make the file")
    assert [job["identified"] for job in await jobs(village)] == [True]
    noted = [row["reason"] for row in await village.rows("audit") if row["what"] == "identified-export"]
    assert noted == ["Els answers all who wrote"]


async def test_the_file_says_which_of_the_two_it_is(village: Village, frits: Talker) -> None:
    async with village.without_restarts():
        await frits.does("/export", "Ideas", "JSON", "No, anonymous")
        await frits.does("/export", "Ideas", "JSON", "Yes, with everything", "Els answers all who wrote")
        await frits.does("go on", "make the file")
        names = await files(village, frits)
    assert [name.split("-20")[0] for name in names] == ["oosterwijk-ideas-anonymised", "oosterwijk-ideas-identified"]
