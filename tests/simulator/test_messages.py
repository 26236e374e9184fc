"""What a bot may send, and in which words it is refused."""

import pytest

from bot.simulator import TOKEN, Person, World


def test_a_message_appears_on_the_screen(ask, anna):
    sent = ask("sendMessage", chat_id=anna.id, text="Hoi Anna")
    assert sent["from"]["is_bot"]
    assert sent["chat"] == {"id": anna.id, "type": "private", "first_name": "Anna"}
    assert anna.hears("Hoi Anna")


def test_message_ids_are_one_sequence_over_all_chats(ask, world, anna):
    bas = Person(world, "Bas")
    started = bas.starts()
    first = ask("sendMessage", chat_id=anna.id, text="1")
    second = ask("sendMessage", chat_id=bas.id, text="2")
    assert [first["message_id"], second["message_id"]] == [started.id + 1, started.id + 2]


def test_a_wrong_token_is_unauthorized(world):
    assert world.call("1:wrong", "getMe").body == {"ok": False, "error_code": 401, "description": "Unauthorized"}


def test_an_unknown_method_is_not_found(refuse):
    assert refuse("sendTelepathy") == "Not Found: method not found"


def test_method_names_ignore_case(ask, anna):
    assert ask("SENDMESSAGE", chat_id=anna.id, text="Hoi")["text"] == "Hoi"


def test_an_unknown_chat_is_not_found(refuse):
    assert refuse("sendMessage", chat_id=42, text="Hoi") == "Bad Request: chat not found"


def test_a_person_who_never_started_the_bot_cannot_be_written_to(refuse, world):
    stranger = world.add_person("Bas")
    said = refuse("sendMessage", chat_id=stranger.id, text="Hoi")
    assert said == "Forbidden: bot can't initiate conversation with a user"


def test_a_blocked_bot_is_forbidden_until_it_is_unblocked(ask, refuse, anna):
    anna.blocks()
    assert refuse("sendMessage", chat_id=anna.id, text="Hoi") == "Forbidden: bot was blocked by the user"
    anna.unblocks()
    assert ask("sendMessage", chat_id=anna.id, text="Hoi")


def test_a_deleted_account_is_forbidden(refuse, anna):
    anna.user.deactivated = True
    assert refuse("sendMessage", chat_id=anna.id, text="Hoi") == "Forbidden: user is deactivated"


@pytest.mark.parametrize("text", ["", "  \n ", "<b> </b>"])
def test_an_empty_text_is_refused(refuse, anna, text):
    assert refuse("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML") == "Bad Request: message text is empty"


def test_length_counts_utf16_units_after_parsing(ask, refuse, anna):
    assert ask("sendMessage", chat_id=anna.id, text=f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert ask("sendMessage", chat_id=anna.id, text="🏡" * 2048)
    assert refuse("sendMessage", chat_id=anna.id, text="🏡" * 2048 + "x") == "Bad Request: message is too long"


def test_text_is_trimmed_and_its_entities_with_it(ask, anna):
    sent = ask("sendMessage", chat_id=anna.id, text="  <b>Hoi </b>\n", parse_mode="HTML")
    assert sent["text"] == "Hoi"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 3}]


def test_missing_unknown_and_wrong_parameters_are_named(refuse, anna):
    assert refuse("sendMessage", chat_id=anna.id) == "Bad Request: message text is empty"
    assert refuse("sendMessage", text="Hoi") == "Bad Request: chat_id is empty"
    assert refuse("sendMessage", chat_id=anna.id, text="Hoi", colour="red").endswith('no parameter "colour"')
    assert refuse("sendMessage", chat_id=anna.id, text=7).endswith('parameter "text" must be a String')
    assert refuse("sendMessage", chat_id=True, text="Hoi").endswith('parameter "chat_id" must be an Integer')
    assert "must be a Boolean" in refuse("sendMessage", chat_id=anna.id, text="Hoi", protect_content="maybe")


def test_what_private_chats_do_not_have_is_refused(refuse, anna):
    said = refuse("sendMessage", chat_id=anna.id, text="Hoi", message_thread_id=5)
    assert said == 'Bad Request: parameter "message_thread_id" is not served by the simulator'


def test_forms_send_everything_as_strings(ask, anna):
    markup = '{"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}'
    sent = ask("sendMessage", chat_id=str(anna.id), text="Kom je?", protect_content="true", reply_markup=markup)
    assert sent["has_protected_content"]
    assert anna.buttons == ["Ja"]


def test_a_reply_needs_its_original(ask, refuse, anna):
    original = anna.says("Hoe laat?")
    answered = ask("sendMessage", chat_id=anna.id, text="8 uur", reply_parameters={"message_id": original.id})
    assert answered["reply_to_message"]["text"] == "Hoe laat?"
    said = refuse("sendMessage", chat_id=anna.id, text="8 uur", reply_parameters={"message_id": 9999})
    assert said == "Bad Request: message to be replied not found"
    lenient = {"message_id": 9999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in ask("sendMessage", chat_id=anna.id, text="8 uur", reply_parameters=lenient)


def test_a_place_needs_degrees(ask, refuse, anna):
    assert ask("sendLocation", chat_id=anna.id, latitude=52.1, longitude=5.1)["location"]["latitude"] == 52.1
    assert "must be -90-90" in refuse("sendLocation", chat_id=anna.id, latitude=152.1, longitude=5.1)
    venue = ask("sendVenue", chat_id=anna.id, latitude=52.1, longitude=5.1, title="Buurthuis", address="Plein 1")
    assert venue["venue"]["title"] == "Buurthuis"


def test_typing_leaves_no_trace(ask, refuse, anna):
    before = anna.screen
    assert ask("sendChatAction", chat_id=anna.id, action="typing") is True
    assert anna.screen == before
    assert "must be one of" in refuse("sendChatAction", chat_id=anna.id, action="dreaming")


def test_a_copy_carries_no_keyboard_of_the_original(ask, anna):
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}
    original = ask("sendMessage", chat_id=anna.id, text="Kom je?", reply_markup=keyboard)
    copied = ask("copyMessage", chat_id=anna.id, from_chat_id=anna.id, message_id=original["message_id"])
    copy = anna.messages[-1].body
    assert copied == {"message_id": copy["message_id"]}
    assert copy["text"] == "Kom je?"
    assert "reply_markup" not in copy


def test_watchers_are_told_of_what_a_bot_does(world: World, anna):
    seen = []
    world.on_bot_action(lambda chat, action, message: seen.append((chat.user_id, action)))
    world.call(TOKEN, "sendMessage", {"chat_id": anna.id, "text": "Hoi"})
    assert seen == [(anna.id, "send")]
