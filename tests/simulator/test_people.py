"""What people do, and what the bot hears of it."""

import pytest

from bot.simulator import Impossible, Person


def heard(updates, kind="message"):
    return [update[kind] for update in updates() if kind in update]


def test_a_start_with_payload_is_a_command(world, updates):
    Person(world, "Bas").starts("wijk-noord")
    message = heard(updates)[0]
    assert message["text"] == "/start wijk-noord"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {"id": message["chat"]["id"], "is_bot": False, "first_name": "Bas", "language_code": "nl"}


def test_a_very_long_text_becomes_several_messages(updates, anna):
    updates()
    anna.says("🏡" * 5000)
    assert [len(one["text"]) for one in heard(updates)] == [2048, 2048, 904]


def test_nothing_cannot_be_said(anna):
    with pytest.raises(Impossible, match="empty"):
        anna.says(" \n")


def test_an_edit_is_heard_as_an_edited_message(updates, anna, clock):
    said = anna.says("7")
    updates()
    clock.pass_(60)
    anna.edits(said, "17")
    edited = heard(updates, "edited_message")[0]
    assert (edited["message_id"], edited["text"], edited["edit_date"]) == (said.id, "17", int(clock.now))
    with pytest.raises(Impossible, match="another text"):
        anna.edits(said, "17")


def test_the_bots_words_cannot_be_edited_by_a_person(ask, anna):
    sent = ask("sendMessage", chat_id=anna.id, text="Hoi")
    with pytest.raises(Impossible, match="the bot's message"):
        anna.phone.edit(sent["message_id"], "Dag")


def test_blocking_and_unblocking_are_heard(updates, anna):
    updates()
    anna.blocks()
    with pytest.raises(Impossible, match="blocked"):
        anna.says("hoort dit iemand?")
    anna.unblocks()
    changes = heard(updates, "my_chat_member")
    assert [one["new_chat_member"]["status"] for one in changes] == ["kicked", "member"]


def test_start_lifts_a_block(updates, anna):
    anna.blocks()
    updates()
    anna.starts()
    assert [list(update)[1] for update in updates()] == ["my_chat_member", "message"]


def test_an_album_is_several_messages_that_belong_together(updates, anna):
    updates()
    anna.sends_album(3, "Zo ziet het eruit")
    parts = heard(updates)
    assert len(parts) == 3
    assert len({part["media_group_id"] for part in parts}) == 1
    assert [part.get("caption") for part in parts] == ["Zo ziet het eruit", None, None]
    assert len({part["photo"][-1]["file_unique_id"] for part in parts}) == 3


def test_a_live_location_moves_as_edits(updates, anna):
    shared = anna.shares_location(52.09, 5.12, live_period=600)
    anna.moves(shared, 52.1, 5.13)
    edited = heard(updates, "edited_message")[0]
    assert edited["location"] == {"latitude": 52.1, "longitude": 5.13, "live_period": 600}
    with pytest.raises(Impossible, match="live"):
        anna.moves(anna.shares_location(52.0, 5.0), 52.1, 5.1)


def test_stickers_voices_polls_contacts_and_forwards(updates, anna):
    updates()
    anna.sends_sticker()
    anna.sends_voice(4)
    anna.sends_poll("Barbecue?", "Ja", "Nee")
    anna.shares_contact()
    anna.forwards("Wist je dat?", by="Bas")
    sticker, voice, poll, contact, forward = heard(updates)
    assert sticker["sticker"]["emoji"] == "🏡"
    assert voice["voice"]["duration"] == 4
    assert [option["text"] for option in poll["poll"]["options"]] == ["Ja", "Nee"]
    assert contact["contact"]["user_id"] == anna.id
    assert forward["forward_origin"]["sender_user_name"] == "Bas"


def test_a_reply_keyboard_sends_text_place_or_number(ask, updates, anna):
    keys = [["Terug", {"text": "Hier", "request_location": True}], [{"text": "Bel mij", "request_contact": True}]]
    ask("sendMessage", chat_id=anna.id, text="Waar?", reply_markup={"keyboard": keys})
    updates()
    for label in ("Terug", "Hier", "Bel"):
        anna.taps(label)
    text, place, number = heard(updates)
    assert text["text"] == "Terug"
    assert place["location"] == {"latitude": 52.09, "longitude": 5.12}
    assert number["contact"]["phone_number"].startswith("+31")


def test_a_one_time_keyboard_goes_when_it_is_used(ask, anna):
    ask("sendMessage", chat_id=anna.id, text="?", reply_markup={"keyboard": [["Ja"]], "one_time_keyboard": True})
    anna.taps("Ja")
    assert anna.buttons == []


def test_hearing_is_about_what_is_new(ask, anna):
    ask("sendMessage", chat_id=anna.id, text="Hoe heet je?")
    assert anna.hears("Hoe heet je?")
    anna.says("Anna")
    ask("sendMessage", chat_id=anna.id, text="Dag Anna")
    assert [message.body["text"] for message in anna.news] == ["Dag Anna"]
    with pytest.raises(AssertionError, match=r"did not hear 'Hoe heet je\?'"):
        anna.hears("Hoe heet je?")


def test_the_screen_reads_as_text(ask, anna):
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}], [{"text": "Nee", "callback_data": "n"}]]}
    ask("sendMessage", chat_id=anna.id, text="Kom je?", reply_markup=keyboard)
    assert anna.screen == "  /start\n> Kom je?\n  [Ja]\n  [Nee]"


def test_an_old_button_can_be_tapped_while_it_is_there(ask, updates, anna):
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "first"}]]}
    sent = ask("sendMessage", chat_id=anna.id, text="1", reply_markup=keyboard)
    ask("sendMessage", chat_id=anna.id, text="2", reply_markup=keyboard)
    updates()
    anna.taps_old(sent["message_id"], "Ja")
    assert heard(updates, "callback_query")[0]["message"]["text"] == "1"
    with pytest.raises(AssertionError, match="no button 'Nee' under message"):
        anna.taps_old(sent["message_id"], "Nee")
