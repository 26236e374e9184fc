"""What anonymised exports say, and what they keep to themselves, on both databases."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.exchange.anonymous.crowd import HIDDEN
from bot.exchange.export import export
from bot.exchange.rows import whats
from bot.neighbourhood.clearing import ANSWER, IDEA, Spot
from tests.exchange.export.conftest import MOMENT, Collected, answer
from tests.exchange.export.test_rows import GREEN, MANY, PLACE, SCALE, TEXT, YES_NO

AGE = {"key": "age", "kind": "number", "text": {"nl": "Hoe oud ben je?"}}
BORN = {"key": "born", "kind": "date", "text": {"nl": "Wanneer ben je geboren?"}}
RANK = {**GREEN, "key": "rank", "kind": "ranking"}
PHOTO = {"key": "photo", "kind": "photos", "text": {"nl": "Een foto?"}}
CARE = {**YES_NO, "key": "care", "sensitive": True}
WHICH = {**YES_NO, "key": "which", "relevant": "${care} = 'yes'"}
UNSAID = "te weinig om te tonen"


async def anonymised(collected: Collected, what: str, directory: Path) -> list[dict[str, Any]]:
    path = directory / "out.json"
    async with collected.store.reading() as books:
        await export(books, collected.neighbourhood, what, "json", path)
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    assert all(tuple(row) == whats()[what].COLUMNS for row in found)
    return found


async def answered(collected: Collected, question: dict[str, Any], values: Iterable[Any], **more: Any) -> None:
    """So many people, each with a value."""
    survey = await collected.survey(question)
    for value in values:
        await collected.response(survey, answer(question["key"], question["kind"], value, **more))


async def told(collected: Collected, directory: Path) -> Counter[tuple[Any, Any]]:
    """How often each value is there, with its label."""
    return Counter((row["value"], row["label"]) for row in await anonymised(collected, "answers", directory))


async def test_an_idea_among_enough_shows_what_all_of_them_share(collected: Collected, out: Path) -> None:
    place = {"latitude": 52.09123, "longitude": 5.10432}
    for number in range(5):
        await collected.idea(f"Meer bomen {number}", place=place, photos=[{"file": "a", "unique": "b"}], name="Anna")
    rows = await anonymised(collected, "ideas", out)
    assert len({row.pop("idea-id") for row in rows}) == 5
    assert [row.pop("created")[8:19] for row in rows] == ["01T00:00:00"] * 5
    assert (
        rows
        == [
            {
                "channel": "chat",
                "theme": "green",
                "text": None,
                "place-lat": 52.09,
                "place-lon": 5.1,
                "photos": 1,
                "state": "received",
                "issue-id": None,
                "issue": None,
                "supporters": 0,
                "address": None,
                "name": None,
            }
        ]
        * 5
    )


async def test_of_four_people_nothing_is_told_not_even_how_many(collected: Collected, out: Path) -> None:
    for number in range(4):
        await collected.idea(f"Meer bomen {number}", place={"address": "Dorpsstraat 12"})
    (row,) = await anonymised(collected, "ideas", out)
    assert (row["theme"], row["created"], row["place-lat"], row["photos"]) == (HIDDEN,) * 4
    assert (row["text"], row["address"], row["name"]) == (None, None, None)


async def test_five_ideas_of_one_person_are_one_persons(collected: Collected, out: Path) -> None:
    anna = await collected.somebody()
    for number in range(5):
        await collected.idea(f"idee {number}", of=anna)
    assert [row["theme"] for row in await anonymised(collected, "ideas", out)] == [HIDDEN]


async def test_what_differs_is_hidden_and_the_rest_stays(collected: Collected, out: Path) -> None:
    for theme, count in (("green", 7), ("traffic", 5), ("shops", 2), ("youth", 1)):
        for number in range(count):
            await collected.idea(f"{theme} {number}", theme=theme)
    themes = Counter(row["theme"] for row in await anonymised(collected, "ideas", out))
    assert themes == {"green": 7, HIDDEN: 8}


async def test_care_needs_ten(collected: Collected, out: Path) -> None:
    for theme, count in (("care", 9), ("green", 5), ("traffic", 6)):
        for number in range(count):
            await collected.idea(f"{theme} {number}", theme=theme)
    assert Counter(row["theme"] for row in await anonymised(collected, "ideas", out)) == {"traffic": 6, HIDDEN: 14}
    await collected.idea("care 10", theme="care")
    assert Counter(row["theme"] for row in await anonymised(collected, "ideas", out))["care"] == 10


async def test_texts_in_which_something_was_seen_need_ten(collected: Collected, out: Path) -> None:
    for theme, count in (("green", 9), ("traffic", 10)):
        for number in range(count):
            await collected.idea(f"{theme} {number}: bel 06-12345678", theme=theme)
    assert Counter(row["theme"] for row in await anonymised(collected, "ideas", out)) == {HIDDEN: 19}
    await collected.idea("green 10", theme="green")
    themes = Counter(row["theme"] for row in await anonymised(collected, "ideas", out))
    assert themes == {"green": 10, "traffic": 10}


async def test_ids_and_order_are_others_each_time(collected: Collected, out: Path) -> None:
    for number in range(40):
        idea = await collected.idea(f"idee {number}")
        await collected.cleared(Spot(IDEA, idea.id))
    first, second = [await anonymised(collected, "ideas", out) for _time in range(2)]
    assert {row["idea-id"] for row in first}.isdisjoint(row["idea-id"] for row in second)
    texts = [[row["text"] for row in rows] for rows in (first, second)]
    assert sorted(texts[0]) == sorted(texts[1]) == sorted(f"idee {number}" for number in range(40))
    assert texts[0] != texts[1] != sorted(texts[1])


async def test_a_cleared_text_is_shown_also_where_all_else_is_hidden(collected: Collected, out: Path) -> None:
    ideas = [await collected.idea(f"idee {number}") for number in range(3)]
    await collected.cleared(Spot(IDEA, ideas[1].id))
    rows = await anonymised(collected, "ideas", out)
    assert sorted((row["text"] or "", row["theme"]) for row in rows) == [("", HIDDEN), ("idee 1", HIDDEN)]


async def test_options_of_which_too_few_chose_them_are_hidden_with_their_words(collected: Collected, out: Path) -> None:
    await answered(collected, GREEN, ["tree"] * 9 + ["bench"] * 5)
    assert await told(collected, out) == {("tree", "Een boom"): 9, ("bench", "Een bankje"): 5}
    await answered(collected, {**GREEN, "options": [*GREEN["options"], pond]}, ["pond"] * 2)
    assert await told(collected, out) == {("tree", "Een boom"): 9, (HIDDEN, UNSAID): 7}


pond = {"key": "pond", "label": {"nl": "Een vijver"}}


async def test_answers_of_one_person_cannot_be_put_together(collected: Collected, out: Path) -> None:
    survey = await collected.survey(GREEN, YES_NO)
    for number in range(12):
        given = answer("green", "choice", "tree" if number else "bench"), answer("join", "yes-no", number > 5)
        await collected.response(survey, *given)
    rows = await anonymised(collected, "answers", out)
    assert len({row["response-id"] for row in rows}) == len(rows) == 24
    assert {row["value"] for row in rows} == {HIDDEN, "yes", "no"}
    assert {row["answered"] for row in rows} == {"2026-05-01T00:00:00+02:00"}


async def test_several_choices_of_one_person_are_rows_of_their_own(collected: Collected, out: Path) -> None:
    await answered(collected, MANY, [["tree", "bench"]] * 3 + [["tree"]] * 6 + [["bench"]] * 4)
    assert await told(collected, out) == {("tree", "Een boom"): 9, ("bench", "Een bankje"): 7}


async def test_an_order_that_few_share_shows_what_stands_first_in_it(collected: Collected, out: Path) -> None:
    await answered(collected, RANK, [["tree", "bench"]] * 6 + [["bench", "tree"]] * 5)
    assert set(await told(collected, out)) == {
        ("tree bench", "1. Een boom  2. Een bankje"),
        ("bench tree", "1. Een bankje  2. Een boom"),
    }
    three = {**RANK, "key": "three", "options": [*GREEN["options"], pond]}
    await answered(collected, three, [["tree", "pond", "bench"]] * 3 + [["tree", "bench", "pond"]] * 3)
    assert (await told(collected, out))[("tree", "1. Een boom")] == 6


async def test_numbers_get_coarser_before_they_are_hidden(collected: Collected, out: Path) -> None:
    await answered(collected, AGE, [34] * 6 + [30, 31, 32, 38, 39] + [97, 3, 62, 63, 64])
    thirties, sixties = ("30..39", "30 tot en met 39"), ("60..69", "60 tot en met 69")
    assert await told(collected, out) == {(34, "34"): 6, thirties: 5, (HIDDEN, UNSAID): 5}
    await answered(collected, AGE, [65, 66, 67])
    assert await told(collected, out) == {(34, "34"): 6, sixties: 6, (HIDDEN, UNSAID): 7}


async def test_days_get_coarser_before_they_are_hidden(collected: Collected, out: Path) -> None:
    days = (
        ["1990-05-01"] * 5
        + [f"1990-06-{day:02}" for day in range(1, 6)]
        + [f"1990-0{month}-03" for month in range(1, 6)]
    )
    await answered(collected, BORN, days)
    assert {value for value, _label in await told(collected, out)} == {"1990-05-01", "1990-06", "1990"}


async def test_the_ends_of_a_scale_are_hidden_when_few_stand_there(collected: Collected, out: Path) -> None:
    await answered(collected, SCALE, [7] * 8 + [8] * 6 + [1, 10, 10])
    assert await told(collected, out) == {(7, "7"): 8, (HIDDEN, UNSAID): 9}


async def test_a_place_is_a_square_and_a_typed_one_says_nothing(collected: Collected, out: Path) -> None:
    here = [{"latitude": 52.091 + number / 10_000, "longitude": 5.104} for number in range(6)]
    await answered(collected, PLACE, [*here, *[{"address": f"Dorpsstraat {number}"} for number in range(5)]])
    assert await told(collected, out) == {("52.09 5.1", "52.09 5.1"): 6, (None, None): 5}


async def test_of_photos_only_how_many(collected: Collected, out: Path) -> None:
    await answered(
        collected, {**PHOTO, "most": 3}, [[{"file": "geheim", "unique": f"u{number}"}] for number in range(5)]
    )
    assert await told(collected, out) == {(1, "1 foto"): 5}


async def test_words_are_shown_when_a_facilitator_cleared_them_and_as_long_as_they_are_the_same(
    collected: Collected, out: Path
) -> None:
    survey = await collected.survey(TEXT)
    talks = [await collected.response(survey, answer("why", "text", f"omdat {number}")) for number in range(6)]
    assert await told(collected, out) == {(None, None): 6}
    await collected.cleared(Spot(ANSWER, talks[2].id, "why"))
    assert await told(collected, out) == {(None, None): 5, ("omdat 2", "omdat 2"): 1}
    async with collected.store.writing() as books:
        await books.log.fetch(talks[2].id)
        books.log.put_answer(
            answer("why", "text", "Piet weet het", conversation_id=talks[2].id, answered=MOMENT + timedelta(1))
        )
    assert await told(collected, out) == {(None, None): 6}


async def test_a_sensitive_question_needs_ten_and_so_do_those_asked_because_of_it(
    collected: Collected, out: Path
) -> None:
    survey = await collected.survey(CARE, WHICH)
    for number in range(19):
        care = answer("care", "yes-no", number < 9)
        await collected.response(survey, care, *([answer("which", "yes-no", True)] if number < 9 else []))
    rows = await anonymised(collected, "answers", out)
    assert Counter((row["question"], row["value"]) for row in rows) == {("care", HIDDEN): 19, ("which", HIDDEN): 1}


async def test_how_many_were_asked_something_else_is_a_round_number(collected: Collected, out: Path) -> None:
    survey = await collected.survey(YES_NO, {**SCALE, "relevant": "${join} = 'yes'"})
    for number in range(20):
        more = [answer("mark", "scale", 7)] if number < 13 else []
        await collected.response(survey, answer("join", "yes-no", number < 13), *more)
    rows = await anonymised(collected, "answers", out)
    assert Counter(row["question"] for row in rows) == {"join": 20, "mark": 10}


@pytest.mark.parametrize("what", sorted(whats()))
async def test_of_nobody_there_is_nothing(what: str, collected: Collected, out: Path) -> None:
    await collected.survey(GREEN)
    assert await anonymised(collected, what, out) == []
