"""What others wrote about somebody is removed when they ask for it."""

import pytest

from bot.clock.passing_on import PassingOn
from tests.talk.talker import Talker
from tests.talk.village import Village

IDEA = "Zet een hek bij de tuin. Bram Postma drinkt te veel! Dat is voor iedereen beter."


async def hands_in(one: Talker, text: str = IDEA) -> None:
    await one.does("/idea", "Green", text)
    if "No, keep it" in one.buttons:
        await one.taps("No, keep it")
    await one.does("Skip", "Skip", "Without my name", "Yes, hand it in")


async def passes_on(village: Village) -> None:
    """The clock tells what conversations had to tell to others."""
    store, desk, outbox, _poller = await village.bot()
    async with store.writing() as books:
        due = await books.dues.claim(20, ["pass-on"], desk.now())
    for one in due:
        await PassingOn(desk, outbox)(one)
        async with store.writing() as books:
            await books.dues.done(one)
    await outbox.drain()
    await desk.settle()


async def asks(one: Talker, words: str = "Over mij, Bram Postma") -> None:
    await one.does("/aboutme", words, "Yes, please ask")


async def words_of(village: Village) -> str:
    """Everything that stands in any table."""
    tables = ("idea", "answer", "conversation", "prompt", "removal", "delivery", "due")
    return repr([await village.rows(table) for table in tables])


async def test_a_facilitator_hears_of_it_and_blacks_out_the_sentence(village: Village, anna: Talker) -> None:
    fem, bram = await village.resident("Fem", "en", "facilitator"), await village.resident("Bram")
    await hands_in(anna)
    await asks(bram)
    assert bram.hears("A facilitator looks for it")
    await passes_on(village)
    assert fem.hears("Somebody asks that words about them are removed.")
    await fem.does("/remove", "Request 1")
    assert fem.hears("They wrote: “Over mij, Bram Postma”")
    await fem.says("bram postma")
    assert fem.hears("They stand in 1 text.")
    await fem.does("1", "Black out the sentence")
    assert fem.hears("Zet een hek bij de tuin. [left out] Dat is voor iedereen beter.")
    await fem.does("Yes", "I am ready")
    assert fem.hears("Done: 1 text was changed.")
    assert [row["about"] for row in await village.rows("audit") if row["what"] == "words-removed"] == ["idea sentence"]
    await passes_on(village)
    assert anna.hears("A part of your text was left out. Nobody blames you.")
    assert bram.hears("Done: they are gone from 1 text.")
    (idea,) = await village.rows("idea")
    assert (idea["text"], idea["state"]) == (
        "Zet een hek bij de tuin. [left out] Dat is voor iedereen beter.",
        "received",
    )
    assert await village.rows("removal") == []
    assert "Postma" not in repr([await village.rows("idea"), await village.rows("prompt")])
    assert "Postma" not in repr([row for row in await village.rows("answer") if row["key"] != "words"])


async def test_only_the_words_can_be_blacked_out(village: Village, anna: Talker) -> None:
    fem = await village.resident("Fem", "en", "facilitator")
    await hands_in(anna)
    await fem.does("/remove", "BRAM POSTMA", "1", "Black out these words", "Yes", "I am ready")
    (idea,) = await village.rows("idea")
    assert idea["text"] == "Zet een hek bij de tuin. [left out] drinkt te veel! Dat is voor iedereen beter."
    assert "name" not in idea["flags"]


async def test_a_whole_text_can_be_removed_and_its_author_hears_so(village: Village, anna: Talker) -> None:
    fem = await village.resident("Fem", "en", "facilitator")
    await hands_in(anna)
    await fem.does("/remove", "Postma", "1", "Remove all of it", "Yes", "I am ready")
    await passes_on(village)
    assert anna.hears("That text was removed. Nobody blames you.")
    (idea,) = await village.rows("idea")
    assert (idea["text"], idea["state"]) == ("", "withdrawn")


async def test_it_can_be_left_and_nobody_is_told(village: Village, anna: Talker) -> None:
    fem = await village.resident("Fem", "en", "facilitator")
    await hands_in(anna)
    await fem.does("/remove", "Postma", "1", "Leave it", "I am ready")
    assert fem.hears("Done: 0 texts were changed.")
    assert [row for row in await village.rows("due") if row["kind"] == "pass-on"] == []
    assert (await village.rows("idea"))[0]["text"] == IDEA


async def test_answers_to_questions_are_found_as_well(village: Village, anna: Talker) -> None:
    fem = await village.resident("Fem", "en", "facilitator")
    survey = {
        "slug": "s",
        "title": {"en": "S"},
        "questions": [{"key": "wish", "kind": "text", "text": {"en": "Wish?"}}],
    }
    await village.survey(survey)
    await anna.does("/survey", "De familie Özgür maakt lawaai", "No, keep it", "Yes, that is right")
    await fem.does("/remove", "özgür", "1", "Black out these words", "Yes", "I am ready")
    answers = [row for row in await village.rows("answer") if row["key"] == "wish"]
    assert [row["value"] for row in answers] == ["De familie [left out] maakt lawaai"]


async def test_in_another_neighbourhood_nothing_is_found(village: Village, anna: Talker) -> None:
    await hands_in(anna)
    await village.neighbourhood("elders", "Elders")
    fem = village.person("Fem")
    await fem.starts(await village.invite("facilitator", "elders"))
    await fem.does("English", "16 or older", "Yes, I take part", "/remove", "Postma")
    assert fem.hears("They stand in no text")


async def test_residents_cannot_remove_what_others_wrote(anna: Talker) -> None:
    await anna.says("/remove")
    assert anna.hears("only for people who help to organise")


@pytest.mark.parametrize("name", ["Zoë"])
async def test_who_never_agreed_can_ask_it_too(village: Village, name: str) -> None:
    stranger = village.person(name)
    await asks(stranger)
    assert stranger.hears("A facilitator looks for it")
    assert [row["words"] for row in await village.rows("removal")] == ["Over mij, Bram Postma"]


async def test_who_stopped_is_not_told(village: Village, anna: Talker) -> None:
    fem = await village.resident("Fem", "en", "facilitator")
    await hands_in(anna)
    await anna.says("/stop")
    await fem.does("/remove", "Postma", "1", "Remove all of it", "Yes", "I am ready")
    assert [row for row in await village.rows("due") if row["kind"] == "pass-on"] == []


async def test_a_request_goes_with_who_asked_it(village: Village) -> None:
    bram = await village.resident("Bram")
    await asks(bram)
    await bram.does("/forgetme", "Yes", "Yes, remove everything for good")
    assert "Postma" not in await words_of(village)


async def test_what_was_cleared_waits_again_when_words_in_it_were_blacked_out(village: Village, anna: Talker) -> None:
    fem = await village.resident("Fem", "en", "facilitator")
    await hands_in(anna)
    await fem.does("/review", "May be shown", "Yes")
    assert [row["verdict"] for row in await village.rows("clearing")] == ["shown"]
    await fem.does("/remove", "bram postma", "1", "Black out the sentence", "Yes", "I am ready")
    assert await village.rows("clearing") == []
