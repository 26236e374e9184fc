"""Invites: who guesses gets slower and slower, and learns nothing by it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bot.store.attempts import ALL, EVERYBODY, ONE
from bot.store.tables import attempt
from tests.talk.talker import Talker
from tests.talk.village import Village

WRONG = "i_" + "a" * 24
NOT_ANY_MORE = "This invitation does not work any more."
TOO_MANY = "a few tries too many"


async def guesses(someone: Talker, times: int) -> None:
    for _ in range(times):
        await someone.starts(WRONG)


async def test_a_few_mistakes_are_free_and_then_one_waits(anna: Talker) -> None:
    await guesses(anna, ONE.free + 1)
    assert anna.hears(NOT_ANY_MORE)
    await guesses(anna, 1)
    assert anna.hears(TOO_MANY)


async def test_while_one_waits_a_good_link_and_a_bad_one_get_the_same_answer(village: Village, anna: Talker) -> None:
    good = await village.invite("facilitator")
    await guesses(anna, ONE.free + 1)
    said = []
    for link in (good, WRONG):
        await anna.starts(link)
        assert anna.hears(TOO_MANY)
        said.append(anna.person.news[0].body["text"])
    assert said[0] == said[1]


async def test_after_the_pause_a_good_link_works_and_all_is_forgiven(village: Village, anna: Talker) -> None:
    good = await village.invite("facilitator")
    await guesses(anna, ONE.free + 1)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=2), tick=True):
        await anna.starts(good)
        assert anna.hears("you are now: facilitator")
        await guesses(anna, ONE.free)
        assert anna.hears(NOT_ANY_MORE)


async def test_an_expired_a_revoked_a_used_and_an_invented_link_get_the_same_answer(
    village: Village, anna: Talker
) -> None:
    expired, used = await village.invite("juror"), await village.invite("juror")
    bo = await village.resident("Bo")
    await bo.starts(used)
    said = set()
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=73), tick=True):
        for link in (expired, used, WRONG):
            await anna.starts(link)
            said.add(str(anna.person.news[0].body["text"]))
    assert len(said) == 1
    assert NOT_ANY_MORE in said.pop()


async def test_the_pauses_grow(anna: Talker) -> None:
    pauses = [ONE.pause(count) for count in range(ONE.free, ONE.free + 5)]
    assert pauses == [timedelta(minutes=minutes) for minutes in (0, 1, 2, 4, 8)]
    assert ONE.pause(10**6) == ONE.longest


async def test_many_people_who_guess_slow_everybody_down_but_not_for_long(village: Village, anna: Talker) -> None:
    good = await village.invite("facilitator")
    async with (await village.store()).writing() as books:
        row = {"who": EVERYBODY, "wrong": ALL.free + 1, "last": datetime.now(UTC)}
        await books.unit.connection.execute(attempt.insert().values(row))
    await anna.starts(good)
    assert anna.hears(TOO_MANY)
    with time_machine.travel(datetime.now(UTC) + ALL.longest, tick=True):
        await anna.starts(good)
        assert anna.hears("you are now: facilitator")


async def test_one_who_guesses_holds_up_nobody_else(village: Village, anna: Talker) -> None:
    bo = await village.resident("Bo")
    await guesses(bo, ONE.free + 2)
    await anna.starts(await village.invite("facilitator"))
    assert anna.hears("you are now: facilitator")


async def test_an_old_button_of_the_welcome_tries_no_code_again(village: Village) -> None:
    frits = village.person("Frits")
    await frits.starts(await village.invite("facilitator"))
    await frits.taps("English")
    button = frits.button("How old are you?", "16 or older")
    await frits.does("16 or older", "Yes, I take part")
    before = await village.rows("audit")
    await frits.presses(*button)
    assert await village.rows("audit") == before


@pytest.mark.parametrize("times", [3])
async def test_what_was_tried_in_vain_is_in_the_audit_log_as_far_as_it_was_tried(anna: Talker, times: int) -> None:
    await guesses(anna, ONE.free + times)
    noted = [row["what"] for row in await anna.village.rows("audit")]
    assert noted.count("invite-refused") == ONE.free + 1


async def test_every_step_of_an_invite_is_in_the_audit_log(village: Village, anna: Talker) -> None:
    await anna.starts(await village.invite("juror"))
    noted = [(row["what"], row["about"], row["by"]) for row in await village.rows("audit")][1:]
    assert noted == [
        ("invite-made", "juror", "command-line"),
        ("invite-used", "juror", "person"),
        ("role-given", "juror", "command-line"),
    ]


async def test_the_code_is_nowhere_in_the_database(village: Village, anna: Talker) -> None:
    link = await village.invite("juror")
    code = link.removeprefix("i_")
    await anna.starts(link)
    for table in ("invite", "audit", "attempt"):
        assert code not in str(await village.rows(table))


async def test_of_two_people_with_one_link_at_the_same_moment_one_gets_the_role(village: Village, anna: Talker) -> None:
    bo = await village.resident("Bo")
    link = await village.invite("facilitator")
    async with village.away():
        await anna.starts(link)
        await bo.starts(link)
    assert [row["role"] for row in await village.rows("membership")].count("facilitator") == 1
    assert [row["what"] for row in await village.rows("audit")].count("invite-used") == 1
