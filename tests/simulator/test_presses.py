"""Presses on buttons and their answers."""

import pytest

from bot.simulator import Impossible

YES = {"inline_keyboard": [[{"text": "Ja, graag", "callback_data": "y"}, {"text": "Nee", "callback_data": "n"}]]}
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
def question(ask, updates, anna):
    """The message that asks Anna whether she comes."""
    updates()
    return ask("sendMessage", chat_id=anna.id, text="Kom je?", reply_markup=YES)


@pytest.fixture
def press(updates, anna, question):
    """Anna's press, as the bot hears it."""
    anna.taps("Ja")
    return updates()[0]["callback_query"]


def test_a_press_carries_its_data_and_message(press, question, anna):
    assert press["data"] == "y"
    assert press["message"] == question
    assert press["from"]["id"] == anna.id


def test_an_answer_is_seen_once(ask, refuse, press, anna):
    assert ask("answerCallbackQuery", callback_query_id=press["id"], text="Fijn!", show_alert=True)
    assert anna.hears("Fijn!")
    assert anna.phone.chat.toast["alert"]
    assert refuse("answerCallbackQuery", callback_query_id=press["id"]) == TOO_OLD


def test_a_stale_press_cannot_be_answered(refuse, press, clock):
    clock.pass_(16)
    assert refuse("answerCallbackQuery", callback_query_id=press["id"]) == TOO_OLD


def test_how_long_an_answer_is_welcome_can_be_set(ask, world, press, clock):
    world.query_seconds = 60
    clock.pass_(59)
    assert ask("answerCallbackQuery", callback_query_id=press["id"])


def test_an_unknown_press_cannot_be_answered(refuse):
    assert refuse("answerCallbackQuery", callback_query_id="123") == TOO_OLD


def test_an_answer_has_at_most_200_characters(refuse, press):
    assert refuse("answerCallbackQuery", callback_query_id=press["id"], text="x" * 201).endswith("MESSAGE_TOO_LONG")


def test_a_press_that_crossed_a_deletion_comes_with_an_inaccessible_message(ask, updates, anna, question):
    ask("deleteMessage", chat_id=anna.id, message_id=question["message_id"])
    anna.presses(question["message_id"], "y")
    message = updates()[0]["callback_query"]["message"]
    assert message == {"chat": question["chat"], "message_id": question["message_id"], "date": 0}


def test_only_a_button_on_the_screen_can_be_tapped(anna, question):
    with pytest.raises(AssertionError, match=r"no button 'Misschien'; there are .*Ja, graag.*Nee"):
        anna.taps("Misschien")
    with pytest.raises(Impossible, match="not on the screen"):
        anna.phone.tap(question["message_id"], 0, 2)
    with pytest.raises(Impossible, match="message 9999"):
        anna.phone.tap(9999, 0, 0)


def test_a_link_opens_and_tells_nobody(ask, updates, anna):
    updates()
    markup = {"inline_keyboard": [[{"text": "Kaart", "url": "https://wijk.nl"}]]}
    sent = ask("sendMessage", chat_id=anna.id, text="Zie", reply_markup=markup)
    assert anna.phone.tap(sent["message_id"], 0, 0) == "https://wijk.nl"
    assert updates() == []


def test_old_presses_are_forgotten(world, anna, press, clock):
    clock.pass_(4000)
    anna.taps("Nee")
    assert press["id"] not in world.memory.presses
