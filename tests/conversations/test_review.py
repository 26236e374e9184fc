"""Review: a facilitator says of each free text whether it may be shown, and its author can still change it."""

import json
from typing import Any

import pytest

from bot.exchange.export import export
from bot.store.tables import idea
from tests.talk.surveys import STREET
from tests.talk.talker import Talker
from tests.talk.village import Village

TREES = "More trees in the street"


@pytest.fixture
async def frits(village: Village) -> Talker:
    return await village.resident("Frits", "en", "facilitator")


async def hands_in(someone: Talker, text: str) -> None:
    await someone.does("/idea", "Green", text)
    await keeps(someone)
    await someone.does("Skip", "Skip", "Without my name", "Yes, hand it in")


async def keeps(someone: Talker) -> None:
    """Wants the text as it is, when the bot asks."""
    for answer in ("No, keep it", "Yes, use it"):
        if any(answer in one for one in someone.buttons):
            await someone.taps(answer)


async def texts(village: Village, what: str = "ideas") -> list[str]:
    """The texts that an anonymised export shows."""
    column = "text" if what == "ideas" else "value"
    async with (await village.store()).reading() as books:
        place = await books.neighbourhoods.named("oosterwijk")
        await export(books, place, what, "json", village.directory / "out.json")
    rows: list[dict[str, Any]] = json.loads((village.directory / "out.json").read_text("utf-8"))
    return sorted(row[column] for row in rows if row[column] and "too few" not in str(row[column]))


async def test_a_text_is_shown_when_a_facilitator_says_so(village: Village, anna: Talker, frits: Talker) -> None:
    await hands_in(anna, TREES)
    assert await texts(village) == []
    await frits.says("/review")
    assert frits.hears("An idea · 🌳 Green")
    assert frits.hears(f"“{TREES}”")
    assert frits.hears("1 text waits.")
    await frits.taps("May be shown")
    assert frits.hears("There is no text that waits.")
    assert await texts(village) == [TREES]
    assert {row["text"] for row in await village.rows("idea")} == {TREES}


async def test_one_after_the_other_and_what_is_put_off_comes_last(
    village: Village, anna: Talker, frits: Talker
) -> None:
    for text in ("First idea", "Second idea", "Third idea"):
        await hands_in(anna, text)
    await frits.does("/review", "Later")
    assert frits.hears("Second idea")
    await frits.does("Keep private", "May be shown")
    assert frits.hears("“First idea”")
    await frits.taps("May be shown")
    assert await texts(village) == ["First idea", "Third idea"]


async def test_the_one_before_can_be_looked_at_again(village: Village, anna: Talker, frits: Talker) -> None:
    for text in ("First idea", "Second idea"):
        await hands_in(anna, text)
    await frits.does("/review", "May be shown", "The one before")
    assert frits.hears("“First idea”")
    await frits.does("Keep private", "May be shown")
    assert await texts(village) == ["Second idea"]
    await frits.taps("The one before")
    assert frits.hears("“Second idea”")
    assert await texts(village) == []


async def test_when_the_author_changes_the_text_it_waits_again(village: Village, anna: Talker, frits: Talker) -> None:
    await hands_in(anna, TREES)
    await frits.does("/review", "May be shown")
    await anna.does("/mine", "More trees", "Change it", "Change something", "Tell us", "More trees, says Fatima Yilmaz")
    await keeps(anna)
    await anna.taps("Yes, hand it in")
    assert await texts(village) == []
    await frits.says("/review")
    assert frits.hears("says Fatima Yilmaz")


async def test_what_changed_while_it_was_on_the_screen_is_not_cleared(
    village: Village, anna: Talker, frits: Talker
) -> None:
    await hands_in(anna, TREES)
    await frits.says("/review")
    await anna.does("/mine", "More trees", "Change it", "Change something", "Tell us", "Fewer trees", "Yes, hand it in")
    await frits.taps("May be shown")
    assert frits.hears("The words were changed just now.")
    assert frits.hears("“Fewer trees”")
    assert await texts(village) == []


async def test_personal_data_is_pointed_at_and_asks_for_a_second_yes(
    village: Village, anna: Talker, frits: Talker
) -> None:
    await hands_in(anna, "Call me on 06-12345678 about the trees")
    await frits.says("/review")
    assert frits.hears("phone number (06-12345678)")
    await frits.does("May be shown", "No")
    assert await texts(village) == []
    await frits.does("The one before", "May be shown", "Yes")
    assert await texts(village) == ["Call me on 06-12345678 about the trees"]


async def test_words_of_a_crisis_are_never_shown_outside(village: Village, anna: Talker, frits: Talker) -> None:
    await hands_in(anna, "My neighbour wants to kill himself")
    await frits.says("/review")
    assert frits.hears("This text is never shown outside.")
    assert "May be shown" not in " ".join(frits.buttons)
    await frits.taps("Keep private")
    assert await texts(village) == []


async def test_answers_in_ones_own_words_wait_too(village: Village, anna: Talker, frits: Talker) -> None:
    await village.survey(STREET)
    await anna.does("/survey", "4", "No", "A bench at the church", "Yes")
    await frits.says("/review")
    assert frits.hears("📋 What do you wish for?")
    await frits.taps("May be shown")
    assert await texts(village, "answers") == ["A bench at the church"]


@pytest.mark.parametrize("role", ["resident", "carrier", "juror", "partner", "organiser"])
async def test_others_are_turned_away(village: Village, anna: Talker, role: str) -> None:
    await hands_in(anna, TREES)
    bo = await village.resident("Bo", "en", role)
    await bo.says("/review")
    assert bo.hears("only for people who help to organise")
    assert bo.does_not_hear(TREES)


async def test_a_facilitator_elsewhere_sees_nothing_of_it(village: Village, anna: Talker) -> None:
    await hands_in(anna, TREES)
    await village.neighbourhood("westerdorp", "Westerdorp")
    els = village.person("Els")
    await els.starts(await village.invite("facilitator", "westerdorp"))
    await els.does("English", "16 or older", "Yes, I take part", "/review")
    assert els.hears("There is no text that waits.")


async def test_what_was_seen_when_it_was_given_is_shown_too(village: Village, anna: Talker, frits: Talker) -> None:
    await hands_in(anna, TREES)
    async with (await village.store()).writing() as books:
        await books.unit.connection.execute(idea.update().values(flags="crisis,phone"))
    await frits.says("/review")
    assert frits.hears("👀 Personal data: phone number.")
    assert frits.hears("This text is never shown outside.")
    assert not any("May be shown" in one for one in frits.buttons)
