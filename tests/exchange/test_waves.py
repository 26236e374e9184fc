"""A wave among the answers is told with the results: how many people, and how many are left without them."""

from datetime import timedelta

from bot.clock.exports import Exports
from bot.clock.worker import Worker
from bot.exchange.waves import warning
from bot.language import translator
from bot.store import Store
from bot.store.book import now
from bot.store.log import started
from bot.store.records import Answer
from tests.talk.village import Village

OPTIONS = [{"key": key, "label": {"en": key.upper()}} for key in "abcd"]
QUESTIONS = [
    {"key": f"q{number}", "kind": "choice", "text": {"en": f"Question {number}?"}, "options": OPTIONS}
    for number in range(10)
]
ASKED = {"slug": "s", "title": {"en": "S"}, "questions": QUESTIONS}


async def lives(store: Store, wave: int) -> None:
    """Forty people who came over the weeks, and a wave that came by one link and says the same."""
    async with store.writing() as books:
        await books.neighbourhoods.add("oost", "Oost")
    await come(store, "oost", wave)


async def come(store: Store, slug: str, wave: int) -> None:
    """They come to this neighbourhood."""
    async with store.writing() as books:
        place = await books.neighbourhoods.named(slug)
        stored = await books.surveys.add(place.id, ASKED)
        for number in range(40 + wave):
            told = number >= 40
            one = books.people.change(books.people.new(number + 1, number + 1, "nl"), neighbourhood_id=place.id)
            await books.people.join(one, place.id)
            since = now() + timedelta(days=0 if told else number + 1)
            (role,) = books.unit.memberships.of(one.id)
            books.unit.memberships.put(type(role)(role.resident_id, role.neighbourhood_id, role.role, since))
            talk = started(one, "survey", {}, now(), subject=stored.id)
            talk = books.log.put_conversation(type(talk)(**{**_fields(talk), "state": "done"}))
            for key in range(10):
                value = "a" if told else "abcd"[(number * (key + 3) + number // 3) % 4]
                books.log.put_answer(Answer(talk.id, f"q{key}", "choice", value, now()))


def _fields(talk: object) -> dict[str, object]:
    return {name: getattr(talk, name) for name in type(talk).__dataclass_fields__}


async def told(store: Store, wave: int) -> str:
    await lives(store, wave)
    async with store.reading() as books:
        text = await warning(books, await books.neighbourhoods.named("oost"))
    return translator("en")(text) if text else ""


async def test_a_wave_is_told_with_and_without(store: Store) -> None:
    said = await told(store, wave=8)
    assert said.startswith("8 of 48 people who answered came in together")
    assert "Without them it is 40." in said


async def test_without_a_wave_nothing_is_said(store: Store) -> None:
    assert await told(store, wave=0) == ""


async def test_the_chat_tells_it_with_the_file(village: Village) -> None:
    frits = await village.resident("Frits", "en", "facilitator")
    store, desk, outbox, _poller = await village.bot()
    village.restarts = False
    await come(store, "oosterwijk", wave=8)
    await frits.does("/export", "Answers", "JSON", "No, anonymous")
    worker = Worker()
    make = Exports(store, desk, outbox, worker, village.directory, village.url, "Europe/Amsterdam")
    async with store.writing() as books:
        (due,) = await books.dues.claim(1, ["export"], desk.now())
    await make(due)
    await village.sends()
    worker.close()
    assert frits.hears("Here is your file")
    assert frits.hears("8 of 48 people who answered came in together")
