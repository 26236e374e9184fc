"""The whole channel over HTTP, against the strict Bot API of the simulator."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette

from bot.channel.checkup import look
from bot.channel.client import BadToken, Identity, Telegram, Unreachable
from bot.channel.files import fetch
from bot.channel.menus import publish_commands
from bot.channel.outbox import Outbox
from bot.channel.poller import Poller
from bot.channel.render import Call, Upload
from bot.channel.wire import Lost
from bot.dialogue.effects import Commands, Control, Delivery, Effect, Receipt, SendFile, Settle, Show, Toast, Words
from bot.dialogue.events import Came, Commanded, Event, Gave, Pressed
from bot.neighbourhood.inputs import Photographed, Pointed
from bot.neighbourhood.widgets import Buttons, Option, Share
from bot.simulator import TOKEN, Faults, Person, World, simulator
from bot.simulator.people import PICTURE

COLOURS = Buttons((Option("g", "Groen"), Option("b", "Blauw")), columns=2)
PLACE = (Control("share", "Deel je plek"), Control("skip", "Overslaan"))


class Talk:
    """A desk with one small dialogue: a colour, a place, a picture."""

    def __init__(self, document: Path) -> None:
        self.document = document
        self.receipts: list[Receipt] = []
        self.events: list[Event] = []

    async def urgent(self, events: Sequence[Event]) -> list[Delivery]:
        return []

    async def take(self, events: Sequence[Event]) -> list[Delivery]:
        first = len(self.events)
        self.events.extend(events)
        made = [(event.sender.chat, tuple(self.reply(event))) for event in events]
        return [Delivery(first + at, chat, effects) for at, (chat, effects) in enumerate(made)]

    async def report(self, receipts: Sequence[Receipt]) -> None:
        self.receipts.extend(receipts)

    def reply(self, event: Event) -> list[Effect]:
        match event:
            case Commanded():
                return [Commands((("idee", "Een idee"),)), Show(Words(title="Kleur <?>"), COLOURS, prompt=1)]
            case Pressed(press=press) if press and press.index == 0:
                return [
                    Toast(event.query, "Mooi"),
                    Show(Words(title="Zeker?"), COLOURS, prompt=1, replace=event.message),
                ]
            case Pressed():
                where = Show(Words(title="Waar?"), Share(), PLACE, prompt=2)
                return [Toast(event.query), Settle(event.message), where]
            case Gave(given=Pointed()):
                return [Show(Words(title="Foto?", echo="Hier"), COLOURS, prompt=3, clear=True)]
            case Came():
                return []
            case _:
                thanks = Show(Words(body="Dank"), photo=str(self.document.with_suffix(".png")))
                return [thanks, SendFile(str(self.document), "ideeën.csv", "Alles")]


@pytest.fixture
def world() -> World:
    made = World()
    made.add_bot()
    return made


@pytest.fixture
async def address(world: World) -> AsyncIterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(Starlette(routes=simulator(world)), log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve([listener]))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = server.force_exit = True
    await running


@pytest.fixture
async def telegram(address: str) -> AsyncIterator[Telegram]:
    made = Telegram(TOKEN, address, rate=0)
    yield made
    await made.close()


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    document = tmp_path / "export.csv"
    document.write_text("id,text\n")
    document.with_suffix(".png").write_bytes(PICTURE)
    return Talk(document)


@pytest.fixture
def hear(telegram: Telegram, talk: Any) -> Callable[[], Any]:
    """The bot hears everything that waits and finishes sending."""
    outbox = Outbox(telegram, talk)
    poller = Poller(telegram, talk, outbox, wait=0)

    async def once() -> int:
        count = await poller.once()
        await asyncio.wait_for(outbox.drain(), 10)
        return count

    return once


async def test_a_dialogue_from_start_to_document(world: World, telegram: Telegram, talk: Talk, hear: Any) -> None:
    anna = Person(world)
    anna.starts("oosterwijk")
    assert await hear() == 1
    assert anna.hears("Kleur <?>")
    anna.taps("Groen")
    await hear()
    assert anna.last_toast == "Mooi"
    assert anna.hears("Zeker?")
    anna.taps("Blauw")
    await hear()
    assert anna.buttons == ["Deel je plek", "Overslaan"]
    anna.shares_location(52.1, 5.2)
    await hear()
    assert anna.buttons == ["Groen", "Blauw"]
    anna.sends_photo(PICTURE)
    await hear()
    assert anna.hears("Dank")
    assert anna.hears("Alles")
    assert {receipt.outcome for receipt in talk.receipts} == {"sent"}
    assert [shown.prompt for receipt in talk.receipts for shown in receipt.shown] == [1, 1, 2, 3]
    photo = talk.events[-1]
    assert isinstance(photo, Gave)
    assert isinstance(photo.given, Photographed)
    assert await fetch(telegram, photo.given.file) == PICTURE


async def test_a_message_that_is_gone_is_answered_with_a_new_one(world: World, telegram: Telegram, hear: Any) -> None:
    anna = Person(world)
    anna.starts()
    await hear()
    anna.taps("Groen")
    await telegram.call(Call("deleteMessage", {"chat_id": anna.id, "message_id": anna.messages[-1].id}))
    await hear()
    assert anna.hears("Zeker?")


async def test_someone_who_blocked_the_bot_is_known_as_such(world: World, talk: Talk, hear: Any) -> None:
    anna = Person(world)
    anna.starts()
    anna.blocks()
    await hear()
    assert {receipt.delivery: receipt.outcome for receipt in talk.receipts}[0] == "blocked"


@pytest.mark.parametrize(
    ("faults", "known"),
    [
        ({"too_many": 0.3}, {"sent"}),
        ({"server_error": 0.2}, {"sent", "unknown"}),
        ({"cut_after": 0.2, "half": 0.2}, {"sent", "unknown"}),
    ],
)
async def test_an_unkind_telegram_keeps_nobody_without_an_outcome(
    world: World, talk: Talk, hear: Any, faults: dict[str, float], known: set[str]
) -> None:
    people = {person.id: person for person in (Person(world, f"P{number}") for number in range(20))}
    for person in people.values():
        person.starts()
    world.faults = Faults(seed=3, methods=("sendMessage",), **faults)  # type: ignore[arg-type]
    await hear()
    assert len(talk.receipts) == 20
    assert {receipt.outcome for receipt in talk.receipts} <= known
    assert all(people[receipt.chat].hears("Kleur") for receipt in talk.receipts if receipt.outcome == "sent")


async def test_the_bot_knows_itself_and_sets_its_menus(world: World, telegram: Telegram) -> None:
    assert await telegram.identity() == Identity(world.bot.id, "wijkbot_bot")
    menus = {"": [("idea", "An idea")], "nl": [("idee", "Een idee")]}
    assert [answer.result for answer in await publish_commands(telegram, menus)] == [True, True]
    await telegram.listen("https://example.org/telegram", "s3cret")
    assert (await telegram.updates(0, 0)).verdict == "conflict"
    await telegram.listen()
    assert (await telegram.updates(0, 0)).result == []


async def test_behind_a_proxy_everything_takes_the_road_that_knows_proxies(
    world: World, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channel.request._behind_proxy", lambda url: True)
    telegram, silent = Telegram(TOKEN, address), Telegram(TOKEN, "http://127.0.0.1:1")
    assert (await telegram.identity()).id == world.bot.id
    assert (await silent.updates(0, 0)).verdict == "unsent"
    with pytest.raises(Unreachable):
        await silent.identity()
    await telegram.close()
    await silent.close()


async def test_a_wrong_token_and_a_silent_api_are_told_apart(address: str) -> None:
    stranger = Telegram("1:not-known", address)
    nowhere = Telegram("1:not-known", "http://127.0.0.1:1")
    for attempt in (stranger.identity, stranger.listen):
        with pytest.raises(BadToken):
            await attempt()
    for attempt in (nowhere.identity, nowhere.listen):
        with pytest.raises(Unreachable):
            await attempt()
    assert (await stranger.updates(0, 0)).verdict == "refused"
    assert (await nowhere.call(Call("getMe", {}))).verdict == "unsent"
    await stranger.close()


@pytest.mark.parametrize("token", ["", "abc", "1:a b", "1:a\r\nHost: x", "1:a/../"])
def test_what_cannot_be_a_token_is_refused_without_repeating_it(token: str) -> None:
    with pytest.raises(BadToken) as refused:
        Telegram(token)
    assert not token or token not in str(refused.value)


async def test_a_file_that_is_gone_fails_and_one_that_is_too_large_is_left(world: World, telegram: Telegram) -> None:
    anna = Person(world)
    anna.starts()
    answer = await telegram.call(Call("sendDocument", {"chat_id": anna.id}, {"document": Upload("gone.csv", "x.csv")}))
    assert (answer.verdict, answer.reason) == ("failed", "a file cannot be read: No such file or directory")
    sent = anna.sends_photo(PICTURE)
    place = await telegram.call(Call("getFile", {"file_id": sent.body["photo"][0]["file_id"]}))
    assert await telegram.file(place.result["file_path"], most=5) is None
    with pytest.raises(Lost):
        await telegram.file("nowhere.jpg", most=5)


async def test_how_the_bot_stands_at_telegram(world: World, address: str, telegram: Telegram) -> None:
    Person(world, "Anna").says("hello?")
    await telegram.listen("https://bot.example.org/telegram", "secret")
    standing = await look(TOKEN, address)
    assert (standing.bot, standing.webhook) == (world.bot.id, "https://bot.example.org/telegram")
    assert standing.waiting == 1
    assert standing.ahead is not None
    assert abs(standing.ahead) < 5
