"""Keyboards are checked to the last button."""

import pytest


def button(**more):
    return {"text": "Ja", **more}


def inline(*buttons):
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (inline(button(callback_data="x" * 65)), "BUTTON_DATA_INVALID"),
        (inline(button(callback_data="é" * 33)), "BUTTON_DATA_INVALID"),
        (inline(button(callback_data="")), "BUTTON_DATA_INVALID"),
        (inline(button()), "Text buttons are unallowed"),
        (inline(button(url="https://x.nl", callback_data="x")), "both url and callback_data"),
        (inline(button(url="gopher://x")), "Unsupported URL protocol"),
        (inline({"text": " ", "callback_data": "x"}), "must be non-empty"),
        (inline({"callback_data": "x"}), 'InlineKeyboardButton lacks the field "text"'),
        (inline(button(callback_data=5)), "InlineKeyboardButton.callback_data must be a String"),
        (inline(button(callback_data="x", colour="red")), 'InlineKeyboardButton has no field "colour"'),
        (inline(button(callback_data="x", style="loud")), "must be one of danger, success, primary"),
        (inline(button(pay=True)), "is not served by the simulator"),
        (inline(*[button(callback_data="x")] * 9), "has more than 8 items"),
        ({"inline_keyboard": [[button(callback_data="x")] * 8] * 13}, "reply markup is too long"),
        ({"inline_keyboard": "no"}, "is not valid JSON"),
        ({"keyboard": []}, "has no rows"),
        ({"keyboard": [[button(request_contact=True, request_location=True)]]}, "more than one thing"),
        ({"keyboard": [["Ja"]], "input_field_placeholder": "x" * 65}, "must be 1-64 characters"),
        ({"remove_keyboard": False}, "must be True"),
        ({"force_reply": True, "why": 1}, 'ForceReply has no field "why"'),
        ({"buttons": []}, "object expected as reply markup"),
        ("{", "is not valid JSON"),
    ],
)
def test_a_wrong_keyboard_is_refused_by_name(refuse, anna, markup, reason):
    assert reason in refuse("sendMessage", chat_id=anna.id, text="Kom je?", reply_markup=markup)


def test_callback_data_may_have_64_bytes(ask, anna):
    assert ask("sendMessage", chat_id=anna.id, text="Kom je?", reply_markup=inline(button(callback_data="é" * 32)))


def test_a_reply_keyboard_stays_until_it_is_removed(ask, anna):
    ask("sendMessage", chat_id=anna.id, text="Kies", reply_markup={"keyboard": [["Terug", {"text": "Sla over"}]]})
    ask("sendMessage", chat_id=anna.id, text="Rustig aan")
    assert anna.buttons == ["Terug", "Sla over"]
    ask("sendMessage", chat_id=anna.id, text="Klaar", reply_markup={"remove_keyboard": True})
    assert anna.buttons == []


def test_a_reply_keyboard_is_not_part_of_the_message(ask, anna):
    sent = ask("sendMessage", chat_id=anna.id, text="Kies", reply_markup={"keyboard": [["Terug"]]})
    assert "reply_markup" not in sent


def test_an_inline_keyboard_is_part_of_the_message(ask, anna):
    sent = ask("sendMessage", chat_id=anna.id, text="Kies", reply_markup=inline(button(callback_data="x")))
    assert sent["reply_markup"] == inline(button(callback_data="x"))
