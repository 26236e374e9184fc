"""The methods this Bot API serves, with every parameter that is documented for them (Bot API 10.1)."""

from bot.simulator.methods import editing, profile, receiving, sending
from bot.simulator.methods.keyboards import INLINE_MARKUP, MARKUP
from bot.simulator.methods.kinds import (
    BOOLEAN,
    CHAT,
    FILE,
    INTEGER,
    STRING,
    UPLOAD,
    Kind,
    list_of,
    one_of,
    pattern,
    real,
    unserved,
    whole,
    words,
)
from bot.simulator.methods.method import Method
from bot.simulator.methods.shapes import (
    ALBUM,
    COMMANDS,
    ENTITIES,
    LANGUAGE,
    LINK_PREVIEW,
    MENU_BUTTON,
    REPLY_PARAMETERS,
    SCOPE,
)

Params = dict[str, Kind]

TO: Params = {"chat_id": CHAT}
BUSINESS: Params = {"business_connection_id": unserved("String")}
THREAD: Params = {"message_thread_id": unserved("Integer")}
SENDING: Params = {
    **THREAD,
    "direct_messages_topic_id": unserved("Integer"),
    "disable_notification": BOOLEAN,
    "protect_content": BOOLEAN,
    "allow_paid_broadcast": BOOLEAN,
    "message_effect_id": STRING,
    "reply_parameters": REPLY_PARAMETERS,
}
ANSWERABLE: Params = {
    **SENDING,
    "suggested_post_parameters": unserved("SuggestedPostParameters"),
    "reply_markup": MARKUP,
}
WORDS: Params = {"parse_mode": STRING, "entities": ENTITIES, "link_preview_options": LINK_PREVIEW}
CAPTION: Params = {"caption": STRING, "parse_mode": STRING, "caption_entities": ENTITIES}
ABOVE: Params = {"show_caption_above_media": BOOLEAN}
PLACE: Params = {"latitude": real(-90, 90), "longitude": real(-180, 180)}
EDITED: Params = {
    **BUSINESS,
    "chat_id": CHAT,
    "message_id": INTEGER,
    "inline_message_id": STRING,
    "reply_markup": INLINE_MARKUP,
}
MENU: Params = {"scope": SCOPE, "language_code": LANGUAGE}
HEARING: Params = {"allowed_updates": list_of(STRING, 100)}
DROPPING: Params = {"drop_pending_updates": BOOLEAN}
ACTIONS = one_of("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
                 "upload_document", "choose_sticker", "find_location", "record_video_note",
                 "upload_video_note")  # fmt: skip

RECEIVING = {
    "getUpdates": Method(
        receiving.get_updates,
        takes={"offset": INTEGER, "limit": whole(1, 100), "timeout": whole(0, 3600), **HEARING},
    ),
    "setWebhook": Method(
        receiving.set_webhook,
        {"url": STRING},
        {
            "certificate": UPLOAD,
            "ip_address": STRING,
            "max_connections": whole(1, 100),
            "secret_token": pattern("[A-Za-z0-9_-]{1,256}"),
            **HEARING,
            **DROPPING,
        },
    ),
    "deleteWebhook": Method(receiving.delete_webhook, takes=DROPPING),
    "getWebhookInfo": Method(receiving.get_webhook_info),
    "answerCallbackQuery": Method(
        receiving.answer_callback_query,
        {"callback_query_id": STRING},
        {"text": STRING, "show_alert": BOOLEAN, "url": STRING, "cache_time": INTEGER},
    ),
}
SENDERS = {
    "sendMessage": Method(
        sending.send_message, {**TO, "text": STRING}, {**BUSINESS, **WORDS, **ANSWERABLE}, floods=True
    ),
    "sendPhoto": Method(
        sending.send_photo,
        {**TO, "photo": FILE},
        {**BUSINESS, **CAPTION, **ABOVE, "has_spoiler": BOOLEAN, **ANSWERABLE},
        floods=True,
    ),
    "sendDocument": Method(
        sending.send_document,
        {**TO, "document": FILE},
        {**BUSINESS, "thumbnail": FILE, **CAPTION, "disable_content_type_detection": BOOLEAN, **ANSWERABLE},
        floods=True,
    ),
    "sendLocation": Method(
        sending.send_location,
        {**TO, **PLACE},
        {
            **BUSINESS,
            "horizontal_accuracy": real(0, 1500),
            "live_period": INTEGER,
            "heading": whole(1, 360),
            "proximity_alert_radius": whole(1, 100_000),
            **ANSWERABLE,
        },
        floods=True,
    ),
    "sendVenue": Method(
        sending.send_venue,
        {**TO, **PLACE, "title": words(1, 255), "address": words(1, 1024)},
        {
            **BUSINESS,
            "foursquare_id": STRING,
            "foursquare_type": STRING,
            "google_place_id": STRING,
            "google_place_type": STRING,
            **ANSWERABLE,
        },
        floods=True,
    ),
    "sendMediaGroup": Method(sending.send_media_group, {**TO, "media": ALBUM}, {**BUSINESS, **SENDING}, floods=True),
    "sendChatAction": Method(sending.send_chat_action, {**TO, "action": ACTIONS}, {**BUSINESS, **THREAD}),
    "copyMessage": Method(
        sending.copy_message,
        {**TO, "from_chat_id": CHAT, "message_id": INTEGER},
        {"video_start_timestamp": INTEGER, **CAPTION, **ABOVE, **ANSWERABLE},
        floods=True,
    ),
}
EDITORS = {
    "editMessageText": Method(
        editing.edit_text,
        takes={**EDITED, "text": STRING, **WORDS, "rich_message": unserved("InputRichMessage")},
        floods=True,
    ),
    "editMessageCaption": Method(editing.edit_caption, takes={**EDITED, **CAPTION, **ABOVE}, floods=True),
    "editMessageReplyMarkup": Method(editing.edit_markup, takes=EDITED, floods=True),
    "deleteMessage": Method(editing.delete_message, {**TO, "message_id": INTEGER}),
    "deleteMessages": Method(editing.delete_messages, {**TO, "message_ids": list_of(INTEGER, 100)}),
}
PROFILE = {
    "getMe": Method(profile.get_me),
    "getChat": Method(profile.get_chat, TO),
    "getFile": Method(profile.get_file, {"file_id": STRING}),
    "setMyCommands": Method(profile.set_my_commands, {"commands": COMMANDS}, MENU),
    "deleteMyCommands": Method(profile.delete_my_commands, takes=MENU),
    "getMyCommands": Method(profile.get_my_commands, takes=MENU),
    "setChatMenuButton": Method(profile.set_chat_menu_button, takes={"chat_id": INTEGER, "menu_button": MENU_BUTTON}),
    "setMyName": Method(profile.set_my_text("name"), takes={"name": words(0, 64), "language_code": LANGUAGE}),
    "setMyDescription": Method(
        profile.set_my_text("description"), takes={"description": words(0, 512), "language_code": LANGUAGE}
    ),
    "setMyShortDescription": Method(
        profile.set_my_text("short_description"),
        takes={"short_description": words(0, 120), "language_code": LANGUAGE},
    ),
    "logOut": Method(profile.leave),
    "close": Method(profile.leave),
}
METHODS: dict[str, Method] = {**RECEIVING, **SENDERS, **EDITORS, **PROFILE}
