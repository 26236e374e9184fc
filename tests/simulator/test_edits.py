"""Editing and deleting what is on the screen."""

import pytest

YES = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}
NO = {"inline_keyboard": [[{"text": "Nee", "callback_data": "n"}]]}


@pytest.fixture
def question(ask, anna):
    """Where Anna was asked whether she comes."""
    sent = ask("sendMessage", chat_id=anna.id, text="Kom je?", reply_markup=YES)
    return {"chat_id": anna.id, "message_id": sent["message_id"]}


def test_an_edit_changes_text_and_keyboard(ask, anna, question, clock):
    clock.pass_(5)
    edited = ask("editMessageText", **question, text="Kom je ook?", reply_markup=NO)
    assert edited["edit_date"] == int(clock.now)
    assert anna.hears("Kom je ook?")
    assert anna.buttons == ["Nee"]


def test_an_edit_without_keyboard_takes_it_away(ask, anna, question):
    ask("editMessageText", **question, text="Kom je?")
    assert anna.buttons == []


def test_an_unmodified_edit_is_refused(ask, refuse, question):
    said = refuse("editMessageText", **question, text="Kom je?", reply_markup=YES)
    assert said.startswith("Bad Request: message is not modified: specified new message content and reply markup are")
    assert "is not modified" in refuse("editMessageReplyMarkup", **question, reply_markup=YES)
    ask("editMessageReplyMarkup", **question)
    assert "is not modified" in refuse("editMessageReplyMarkup", **question)


def test_only_a_message_that_is_there_can_be_edited(refuse, anna, question):
    ids = {"chat_id": anna.id, "message_id": 9999}
    assert refuse("editMessageText", **ids, text="x") == "Bad Request: message to edit not found"
    assert refuse("editMessageText", text="x") == "Bad Request: message identifier is not specified"
    assert refuse("editMessageText", **question) == "Bad Request: message text is empty"


def test_somebody_elses_message_cannot_be_edited(refuse, anna):
    own = anna.says("Hoi")
    assert refuse("editMessageText", chat_id=anna.id, message_id=own.id, text="x").endswith("message can't be edited")


def test_a_message_with_a_reply_keyboard_cannot_be_edited(ask, refuse, anna):
    sent = ask("sendMessage", chat_id=anna.id, text="Kies", reply_markup={"keyboard": [["Terug"]]})
    said = refuse("editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="x")
    assert said == "Bad Request: message can't be edited"


def test_a_place_has_no_text_to_edit(ask, refuse, anna):
    sent = ask("sendLocation", chat_id=anna.id, latitude=52, longitude=5)
    ids = {"chat_id": anna.id, "message_id": sent["message_id"]}
    assert refuse("editMessageText", **ids, text="x").endswith("there is no text in the message to edit")
    assert refuse("editMessageCaption", **ids, caption="x").endswith("there is no caption in the message to edit")


def test_a_deleted_message_is_gone(ask, refuse, anna, question):
    assert ask("deleteMessage", **question) is True
    assert "Kom je?" not in anna.screen
    assert refuse("deleteMessage", **question) == "Bad Request: message to delete not found"


def test_after_two_days_a_message_cannot_be_deleted(refuse, clock, question):
    clock.pass_(49 * 3600)
    assert refuse("deleteMessage", **question) == "Bad Request: message can't be deleted for everyone"


def test_several_are_deleted_at_once_and_missing_ones_skipped(ask, anna, question):
    own = anna.says("Hoi")
    assert ask("deleteMessages", chat_id=anna.id, message_ids=[question["message_id"], own.id, 9999])
    assert "Hoi" not in anna.screen
