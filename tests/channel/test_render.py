from typing import Any

import pytest

from bot.channel.render import Call, Upload, render
from bot.dialogue.effects import Commands, Control, Delivery, Effect, SendFile, Settle, Show, Toast, Words
from bot.neighbourhood.widgets import Buttons, Option, Share

ASK = Buttons((Option("a", "Ja"),))
YES = {"inline_keyboard": [[{"text": "Ja", "callback_data": "7.o0"}]]}
LONG = "Een zin die lang duurt. " * 300


def messages(effect: Effect) -> list[Call]:
    return render(Delivery(1, 5, (effect,))).messages


def aside(effect: Effect) -> tuple[str, dict[str, Any]]:
    (call,) = render(Delivery(1, 5, (effect,))).aside
    return call.method, call.params


def test_a_question_is_a_message_with_its_keyboard() -> None:
    (call,) = messages(Show(Words(title="Mag het?"), ASK, prompt=7))
    assert (call.method, call.prompt, call.edits) == ("sendMessage", 7, None)
    assert call.params == {
        "chat_id": 5,
        "text": "<b>Mag het?</b>",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": YES,
    }


def test_a_message_in_place_of_another_is_sent_anew_when_that_cannot_be_edited() -> None:
    (call,) = messages(Show(Words(title="Mag het?"), ASK, prompt=7, replace=40))
    assert (call.method, call.params["message_id"], call.edits) == ("editMessageText", 40, 40)
    assert call.otherwise == tuple(messages(Show(Words(title="Mag het?"), ASK, prompt=7)))


def test_a_long_text_ends_with_the_keyboard() -> None:
    first, last = messages(Show(Words(body=LONG), ASK, prompt=7, replace=40))
    assert (first.method, first.prompt, "reply_markup" in first.params) == ("editMessageText", None, False)
    assert (last.method, last.prompt, last.params["reply_markup"]) == ("sendMessage", 7, YES)


def test_a_reply_keyboard_comes_with_a_new_message() -> None:
    (call,) = messages(Show(Words(body="Waar?"), Share(), (Control("share", "Deel"),), prompt=7, replace=40))
    assert call.method == "sendMessage"


def test_a_reply_keyboard_is_taken_away_by_a_message_of_its_own() -> None:
    gone, shown = messages(Show(Words(title="En nu?", echo="Park"), ASK, prompt=7, clear=True))
    assert (gone.params["text"], gone.params["reply_markup"]) == ("<i>✓ Park</i>", {"remove_keyboard": True})
    assert (shown.params["text"], shown.params["reply_markup"]) == ("<b>En nu?</b>", YES)


def test_a_reply_keyboard_is_taken_away_by_the_message_itself_when_it_has_no_buttons() -> None:
    (call,) = messages(Show(Words(body="Klaar"), clear=True, replace=40))
    assert (call.method, call.params["reply_markup"]) == ("sendMessage", {"remove_keyboard": True})


def test_a_picture_has_a_caption_and_leaves_its_words_when_it_cannot_be_shown() -> None:
    (call,) = messages(Show(Words(body="Kijk"), ASK, prompt=7, photo="data/p.jpg"))
    assert (call.method, call.params["caption"], call.prompt) == ("sendPhoto", "Kijk", 7)
    assert call.files == {"photo": Upload("data/p.jpg", "p.jpg")}
    assert [other.method for other in call.otherwise or ()] == ["sendMessage"]


def test_a_picture_with_many_words_goes_before_them() -> None:
    picture, *words = messages(Show(Words(body=LONG), ASK, prompt=7, photo="p.jpg"))
    assert (picture.method, picture.prompt, picture.otherwise) == ("sendPhoto", None, ())
    assert "caption" not in picture.params
    assert [call.prompt for call in words] == [None, 7]


def test_a_picture_alone_has_no_caption() -> None:
    (call,) = messages(Show(Words(), photo="p.jpg"))
    assert call.params == {"chat_id": 5}


def test_a_file_goes_along_under_its_own_name() -> None:
    (call,) = messages(SendFile("data/x1", "ideeën.csv", "3 < 4"))
    assert (call.method, call.params["caption"]) == ("sendDocument", "3 &lt; 4")
    assert call.files == {"document": Upload("data/x1", "ideeën.csv")}


@pytest.mark.parametrize(
    ("effect", "method", "params"),
    [
        (Toast("q"), "answerCallbackQuery", {"callback_query_id": "q"}),
        (
            Toast("q", "x" * 300, alert=True),
            "answerCallbackQuery",
            {"callback_query_id": "q", "text": "x" * 199 + "…", "show_alert": True},
        ),
        (Settle(40), "editMessageReplyMarkup", {"chat_id": 5, "message_id": 40}),
        (
            Commands((("idee", "Een idee"),)),
            "setMyCommands",
            {"commands": [{"command": "idee", "description": "Een idee"}], "scope": {"type": "chat", "chat_id": 5}},
        ),
    ],
)
def test_what_goes_aside(effect: Effect, method: str, params: dict[str, Any]) -> None:
    assert aside(effect) == (method, params)
