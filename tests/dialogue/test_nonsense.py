"""Nonsense, for every kind of question: a friendly reason, and the question again."""

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from bot.dialogue import Chat, Script, conversation
from bot.neighbourhood.kinds import Choice, Choices, DateOf, Number, OpenText, Photos, Place, Ranking, Scale, YesNo
from bot.neighbourhood.permissions import TAKE_PART
from bot.neighbourhood.question import Question
from tests.talk.scripts import DRINKS
from tests.talk.talker import Talker
from tests.talk.village import Village

QUESTIONS: dict[str, tuple[Question, str]] = {
    "choice": (Choice("it", "Which drink?", DRINKS), "Please tap one of the buttons."),
    "choices": (Choices("it", "Which drinks?", DRINKS), "Please tap one or more buttons"),
    "scale": (Scale("it", "How safe?"), "Please tap a number from 1 to 5."),
    "yes-no": (YesNo("it", "Sure?"), "Please tap"),
    "number": (Number("it", "How many?", low=1, high=9), "Please type a whole number"),
    "text": (OpenText("it", "What?", pattern="[0-9]{4} ?[A-Z]{2}", pattern_message="Like 1234 AB."), "Like 1234 AB."),
    "date": (DateOf("it", "When?", first=date(2026, 1, 1)), "Please type a date"),
    "place": (Place("it", "Where?"), "share where you are now"),
    "photos": (Photos("it", "Which photo?"), "Please send a photo"),
    "ranking": (Ranking("it", "Which order?", DRINKS), "Please tap"),
}

Doing = Callable[[Talker], Awaitable[object]]

STRANGE: dict[str, Doing] = {
    "a sticker": lambda one: one.sends_sticker(),
    "a voice message": lambda one: one.sends_voice(),
    "a poll": lambda one: one.sends_poll("Who?", "I", "You"),
    "somebody's number": lambda one: one.shares_contact(),
    "a file": lambda one: one.sends_document("song.mp3", b"la la", "audio/mpeg"),
    "emoji only": lambda one: one.says("🎉🎉🎉"),
    "dots": lambda one: one.says("..."),
    "ten thousand characters": lambda one: one.says("blah " * 2000),
    "a NUL and a direction override": lambda one: one.says("\0\u202e"),
}


def asks(question: Question) -> Script:
    @conversation("asks", action=TAKE_PART, commands=("asks",))
    async def script(chat: Chat) -> None:
        await chat.ask(question)
        await chat.say("That was an answer.")

    return script


@pytest.mark.parametrize("kind", QUESTIONS)
async def test_nonsense_is_refused_with_the_reason_and_asked_again(village: Village, anna: Talker, kind: str) -> None:
    question, reason = QUESTIONS[kind]
    village.plays(asks(question))
    await anna.says("/asks")
    await anna.says("…" if kind == "place" else "qwerty asdf")
    assert anna.hears(reason)
    assert anna.hears(str(question.text))
    assert await village.answers("asks") == {}


@pytest.mark.parametrize("kind", ["choice", "scale", "number", "text", "date", "place", "photos", "choices"])
async def test_strange_messages_are_no_answer_to_any_kind(village: Village, anna: Talker, kind: str) -> None:
    question, _reason = QUESTIONS[kind]
    village.plays(asks(question))
    async with village.without_restarts():
        await anna.says("/asks")
        for does in STRANGE.values():
            await does(anna)
            assert anna.hears(str(question.text))
    assert await village.answers("asks") == {}
    assert await village.rows("set_aside") == []


@pytest.mark.parametrize("what", STRANGE)
async def test_strange_messages_with_nothing_open_are_answered_kindly(anna: Talker, what: str) -> None:
    await STRANGE[what](anna)
    long = what == "ten thousand characters"
    assert anna.hears("That is a lot of text" if long else "What would you like to do?")


async def test_a_number_out_of_range_is_refused_with_the_range(village: Village, anna: Talker) -> None:
    village.plays(asks(QUESTIONS["number"][0]))
    await anna.does("/asks", "40")
    assert anna.hears("Please type a number from 1 to 9.")


async def test_a_date_out_of_range_is_refused_with_the_range(village: Village, anna: Talker) -> None:
    village.plays(asks(QUESTIONS["date"][0]))
    await anna.does("/asks", "31-12-2025")
    assert anna.hears("on or after 1-1-2026")
    await anna.says("30 februari 2026")
    assert anna.hears("Please type a date")


async def test_a_text_that_is_too_long_is_refused_with_its_length(village: Village, anna: Talker) -> None:
    village.plays(asks(OpenText("it", "What?", most=1000)))
    await anna.does("/asks", "x" * 1001)
    assert anna.hears("1001")
    assert await village.answers("asks") == {}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Bo\0ss", "Boss"),
        ("\u202eschool", "school"),
        ("caf\ud83de", "cafe"),
        ("e\u0301", "é"),
        ("א\u200fב", "א\u200fב"),
    ],
)
async def test_unstorable_characters_go_and_the_words_stay(
    village: Village, anna: Talker, said: str, kept: str
) -> None:
    village.plays(asks(OpenText("it", "What?")))
    await anna.does("/asks", said)
    assert anna.hears("That was an answer.")
    assert (await village.answers("asks"))["it"]["value"] == kept


async def test_forwarded_words_are_words(village: Village, anna: Talker) -> None:
    village.plays(asks(OpenText("it", "What?")))
    await anna.says("/asks")
    await anna.forwards("The lamp is broken")
    assert (await village.answers("asks"))["it"]["value"] == "The lamp is broken"


async def test_a_forwarded_command_does_nothing_by_itself(village: Village, anna: Talker) -> None:
    village.plays(asks(OpenText("it", "What?")))
    await anna.says("/asks")
    await anna.forwards("/stop")
    assert anna.does_not_hear("You get no more messages")


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("choice", "tea", "tea"),
        ("choice", "Coffee.", "coffee"),
        ("scale", "4", 4),
        ("yes-no", "ja", True),
        ("yes-no", "Nope no", None),
        ("number", "7", 7),
        ("date", "31 mei 2026", "2026-05-31"),
        ("date", "1/6/2026", "2026-06-01"),
        ("place", "Kerkstraat 3", {"address": "Kerkstraat 3"}),
    ],
)
async def test_what_stands_on_a_button_can_be_typed(
    village: Village, anna: Talker, kind: str, typed: str, value: object
) -> None:
    village.plays(asks(QUESTIONS[kind][0]))
    await anna.does("/asks")
    await anna.says(typed)
    answers = await village.answers("asks")
    assert (answers["it"]["value"] if answers else None) == value


async def test_a_shared_place_is_an_answer_in_degrees(village: Village, anna: Talker) -> None:
    village.plays(asks(QUESTIONS["place"][0]))
    await anna.says("/asks")
    await anna.shares_location(52.0907, 5.1214)
    assert (await village.answers("asks"))["it"]["value"] == {"latitude": 52.0907, "longitude": 5.1214}


async def test_a_moving_live_location_is_one_answer_and_no_correction(village: Village, anna: Talker) -> None:
    village.plays(asks(QUESTIONS["place"][0]))
    await anna.says("/asks")
    message = await anna.shares_location(52.0907, 5.1214, 900)
    await anna.moves(message, 52.2, 5.3)
    await anna.moves(message, 52.3, 5.4)
    assert (await village.answers("asks"))["it"]["value"] == {"latitude": 52.0907, "longitude": 5.1214}
    assert anna.does_not_hear("Changed")
