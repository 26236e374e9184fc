"""500 identifiers that residents give away in real conversations are in no anonymised export and in no log line."""

import io
import logging
import zipfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.channel.redact import install
from bot.exchange.anonymous.crowd import FEW
from bot.exchange.export import export
from bot.exchange.formats import formats
from bot.exchange.rows import whats
from bot.simulator.world import TOKEN
from tests.talk.canaries import Canary
from tests.talk.surveys import question, survey
from tests.talk.talker import Talker
from tests.talk.village import Village

RESIDENTS = 16
SENTENCES = 3  # full of identifiers, for each of them
CLEAN = "More trees along the canal, please"
ASKED = survey(
    question("wish", "text", "What do you wish for?"),
    question("costs", "number", "What may it cost?"),
    question("where", "place", "Where?"),
    question("there", "place", "Where are you now?"),
)


@dataclass
class Planted:
    """What was planted, and everything that was logged meanwhile."""

    village: Village
    identifiers: list[str]
    log: io.StringIO


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, down to what only programmers want to know."""
    written = io.StringIO()
    handler, root, undo = logging.StreamHandler(written), logging.getLogger(), install(TOKEN)
    before, handlers = root.level, root.handlers
    root.handlers = [handler]  # those of pytest would write each line twice more
    root.setLevel(logging.DEBUG)
    yield written
    root.setLevel(before)
    root.handlers = handlers
    undo()


@pytest.fixture
async def planted(log: io.StringIO, village: Village) -> AsyncIterator[Planted]:
    """A village that gave everything away."""
    identifiers: list[str] = []
    async with village.without_restarts():
        await village.survey(ASKED)
        for number in range(RESIDENTS):
            mine, *others = (Canary(number + RESIDENTS * time) for time in range(SENTENCES))
            someone = await village.resident(mine.first)
            await gives_away(someone, mine, *others)
            told = [one for canary in (mine, *others) for one in canary.told]
            identifiers += [*told, *mine.given, mine.first, mine.caption, str(someone.id)]
        frits = await village.resident("Frits", "en", "facilitator")
        await frits.says("/review")
        await clears_what_is_clean(frits)
        yield Planted(village, identifiers, log)


async def gives_away(someone: Talker, mine: Canary, second: Canary, third: Canary) -> None:
    """Ideas and a survey, full of what one should not tell; and one idea that is fine."""
    await someone.does("/idea", "Green", mine.sentence, "No, keep it")
    await someone.sends_photo(caption=mine.caption)
    await someone.does("Done", mine.spot, "With my name", mine.signed, "Yes, hand it in")
    await someone.does("/idea", "Traffic", second.sentence, "No, keep it", "Skip")
    await someone.shares_location(mine.latitude, mine.longitude)
    await someone.does("Without my name", "Yes, hand it in")
    await someone.does("/survey", third.sentence, "No, keep it", str(mine.sum), mine.corner)
    await someone.shares_location(mine.latitude, mine.longitude)
    await someone.taps("Yes")
    if mine.number < FEW:
        await someone.does("/idea", "Green", CLEAN, "Skip", "Skip", "Without my name", "Yes, hand it in")


async def clears_what_is_clean(frits: Talker) -> None:
    """A careful facilitator: what is clean may be shown, all else is kept."""
    while "Keep private" in " ".join(frits.buttons):
        clean = CLEAN in frits.asked("wait").body["text"]
        await frits.taps("May be shown" if clean else "Keep private")


async def written(village: Village, *, identified: bool) -> str:
    """Everything that stands in every export in every format, packed parts included."""
    found: list[str] = []
    async with (await village.store()).reading() as books:
        place = await books.neighbourhoods.named("oosterwijk")
        for what in whats():
            for form in formats():
                path = village.directory / f"{what}-{form}"
                await export(books, place, what, form, path, identified=identified)
                found += parts(path)
    return "\n".join(found)


def parts(path: Path) -> Iterator[str]:
    """The text of a file, or of every file that is packed in it."""
    if not zipfile.is_zipfile(path):
        yield path.read_text(encoding="utf-8")
        return
    with zipfile.ZipFile(path) as packed:
        yield from (packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def bare(text: str) -> str:
    """The text without what people put between digits and letters, in small letters."""
    return text.lower().translate(str.maketrans("", "", " -.@_"))


async def test_nothing_that_was_planted_is_in_an_anonymised_export_or_in_the_log(planted: Planted) -> None:
    assert len(set(planted.identifiers)) >= 500
    outside, inside = [await written(planted.village, identified=identified) for identified in (False, True)]
    assert CLEAN in outside
    for text in (outside, planted.log.getvalue()):
        bared = bare(text)
        assert [one for one in planted.identifiers if one in text or bare(one) in bared] == []
    missing = [one for one in planted.identifiers if one not in inside]
    assert len(missing) == 3 * RESIDENTS  # the name and number at Telegram, and the caption: no export has those
