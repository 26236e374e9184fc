import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.channel.outbox import MARKED, Outbox
from bot.channel.outcomes import Answer
from bot.dialogue.effects import Commands, Control, Delivery, Settle, Show, Shown, Toast, Words
from bot.language import _
from bot.neighbourhood.widgets import Buttons, Option

Run = Callable[..., Any]

YES = Buttons((Option("a", "Ja"),))
BLOCKED = Answer("blocked", reason="Forbidden: bot was blocked by the user")
UNKNOWN, UNSENT, FAILED = Answer("unknown"), Answer("unsent"), Answer("failed", reason="Bad Request")


@pytest.fixture
def send(in_no_time: Run, telegram: Any, desk: Any) -> Run:
    """Posts deliveries and waits until all are done; gives the seconds it took."""

    async def work(deliveries: list[Delivery]) -> float:
        began = asyncio.get_running_loop().time()
        outbox = Outbox(telegram, desk)
        outbox.post(deliveries)
        await asyncio.wait_for(outbox.drain(), 10_000)
        return asyncio.get_running_loop().time() - began

    return lambda *deliveries: in_no_time(work(list(deliveries)))


def test_one_person_hears_things_in_order_and_people_do_not_wait_for_each_other(
    send: Run, telegram: Any, desk: Any, says: Run
) -> None:
    deliveries = [says(number, number % 10, f"{number} a", f"{number} b") for number in range(100)]
    seconds = send(*deliveries)
    for chat in range(10):
        expected = [f"{number} {part}" for number in range(chat, 100, 10) for part in "ab"]
        assert telegram.texts(chat) == expected
    assert seconds == pytest.approx(20 * telegram.seconds, rel=0.1)
    assert desk.outcomes() == dict.fromkeys(range(100), "sent")


def test_no_more_than_so_many_calls_are_under_way(send: Run, telegram: Any, says: Run) -> None:
    send(*(says(number, number) for number in range(500)))
    assert telegram.most_at_once == 64


def test_the_receipt_says_which_prompt_arrived_as_which_message(send: Run, telegram: Any, desk: Any) -> None:
    edit = Show(Words(body="Tweede"), YES, (Control("back", "Terug"),), prompt=9, replace=55)
    send(Delivery(1, 5, (Show(Words(body="Eerste"), YES, prompt=8), edit)))
    assert desk.receipts[0].shown == (Shown(8, 101, 1_760_000_000), Shown(9, 102, 1_760_000_000))


def test_an_edit_that_changed_nothing_is_shown_where_it_stood(send: Run, telegram: Any, desk: Any) -> None:
    telegram.will("editMessageText", Answer("sent", None, "message is not modified"))
    send(Delivery(1, 5, (Show(Words(body="?"), YES, prompt=9, replace=55),)))
    assert [(shown.prompt, shown.message) for shown in desk.receipts[0].shown] == [(9, 55)]


def test_a_message_that_cannot_be_edited_is_sent_anew(send: Run, telegram: Any, desk: Any) -> None:
    telegram.will("editMessageText", Answer("failed", reason="message to edit not found"))
    send(Delivery(1, 5, (Show(Words(body="?"), YES, prompt=9, replace=55),)))
    assert [call.method for call in telegram.calls] == ["editMessageText", "sendMessage"]
    assert desk.receipts[0].shown[0].message == 101


def test_a_picture_that_cannot_be_shown_is_left_out(send: Run, telegram: Any, desk: Any) -> None:
    telegram.will("sendPhoto", FAILED, FAILED)
    send(Delivery(1, 5, (Show(Words(body="Kijk"), photo="p.jpg"), Show(Words(body="zin. " * 400), photo="p.jpg"))))
    assert [call.method for call in telegram.calls] == ["sendPhoto", "sendMessage"] * 2
    assert desk.outcomes() == {1: "sent"}


