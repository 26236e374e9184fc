"""What a person sees of a chat, as JSON for a page."""

from bot.simulator.answers import Json
from bot.simulator.memory import Memory
from bot.simulator.phone import Phone
from bot.simulator.rows import Chat, Commands, Message

KINDS = ("sticker", "voice", "poll", "contact")


def seen(phone: Phone, after: int = 0) -> Json:
    """The chat on this phone; `after` leaves out messages up to that id.

    `version` grows with every change. Messages carry `id`, `from` ("bot" or "me"), `date` (seconds since 1970),
    `text` with `entities` (a caption counts as text) and, where they apply, `photo` (address), `document`
    (name and address), `location`, `keyboard` (rows of inline buttons), `edited`, `kind`, `media_group`, `reply_to`.
    """
    memory = phone.world.memory
    chat = memory.chats.get((phone.bot.id, phone.user.id)) or Chat(phone.bot.id, phone.user.id)
    return {
        "version": chat.version,
        "bot": {"name": phone.bot.first_name, "username": phone.bot.username},
        "person": {"id": phone.user.id, "name": phone.user.first_name, "language_code": phone.user.language_code},
        "blocked": chat.blocked,
        "messages": [_message(message) for message in phone.messages if message.id > after],
        "reply_keyboard": _reply_keyboard(chat),
        "commands": commands_for(memory, chat),
        "menu_button": chat.menu_button or phone.bot.menu_button,
        "toast": chat.toast,
    }


def _message(message: Message) -> Json:
    body = message.body
    shown: Json = {
        "id": message.id,
        "from": "bot" if message.by_bot else "me",
        "date": body["date"],
        "text": body.get("text", body.get("caption", "")),
        "entities": body.get("entities", body.get("caption_entities", [])),
        "edited": "edit_date" in body,
        **_media(message),
    }
    if "reply_markup" in body:
        shown["keyboard"] = body["reply_markup"]["inline_keyboard"]
    if "media_group_id" in body:
        shown["media_group"] = body["media_group_id"]
    if "reply_to_message" in body:
        shown["reply_to"] = body["reply_to_message"]["message_id"]
    return shown


def _media(message: Message) -> Json:
    body = message.body
    kind = next((kind for kind in KINDS if kind in body), "forward" if "forward_origin" in body else None)
    shown: Json = {"kind": kind} if kind else {}
    if "photo" in body:
        shown["photo"] = _address(message, body["photo"][-1]["file_id"])
    if "document" in body:
        file = body["document"]
        shown["document"] = {"name": file["file_name"], "url": _address(message, file["file_id"])}
    if "location" in body:
        shown["location"] = body["location"] | {
            key: body["venue"][key] for key in ("title", "address") if "venue" in body
        }
    return shown


def _address(message: Message, file_id: str) -> str:
    return f"/people/{message.user_id}/files/{file_id}"


def _reply_keyboard(chat: Chat) -> Json | None:
    if chat.keyboard is None:
        return None
    return {
        "rows": chat.keyboard["keyboard"],
        "one_time": chat.keyboard.get("one_time_keyboard", False),
        "resize": chat.keyboard.get("resize_keyboard", False),
        "placeholder": chat.keyboard.get("input_field_placeholder", ""),
    }


def commands_for(memory: Memory, chat: Chat) -> list[Json]:
    """The command menu in force: the narrowest scope first, the person's language before every language."""
    language = memory.users[chat.user_id].language_code
    for scope in (f"chat.{chat.user_id}", "all_private_chats", "default"):
        for code in (language, ""):
            menu = memory.commands.get(Commands(chat.bot_id, scope, code, []).key)
            if menu:
                return menu.commands
    return []
