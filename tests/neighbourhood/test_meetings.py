"""The rules of meetings: times on the clock on the wall, reminders, seats; and the questions that ask for them."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import translator
from bot.neighbourhood.inputs import Finished, SentOther, Wrote
from bot.neighbourhood.meetings import Points
from bot.neighbourhood.meetings.reminders import DEFAULT, before, makes_sense, when_is_it
from bot.neighbourhood.meetings.seats import (
    HELD,
    LAPSED,
    OFFERED,
    WAITING,
    Claim,
    admits,
    is_last_round,
    lapsed,
    offer_until,
    room,
    taken,
    to_call,
    to_offer,
)
from bot.neighbourhood.meetings.times import end_of, moment, refused_start, typed_day, typed_time
from bot.neighbourhood.question import Answered, Partly, Refused

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = date(2026, 5, 4)
START = datetime(2026, 5, 28, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12 juni", "2026-06-12"),
        ("12-6", "2026-06-12"),
        ("1 mei", "2027-05-01"),
        ("donderdag", "2026-05-07"),
        ("Monday", "2026-05-11"),
        ("donderdag 4 juni", "2026-06-04"),
        ("morgen", "2026-05-05"),
        ("31-5-2026", "2026-05-31"),
        ("29 februari", None),
        ("32-5", None),
        ("binnenkort", None),
    ],
)
def test_a_day_is_typed_as_people_say_it(typed: str, day: str | None) -> None:
    found = typed_day(typed, MONDAY)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("typed", "at"),
    [("19:30", "19:30"), ("19.30", "19:30"), ("19u30", "19:30"), ("9 uur", "09:00"), ("24:00", None), ("avond", None)],
)
def test_a_time_is_typed_as_people_write_it(typed: str, at: str | None) -> None:
    found = typed_time(typed)
    assert (found.isoformat("minutes") if found else None) == at


def test_the_hour_that_is_skipped_has_no_moment_and_the_one_that_comes_twice_has_its_first() -> None:
    assert moment(date(2026, 3, 29), time(2, 30), AMSTERDAM) is None
    assert moment(date(2026, 10, 25), time(2, 30), AMSTERDAM) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_an_end_before_the_start_is_after_midnight() -> None:
    found = end_of(date(2026, 5, 28), time(22), time(1), AMSTERDAM)
    assert found == datetime(2026, 5, 28, 23, tzinfo=UTC)


def test_what_has_passed_and_what_does_not_exist_is_refused_each_in_its_own_words() -> None:
    english = translator("en")
    told = [refused_start(day, time(2, 30), AMSTERDAM, START) for day in (MONDAY, date(2027, 3, 28), date(2026, 6, 1))]
    assert [english(one)[:22] if one else "" for one in told] == [
        "That has passed alread",
        "That night the clock g",
        "",
    ]


def test_whole_days_before_are_counted_on_the_wall() -> None:
    starts = datetime(2026, 3, 30, 17, 30, tzinfo=UTC)  # half past seven, the day after the clock went forward
    assert before(starts, 7 * 24 * 60, AMSTERDAM).astimezone(AMSTERDAM).strftime("%d %H:%M") == "23 19:30"
    assert before(starts, 120, AMSTERDAM) == starts - timedelta(hours=2)


@pytest.mark.parametrize(
    ("late", "sensible"),
    [
        ("2026-05-22 08:00", {10080}),
        ("2026-05-28 08:00", {1440}),
        ("2026-05-28 17:00", {120}),
        ("2026-05-28 17:30", set()),
    ],
)
def test_of_reminders_that_are_late_only_the_nearest_makes_sense(late: str, sensible: set[int]) -> None:
    now = datetime.fromisoformat(late).replace(tzinfo=UTC)
    due = {one for one in DEFAULT if before(START, one, AMSTERDAM) <= now}
    assert {one for one in due if makes_sense(START, one, DEFAULT, now, AMSTERDAM)} == sensible


def test_the_words_of_a_reminder_say_when_it_is_not_how_long_before() -> None:
    dutch = translator("nl")
    said = [dutch(when_is_it(START, START - timedelta(days=days), AMSTERDAM)) for days in (0, 1, 2)]
    assert said == ["vandaag om 19:30", "morgen om 19:30", "donderdag 28 mei om 19:30"]


def claims(*states: str, party: int = 1) -> list[Claim]:
    return [
        Claim(who, party, state, START + timedelta(minutes=who)) for who, state in zip(count(1), states, strict=False)
    ]


def test_an_offer_counts_as_a_seat() -> None:
    assert room(claims(HELD, OFFERED, WAITING, LAPSED), 3) == 1


def test_who_comes_now_does_not_pass_who_waits() -> None:
    assert not admits(claims(HELD, WAITING), 2, 1, last_round=False)
    assert admits(claims(HELD, WAITING), 2, 1, last_round=True)
    assert admits(claims(HELD, LAPSED), 2, 1, last_round=False)


def test_a_party_that_does_not_fit_keeps_its_place_and_holds_up_nobody() -> None:
    queue = [Claim(1, 3, WAITING, START), Claim(2, 1, WAITING, START + timedelta(hours=1))]
    assert [one.who for one in to_offer(queue, 2)] == [2]
    assert [one.who for one in to_offer(queue, 4)] == [1, 2]
    assert [one.who for one in to_offer(queue, None)] == [1, 2]


def test_who_cannot_be_reached_is_passed_over_for_now() -> None:
    queue = [Claim(1, 1, WAITING, START, reachable=False), Claim(2, 1, WAITING, START + timedelta(hours=1))]
    assert [one.who for one in to_offer(queue, 1)] == [2]


def test_an_offer_holds_a_day_and_no_longer_than_until_the_last_round() -> None:
    early, late = START - timedelta(days=9), START - timedelta(hours=30)
    assert offer_until(START, early) == early + timedelta(days=1)
    assert offer_until(START, late) == START - timedelta(days=1)
    assert (is_last_round(START, early), is_last_round(START, START - timedelta(hours=25))) == (False, True)


def test_the_last_round_calls_who_let_an_offer_pass_as_well() -> None:
    assert [one.who for one in to_call(claims(HELD, WAITING, LAPSED, OFFERED), 3)] == [2, 3]


STATES = st.sampled_from([HELD, WAITING, OFFERED, LAPSED])


@given(st.lists(st.tuples(STATES, st.integers(1, 4)), max_size=12), st.integers(0, 20))
def test_offers_never_promise_more_than_there_is(drawn: list[tuple[str, int]], capacity: int) -> None:
    queue = [Claim(who, party, state, START + timedelta(minutes=who)) for who, (state, party) in enumerate(drawn)]
    offered = to_offer(queue, capacity)
    assert sum(one.party for one in offered) <= max(capacity - taken(queue), 0)
    assert [one.since for one in offered] == sorted(one.since for one in offered)


def test_an_offer_lapses_when_its_time_is_over() -> None:
    held = [Claim(1, 1, OFFERED, START, START), Claim(2, 1, OFFERED, START, START + timedelta(hours=1))]
    assert [one.who for one in lapsed(held, START)] == [1]


def test_points_come_one_by_one_or_line_by_line_and_end_with_done() -> None:
    asked = Points("points", "What was said?")
    first = asked.take(Wrote("- benches\n\n• trees"), None)
    assert first == Partly(["benches", "trees"])
    assert asked.take(Wrote("benches"), ["benches"]) == Partly(["benches"]), "the same message twice is one point"
    assert asked.take(Finished(), ["benches"]) == Answered(["benches"])
    refused = (asked.take(Finished(), None), asked.take(SentOther("voice"), None), asked.take(Wrote("x" * 501), None))
    assert all(isinstance(one, Refused) for one in refused)