@pytest.mark.parametrize(
    ("answers", "outcome", "calls"),
    [
        ([BLOCKED], "blocked", 1),
        ([FAILED], "failed", 1),
        ([UNSENT] * 5, "sent", 6),
        ([Answer("wait", seconds=3)] * 2, "sent", 3),
        ([Answer("refused")], "sent", 2),
        ([UNKNOWN], "sent", 2),
        ([UNKNOWN, UNKNOWN], "unknown", 2),
        ([Answer("moved", chat=-1007)], "sent", 2),
    ],
)
def test_a_reply_ends_in(
    send: Run, telegram: Any, desk: Any, says: Run, answers: list[Answer], outcome: str, calls: int
) -> None:
    telegram.will(5, *answers)
    send(says(1, 5))
    assert (desk.outcomes(), len(telegram.calls)) == ({1: outcome}, calls)
    assert len(desk.receipts) == 1


def test_after_the_person_has_gone_nothing_more_is_sent(send: Run, telegram: Any, desk: Any, says: Run) -> None:
    telegram.will(5, Answer("sent", {"message_id": 1, "date": 2}), BLOCKED)
    send(says(1, 5, "a", "b", "c"))
    assert telegram.texts(5) == ["a", "b"]
    assert desk.receipts[0].reason == BLOCKED.reason


def test_one_who_must_wait_keeps_nobody_waiting_and_his_own_order(
    send: Run, telegram: Any, desk: Any, says: Run
) -> None:
    telegram.will(5, Answer("wait", seconds=60))
    seconds = send(says(1, 5, "eerst"), says(2, 5, "dan"), *(says(number, number) for number in range(10, 200)))
    assert seconds == pytest.approx(60, abs=1)
    assert telegram.texts(5) == ["eerst", "eerst", "dan"]
    others = [at for at, chat in telegram.times if chat != 5]
    assert max(others) - min(others) < 1


def test_bulk_is_marked_before_it_goes_a_little_at_a_time(send: Run, telegram: Any, desk: Any, says: Run) -> None:
    send(*(says(number, number, bulk=True) for number in range(100)))
    assert [number for batch in desk.marked for number in batch] == list(range(100))
    assert max(map(len, desk.marked)) == MARKED
    assert set(desk.outcomes().values()) == {"sent"}


def test_bulk_of_which_nobody_knows_is_not_repeated(send: Run, telegram: Any, desk: Any, says: Run) -> None:
    telegram.will(5, UNKNOWN)
    telegram.will(6, UNSENT)
    send(says(1, 5, bulk=True), says(2, 6, bulk=True))
    assert desk.outcomes() == {1: "unknown", 2: "sent"}
    assert len(telegram.calls) == 3


def test_bulk_that_cannot_be_marked_waits(send: Run, telegram: Any, desk: Any, says: Run) -> None:
    desk.troubles = [OSError("disk full"), OSError("disk full")]
    assert send(says(1, 5, bulk=True)) >= 3
    assert desk.outcomes() == {1: "sent"}


def test_replies_do_not_wait_for_bulk(send: Run, telegram: Any, says: Run) -> None:
    send(*(says(number, number, bulk=True) for number in range(100, 900)), says(1, 5))
    assert [chat for _, chat in telegram.times].index(5) < 64


def test_what_goes_aside_decides_nothing(send: Run, telegram: Any, desk: Any) -> None:
    telegram.will("answerCallbackQuery", Answer("failed"))
    telegram.will("editMessageReplyMarkup", Answer("wait", seconds=1), UNKNOWN)
    telegram.will("setMyCommands", UNSENT, UNSENT, UNSENT)
    send(Delivery(1, 5, (Toast("q"), Settle(40), Commands(()), Show(Words(body="Hoi")))), Delivery(2, 6, (Toast("r"),)))
    assert desk.outcomes() == {1: "sent", 2: "sent"}
    methods = [call.method for call in telegram.calls]
    assert [methods.count(method) for method in ("editMessageReplyMarkup", "setMyCommands")] == [2, 3]


def test_a_toast_and_an_edit_go_at_the_same_time(send: Run, telegram: Any) -> None:
    seconds = send(Delivery(1, 5, (Toast("q"), Show(Words(body="?"), replace=4))))
    assert seconds == pytest.approx(telegram.seconds, rel=0.1)


