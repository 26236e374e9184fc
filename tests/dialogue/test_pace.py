"""Who sends too much hears so once, and loses no more than what was too much; nobody else notices."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.dialogue.events import Came, Gave, Pressed, Sender
from bot.dialogue.pace import BURST, Pace
from bot.neighbourhood.inputs import Wrote
from tests.talk.talker import Talker
from tests.talk.village import Village

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
SLOWER = "A little slower, please."


def message(number: int, at: datetime = NOON, person: int = 5) -> Gave:
    return Gave(Sender(person, person), number, at, Wrote("hello"))


def press(number: int) -> Pressed:
    return Pressed(Sender(5, 5), str(number), 1, None, None)


def verdicts(pace: Pace, *events: Gave | Pressed | Came, now: datetime = NOON) -> list[str]:
    return [pace.verdict(event, now) for event in events]


def test_a_burst_goes_then_one_is_told_and_the_rest_is_left_out() -> None:
    found = verdicts(Pace(burst=3, every=2), *map(message, range(6)))
    assert found == ["go", "go", "go", "tell", "skip", "skip"]


def test_with_time_there_is_room_again_and_it_is_told_once() -> None:
    pace = Pace(burst=4, every=2)
    verdicts(pace, *map(message, range(6)))
    later = NOON + timedelta(seconds=2)
    assert verdicts(pace, message(7, later), message(8, later)) == ["go", "skip"]
    calm = NOON + timedelta(minutes=1)
    assert verdicts(pace, *(message(number, calm) for number in range(10, 15))) == ["go"] * 4 + ["tell"]


def test_what_waited_while_the_bot_was_away_is_not_too_fast() -> None:
    spread = [message(number, NOON + timedelta(minutes=number)) for number in range(200)]
    assert set(verdicts(Pace(), *spread)) == {"go"}


def test_the_same_event_is_judged_alike_and_counted_once() -> None:
    pace = Pace(burst=2)
    for _ in range(3):
        assert verdicts(pace, message(1), press(2), message(3)) == ["go", "go", "tell"]
    edited = replace(message(1), edited=True)
    assert verdicts(pace, edited) == ["skip"]


def test_people_do_not_count_for_each_other_and_blocking_is_always_heard() -> None:
    pace = Pace(burst=1)
    verdicts(pace, message(1), message(2))
    assert verdicts(pace, message(1, person=6), Came(Sender(5, 5), inside=False)) == ["go", "go"]


def test_presses_count_at_the_moment_they_come() -> None:
    pace = Pace(burst=1, every=2)
    assert verdicts(pace, press(1), press(2)) == ["go", "tell"]
    assert verdicts(pace, press(3), now=NOON + timedelta(seconds=5)) == ["go"]


@pytest.fixture
async def flooded(village: Village, anna: Talker) -> Talker:
    """Anna, who says much more than she may while the bot is busy."""
    async with village.without_restarts(), village.away():
        for number in range(BURST + 20):
            anna.person.says(f"word {number}")
    return anna


async def test_a_flood_is_told_once_and_left_out(flooded: Talker) -> None:
    told = [one for one in flooded.messages if SLOWER in str(one.body.get("text", ""))]
    assert len(told) == 1
    assert flooded.does_not_hear(f"word {BURST + 19}")


async def test_what_was_left_out_stays_left_out_when_it_is_brought_again(village: Village, flooded: Talker) -> None:
    heard = len(await village.rows("heard"))
    last = flooded.own(f"word {BURST + 19}")
    update = {"message": {**last.body, "message_id": last.id}}
    assert (await village.rows("resident"))[0]["skipped"] == last.id
    await village.settles()
    for kind, body in update.items():
        village.world.queue.add(village.world.bot, kind, body)
    await village.settles()
    assert len(await village.rows("heard")) == heard


async def test_the_next_day_all_is_as_before(village: Village, flooded: Talker) -> None:
    village.clock.passes(hours=24)
    await flooded.says("/idea")
    assert flooded.hears("What is your idea about?")


async def test_others_in_the_same_batch_are_answered(village: Village, anna: Talker) -> None:
    bo = await village.resident("Bo")
    async with village.without_restarts(), village.away():
        for number in range(BURST + 20):
            anna.person.says(f"word {number}")
        bo.person.says("/idea")
    assert bo.hears("What is your idea about?")
