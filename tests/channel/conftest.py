"""A clock that jumps, a Telegram that answers what it is told, a desk that remembers."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any, TypeVar

import pytest

from bot.channel.outcomes import Answer
from bot.channel.render import Call
from bot.dialogue.effects import Delivery, Receipt, Show, Words
from bot.dialogue.events import Event

Result = TypeVar("Result")


class JumpingLoop(asyncio.SelectorEventLoop):
    """Time passes only when everybody waits, and then at once."""

    def __init__(self) -> None:
        self._seconds = 1000.0
        super().__init__(_Jumping(self))

    def time(self) -> float:
        return self._seconds

    def jump(self, seconds: float) -> None:
        self._seconds += seconds


class _Jumping(selectors.SelectSelector):
    def __init__(self, loop: JumpingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout:
            self._loop.jump(timeout)
        return ready


class Telegram:
    """Answers calls in the order given, with `sent` when nothing is left, each after `seconds`."""

    def __init__(self) -> None:
        self.answers: dict[Any, list[Answer | Exception]] = {}
        self.calls: list[Call] = []
        self.times: list[tuple[float, Any]] = []
        self.seconds = 0.03
        self.at_once = self.most_at_once = 0
        self._message = 100

    def will(self, chat: Any, *answers: Answer | Exception) -> None:
        """What the next calls to this chat (or of this method) are answered."""
        self.answers.setdefault(chat, []).extend(answers)

    def texts(self, chat: int) -> list[str]:
        return [call.params["text"] for call in self.calls if call.params.get("chat_id") == chat]

    async def call(self, call: Call, *, bulk: bool = False, wait: float = 30.0) -> Answer:
        self.calls.append(call)
        self.times.append((asyncio.get_running_loop().time(), call.params.get("chat_id")))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.seconds)
        self.at_once -= 1
        told = self.answers.get(call.method) or self.answers.get(call.params.get("chat_id"))
        answer = told.pop(0) if told else self._yes()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _yes(self) -> Answer:
        self._message += 1
        return Answer("sent", {"message_id": self._message, "date": 1_760_000_000})


class Desk:
    """Takes what comes, gives back what it was told to, and remembers."""

    def __init__(self) -> None:
        self.batches: list[list[Event]] = []
        self.replies: list[Delivery] = []
        self.receipts: list[Receipt] = []
        self.marked: list[list[int]] = []
        self.aside: list[tuple[str, str]] = []
        self.troubles: list[Exception] = []
        self.cards: list[Delivery] = []
        self.elsewhere: set[int] = set()  # deliveries that another replica has not sent yet, at the next look

    async def urgent(self, events: Sequence[Event]) -> list[Delivery]:
        cards, self.cards = self.cards, []
        return cards

    async def take(self, events: Sequence[Event]) -> list[Delivery]:
        await asyncio.sleep(0)
        self._stumble()
        self.batches.append(list(events))
        replies, self.replies = self.replies, []
        return replies

    async def report(self, receipts: Sequence[Receipt]) -> None:
        self._stumble()
        self.receipts.extend(receipts)

    async def sending(self, deliveries: Sequence[int]) -> None:
        self._stumble()
        self.marked.append(list(deliveries))

    async def waits(self, deliveries: Sequence[int]) -> bool:
        self._stumble()
        waiting = self.elsewhere & set(deliveries)
        self.elsewhere -= waiting
        return bool(waiting)

    async def set_aside(self, update: str, reason: str) -> None:
        self.aside.append((update, reason))

    def outcomes(self) -> dict[int, str]:
        return {receipt.delivery: receipt.outcome for receipt in self.receipts}

    def _stumble(self) -> None:
        if self.troubles:
            raise self.troubles.pop(0)


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def in_no_time() -> Callable[[Coroutine[Any, Any, Result]], Result]:
    """Runs a coroutine to its end while waiting costs no time."""

    def run(work: Coroutine[Any, Any, Result]) -> Result:
        with asyncio.Runner(loop_factory=JumpingLoop) as runner:
            return runner.run(work)

    return run


@pytest.fixture
def says() -> Callable[..., Delivery]:
    """A delivery of one plain message or several."""

    def make(number: int, chat: int, *texts: str, bulk: bool = False) -> Delivery:
        shows: Iterable[Show] = (Show(Words(body=text)) for text in texts or ("Hallo",))
        return Delivery(number, chat, tuple(shows), bulk)

    return make
