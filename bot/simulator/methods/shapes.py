"""The other JSON objects that methods take: entities, replies, media, commands, scopes."""

from typing import Any

from bot.simulator.answers import bad
from bot.simulator.methods.keyboards import WEB_APP
from bot.simulator.methods.kinds import (
    BOOLEAN,
    CHAT,
    INTEGER,
    STRING,
    Kind,
    Shape,
    Wrong,
    list_of,
    one_of,
    pattern,
    shaped,
    told_apart,
    unserved,
    whole,
    words,
)

ENTITY_TYPES = ("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic",
                "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre",
                "text_link", "text_mention", "custom_emoji", "date_time")  # fmt: skip
ENTITY = Shape(
    "MessageEntity",
    {"type": one_of(*ENTITY_TYPES), "offset": whole(0, 4096), "length": whole(1, 4096)},
    {
        "url": STRING,
        "user": unserved("User"),
        "language": STRING,
        "custom_emoji_id": STRING,
        "unix_time": INTEGER,
        "date_time_format": STRING,
    },
)
ENTITIES = list_of(shaped(ENTITY), 100)
LINK_PREVIEW_OPTIONS = Shape(
    "LinkPreviewOptions",
    {},
    {
        "is_disabled": BOOLEAN,
        "url": STRING,
        "prefer_small_media": BOOLEAN,
        "prefer_large_media": BOOLEAN,
        "show_above_text": BOOLEAN,
    },
)
LINK_PREVIEW = shaped(LINK_PREVIEW_OPTIONS)
REPLY = Shape(
    "ReplyParameters",
    {"message_id": INTEGER},
    {
        "chat_id": CHAT,
        "allow_sending_without_reply": BOOLEAN,
        "quote": words(0, 1024),
        "quote_parse_mode": STRING,
        "quote_entities": ENTITIES,
        "quote_position": INTEGER,
        "checklist_task_id": INTEGER,
        "poll_option_id": STRING,
    },
)
REPLY_PARAMETERS = shaped(REPLY)
CAPTION = {
    "caption": STRING,
    "parse_mode": STRING,
    "caption_entities": ENTITIES,
}
PHOTO = Shape("InputMediaPhoto", {"type": STRING, "media": STRING},
              {**CAPTION, "show_caption_above_media": BOOLEAN, "has_spoiler": BOOLEAN})  # fmt: skip
DOCUMENT = Shape("InputMediaDocument", {"type": STRING, "media": STRING},
                 {**CAPTION, "thumbnail": STRING, "disable_content_type_detection": BOOLEAN})  # fmt: skip
ALBUM_TYPES = ("Audio", "Document", "LivePhoto", "Photo", "Video")


def _album(value: Any) -> Any:
    media = list_of(told_apart("InputMedia", "type", {"photo": PHOTO, "document": DOCUMENT})).read(value)
    if not 2 <= len(media) <= 10:
        raise bad("group must include 2-10 items")
    if len({one["type"] for one in media}) > 1:
        raise Wrong("mixes photos and documents")
    return media


ALBUM = Kind(tuple(f"Array of InputMedia{name}" for name in ALBUM_TYPES), _album)
LANGUAGE = pattern("([a-z]{2})?")
COMMAND = Shape("BotCommand", {"command": pattern("[a-z0-9_]{1,32}"), "description": words(1, 256)})
COMMANDS = list_of(shaped(COMMAND), 100)
TYPE = {"type": STRING}
SCOPES = {
    "default": Shape("BotCommandScopeDefault", TYPE),
    "all_private_chats": Shape("BotCommandScopeAllPrivateChats", TYPE),
    "all_group_chats": Shape("BotCommandScopeAllGroupChats", TYPE),
    "all_chat_administrators": Shape("BotCommandScopeAllChatAdministrators", TYPE),
    "chat": Shape("BotCommandScopeChat", {**TYPE, "chat_id": CHAT}),
    "chat_administrators": Shape("BotCommandScopeChatAdministrators", {**TYPE, "chat_id": CHAT}),
    "chat_member": Shape("BotCommandScopeChatMember", {**TYPE, "chat_id": CHAT, "user_id": INTEGER}),
}
SCOPE = told_apart("BotCommandScope", "type", SCOPES)
MENU_BUTTONS = {
    "commands": Shape("MenuButtonCommands", TYPE),
    "web_app": Shape("MenuButtonWebApp", {**TYPE, "text": STRING, "web_app": WEB_APP}),
    "default": Shape("MenuButtonDefault", TYPE),
}
MENU_BUTTON = told_apart("MenuButton", "type", MENU_BUTTONS)
