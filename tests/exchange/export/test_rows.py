"""What the rows of identified exports say, on both databases."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.exchange.export import export
from bot.exchange.rows import whats
from tests.exchange.export.conftest import MOMENT, Collected, answer

GREEN = {
    "key": "green",
    "kind": "choice",
    "text": {"nl": "Wat mist u?", "en": "What do you miss?"},
    "options": [
        {"key": "tree", "label": {"nl": "Een boom", "en": "A tree"}},
        {"key": "bench", "label": {"nl": "Een bankje", "en": "A bench"}},
    ],
}
MANY = {**GREEN, "key": "many", "kind": "choices"}
TEXT = {"key": "why", "kind": "text", "text": {"nl": "Waarom?"}}
SCALE = {"key": "mark", "kind": "scale", "text": {"nl": "Cijfer?"}, "high": 10, "high-label": {"nl": "prachtig"}}
YES_NO = {"key": "join", "kind": "yes-no", "text": {"nl": "Doe je mee?"}}
PLACE = {"key": "where", "kind": "place", "text": {"nl": "Waar?"}}
NOTE = {"key": "hello", "kind": "note", "text": {"nl": "Welkom"}}


async def exported(collected: Collected, what: str, directory: Path) -> list[dict[str, Any]]:
    path = directory / "out.json"
    async with collected.store.reading() as books:
        count = await export(books, collected.neighbourhood, what, "json", path, identified=True)
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    assert len(found) == count
    return found


def test_the_columns_are_those_that_others_rely_on() -> None:
    ideas = "idea-id created channel theme text place-lat place-lon photos state issue-id issue supporters"
    answers = "survey question question-text response-id answered channel value label"
    meetings = "meeting-id kind title start end address place-lat place-lon state capacity yes maybe no waiting came"
    said = "without-telegram tables points commitments ideas photos organisations decisions outcome"
    assert {name: one.COLUMNS for name, one in whats().items()} == {
        "answers": (*answers.split(), "finished"),
        "ideas": (*ideas.split(), "address", "name"),
        "meetings": (*meetings.split(), *said.split()),
    }


async def test_an_idea_with_everything(collected: Collected, out: Path) -> None:
    place = {"latitude": 52.09123, "longitude": 5.104}
    photos = [{"file": "a", "unique": "b"}]
    idea = await collected.idea("Meer bomen", place=place, photos=photos, name="Anna")
    (row,) = await exported(collected, "ideas", out)
    created = row.pop("created")
    assert created[-6:] in ("+01:00", "+02:00")
    assert row == {
        "idea-id": idea.id,
        "channel": "chat",
        "theme": "green",
        "text": "Meer bomen",
        "place-lat": 52.09123,
        "place-lon": 5.104,
        "photos": 1,
        "state": "received",
        "issue-id": None,
        "issue": None,
        "supporters": 0,
        "address": "",
        "name": "Anna",
    }


async def test_ideas_stand_in_the_order_they_came_without_those_taken_back(collected: Collected, out: Path) -> None:
    ideas = [await collected.idea(text, place={"address": "Dorpsstraat 12"}) for text in ("een", "twee", "drie")]
    async with collected.store.writing() as books:
        await books.log.load([2], [])
        second = books.log.resident(2)
        assert second is not None
        assert await books.ideas.withdraw(second, ideas[1].id)
    rows = await exported(collected, "ideas", out)
    assert [(row["text"], row["place-lat"], row["address"]) for row in rows] == [
        ("een", None, "Dorpsstraat 12"),
        ("drie", None, "Dorpsstraat 12"),
    ]


async def test_other_neighbourhoods_stay_out(collected: Collected, out: Path) -> None:
    await collected.idea("van hier")
    survey = await collected.survey(GREEN)
    await collected.response(survey, answer("green", "choice", "tree"))
    async with collected.store.writing() as books:
        elsewhere = await books.neighbourhoods.add("westerdorp", "Westerdorp", "dorp")
    other = Collected(collected.store, elsewhere, collected.persons)
    assert await exported(other, "ideas", out) == []
    assert await exported(other, "answers", out) == []


async def test_an_answer_in_full(collected: Collected, out: Path) -> None:
    survey = await collected.survey(NOTE, GREEN)
    talk = await collected.response(survey, answer("green", "choice", "tree"))
    (row,) = await exported(collected, "answers", out)
    assert int(row.pop("response-id"), 36) == talk.id
    assert row == {
        "survey": "buurt",
        "question": "green",
        "question-text": "Wat mist u?",
        "answered": "2026-05-31T14:34:56+02:00",
        "channel": "chat",
        "value": "tree",
        "label": "Een boom",
        "finished": "yes",
    }


async def test_values_are_numbers_or_keys_and_labels_are_words(collected: Collected, out: Path) -> None:
    survey = await collected.survey(GREEN, MANY, TEXT, SCALE, YES_NO, PLACE)
    given = [
        answer("many", "choices", ["tree", "bench"]),
        answer("why", "text", "=1+1"),
        answer("mark", "scale", 10),
        answer("join", "yes-no", True),
        answer("where", "place", {"latitude": 52.1, "longitude": 5.2}),
    ]
    await collected.response(survey, *given)
    found = {row["question"]: (row["value"], row["label"]) for row in await exported(collected, "answers", out)}
    assert found == {
        "many": ("tree bench", "Een boom, Een bankje"),
        "why": ("=1+1", "=1+1"),
        "mark": (10, "10 (prachtig)"),
        "join": ("yes", "Ja"),
        "where": ("52.1 5.2", "📍 de plek die je deelde"),
    }


async def test_responses_that_are_not_finished_say_so_and_cancelled_ones_are_left_out(
    collected: Collected, out: Path
) -> None:
    survey = await collected.survey(GREEN)
    for state in ("done", "open", "cancelled"):
        await collected.response(survey, answer("green", "choice", "tree"), state=state)
    rows = await exported(collected, "answers", out)
    assert [row["finished"] for row in rows] == ["yes", "no"]
    assert len({row["response-id"] for row in rows}) == 2


async def test_only_answers_that_count_are_there(collected: Collected, out: Path) -> None:
    survey = await collected.survey(GREEN, MANY, TEXT, SCALE, YES_NO)
    given = [
        answer("green", "choice", "tree"),
        answer("many", "choices", ["tree"], on_path=False),
        answer("why", "text", None, state="skipped"),
        answer("tables", "once", [1, 2]),
        answer("join", "confirm", True),
        answer("gone", "text", "of no version"),
    ]
    await collected.response(survey, *given)
    assert [row["question"] for row in await exported(collected, "answers", out)] == ["green"]


async def test_an_answer_that_is_about_to_change_is_there_as_it_was(collected: Collected, out: Path) -> None:
    survey = await collected.survey(GREEN)
    await collected.response(survey, answer("green", "choice", "tree", state="open"), state="open")
    assert [row["value"] for row in await exported(collected, "answers", out)] == ["tree"]


async def test_a_live_edit_keeps_every_answer_with_its_words(collected: Collected, out: Path) -> None:
    survey = await collected.survey(GREEN, TEXT)
    await collected.response(
        survey, answer("green", "choice", "bench"), answer("why", "text", "omdat", answered=MOMENT + timedelta(1))
    )
    edited = {**GREEN, "text": {"nl": "Wat mis je?"}, "options": [{"key": "tree", "label": {"nl": "Een eik"}}]}
    assert await collected.survey(edited) == survey
    await collected.response(survey, answer("green", "choice", "tree"))
    rows = await exported(collected, "answers", out)
    assert [(row["question-text"], row["value"], row["label"]) for row in rows] == [
        ("Wat mis je?", "bench", "Een bankje"),
        ("Waarom?", "omdat", "omdat"),
        ("Wat mis je?", "tree", "Een eik"),
    ]


async def test_an_answer_that_fits_no_version_keeps_its_key_as_label(collected: Collected, out: Path) -> None:
    survey = await collected.survey(GREEN)
    await collected.response(survey, answer("green", "choice", "pond"))
    (row,) = await exported(collected, "answers", out)
    assert (row["value"], row["label"]) == ("pond", "pond")