def test_what_cannot_be_rendered_fails_alone(send: Run, desk: Any, says: Run) -> None:
    untranslated = Show(Words(body="?"), Buttons((Option("a", _("Yes")),)), prompt=3)
    send(Delivery(1, 5, (untranslated,)), says(2, 5))
    assert desk.outcomes() == {1: "failed", 2: "sent"}


def test_a_mistake_of_our_own_ends_one_delivery_only(send: Run, telegram: Any, desk: Any, says: Run) -> None:
    telegram.will(5, RuntimeError("ours"), RuntimeError("ours"))
    send(says(1, 5), says(2, 6))
    assert desk.outcomes() == {1: "unknown", 2: "sent"}


def test_receipts_that_cannot_be_written_are_handed_in_again(send: Run, desk: Any, says: Run) -> None:
    desk.troubles = [OSError("locked")] * 3
    send(*(says(number, number) for number in range(5)))
    assert sorted(desk.outcomes()) == [0, 1, 2, 3, 4]
    assert len(desk.receipts) == 5


def test_closing_does_not_wait_for_ever(in_no_time: Run, telegram: Any, desk: Any, says: Run) -> None:
    async def closed() -> float:
        telegram.will(5, *[UNSENT] * 1000)
        outbox = Outbox(telegram, desk)
        outbox.post([says(1, 5), says(2, 6)])
        await outbox.close(seconds=5)
        return asyncio.get_running_loop().time()

    assert in_no_time(closed()) < 1010
    assert desk.outcomes() == {2: "sent"}


def test_a_crowd_keeps_new_updates_waiting(in_no_time: Run, telegram: Any, desk: Any, says: Run) -> None:
    async def crowded() -> tuple[int, int]:
        outbox = Outbox(telegram, desk)
        await outbox.room()
        outbox.post([says(number, number) for number in range(3000)])
        await outbox.room()
        sent = len(desk.receipts)
        await outbox.drain()
        return sent, len(desk.receipts)

    sent, all_sent = in_no_time(crowded())
    assert 900 < sent < 1100
    assert all_sent == 3000


def test_what_telegram_quotes_of_a_message_is_not_in_the_log(
    send: Run, telegram: Any, desk: Any, says: Run, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.will(5, Answer("failed", reason='Bad Request: tag "words of Anna" at byte 7: "words of Anna'))
    send(says(1, 5))
    assert 'Bad Request: tag "…" at byte 7: "…' in caplog.text
    assert "Anna" not in caplog.text


def test_what_another_replica_sends_first_is_waited_for_and_others_go_on(
    send: Run, telegram: Any, desk: Any, says: Run
) -> None:
    desk.elsewhere = {7}
    send(replace(says(8, 1, "second"), after=(7,)), says(9, 1, "third"), says(10, 2, "elsewhere"))
    assert telegram.texts(1) == ["second", "third"]
    assert [call.params["chat_id"] for call in telegram.calls] == [2, 1, 1]


def test_when_that_cannot_be_looked_up_it_waits_on(send: Run, telegram: Any, desk: Any, says: Run) -> None:
    desk.troubles = [OSError("no database")]
    send(replace(says(8, 1, "second"), after=(7,)))
    assert telegram.texts(1) == ["second"]


def test_what_was_adopted_does_not_wait_behind_who_waits_for_it(
    in_no_time: Run, telegram: Any, desk: Any, says: Run
) -> None:
    class Elsewhere(set[int]):
        """Not sent until this outbox has sent it."""

        def __and__(self, other: Any) -> set[int]:
            return set() if telegram.texts(1) else {7}

    desk.elsewhere = Elsewhere()

    async def work() -> None:
        outbox = Outbox(telegram, desk)
        outbox.post([replace(says(8, 1, "second"), after=(7,))])
        await asyncio.sleep(1)
        outbox.post([says(7, 1, "first")], adopted=True)
        await asyncio.wait_for(outbox.drain(), 100)

    in_no_time(work())
    assert telegram.texts(1) == ["first", "second"]
