"""What somebody says stands in no log line, traceback or metric: not when all goes well, and not when it fails."""

import asyncio
import gc
import io
import logging
from collections.abc import Iterator

import pytest
from prometheus_client import generate_latest
from sqlalchemy import text

from bot.channel.redact import install
from bot.dialogue import Chat, conversation
from bot.neighbourhood.kinds import OpenText
from bot.neighbourhood.permissions import TAKE_PART
from bot.simulator.world import TOKEN
from tests.talk.surveys import STREET
from tests.talk.talker import Talker
from tests.talk.village import Village

CANARY = "kanarie-Vlinderstraat-7"
EVERYTHING = logging.DEBUG - 5


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that anybody logs, of any level."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root = logging.getLogger()
    before, undo = root.level, install(TOKEN)
    loud = [logging.getLogger(name) for name in ("sqlalchemy", "sqlalchemy.engine", "sqlalchemy.pool", "aiosqlite")]
    levels = [one.level for one in loud]
    root.addHandler(handler)
    for one in (root, *loud):
        one.setLevel(EVERYTHING)
    yield written
    for one, level in zip(loud, levels, strict=True):
        one.setLevel(level)
    root.setLevel(before)
    root.removeHandler(handler)
    undo()


def silent(log: io.StringIO) -> bool:
    """Whether the canary is nowhere to be found, and something was logged at all."""
    assert CANARY not in log.getvalue()
    assert CANARY not in generate_latest().decode()
    return bool(log.getvalue())


@conversation("careless", action=TAKE_PART, commands=("careless",))
async def careless(chat: Chat) -> None:
    how = await chat.ask(OpenText("how", "How?"))
    word = await chat.ask(OpenText("word", "Which word?"))
    match how:
        case "value":
            int(word)
        case "key":
            {}[word]
        case "cause":
            try:
                float(word)
            except ValueError as error:
                raise LookupError(f"no such thing as {word}") from error
        case "group":
            raise ExceptionGroup(word, [ValueError(word), KeyError(word)])
        case "sql":
            await (await chat.books.unit.sql()).execute(text("INSERT INTO nowhere VALUES (:word)"), {"word": word})
        case "column":
            chat.change_resident(language=word * 5, neighbourhood_id=999_999)
        case "constraint":
            insert = text("INSERT INTO meta (key, value) VALUES ('x', :word)")
            for _ in range(2):
                await (await chat.books.unit.sql()).execute(insert, {"word": word})


async def test_all_goes_well(village: Village, log: io.StringIO) -> None:
    await village.survey(STREET)
    bo = await village.resident("Bo")
    await bo.does("/idea", "Green", CANARY, "Skip", "Skip", "With my name", CANARY, "Yes, hand")
    await bo.says(f"{CANARY}?")
    await bo.starts("s_oosterwijk_street")
    await bo.does("3", "Yes", "2", CANARY)
    await bo.edits(bo.own(CANARY), f"{CANARY} again")
    await bo.says(f"/{CANARY}")
    await bo.says(f"/start {CANARY}")
    assert silent(log)


@pytest.mark.parametrize("how", ["value", "key", "cause", "group", "sql", "column", "constraint"])
async def test_a_turn_fails(village: Village, anna: Talker, log: io.StringIO, how: str) -> None:
    village.plays(careless)
    await anna.does("/careless", how, CANARY)
    assert anna.hears("Sorry, something went wrong here.")
    assert silent(log)
    assert "Traceback" in log.getvalue()
    kept = await village.rows("set_aside")
    assert len(kept) == 1
    assert CANARY in kept[0]["update"]


@pytest.mark.parametrize(
    "message",
    [
        {"location": {"latitude": CANARY, "longitude": 5}},
        {"text": {"words": CANARY}},
        {"text": "x", "date": CANARY},
        {"photo": [{CANARY: 1}]},
    ],
)
async def test_an_update_cannot_be_read(
    village: Village, anna: Talker, log: io.StringIO, message: dict[str, object]
) -> None:
    someone = {"id": anna.id, "first_name": CANARY}
    raw = {"message_id": 7, "date": 1, "chat": {"id": anna.id, "type": "private"}, "from": someone, **message}
    village.world.queue.add(village.world.bot, "message", raw)
    await village.settles()
    assert len(await village.rows("set_aside")) == 1
    assert silent(log)


async def test_a_task_fails_that_nobody_waits_for(log: io.StringIO) -> None:
    async def fails() -> None:
        raise ValueError(CANARY)

    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()
    assert "never retrieved" in log.getvalue()
    assert silent(log)


def test_libraries_tell_what_they_do_without_its_values(log: io.StringIO) -> None:
    logging.getLogger("sqlalchemy.engine").debug("Row %r", (CANARY,))
    logging.getLogger("telegram.Bot").debug("Calling `%s` with parameters `%s`", "sendMessage", CANARY)
    assert "Row %r" in log.getvalue()
    assert silent(log)
