"""What a bot sends: messages, pictures, documents, places, albums and the sign that it is typing."""

from typing import Any

from bot.simulator.answers import Json, Upload, bad
from bot.simulator.methods.method import Call
from bot.simulator.rows import Chat, Message
from bot.simulator.wording import worded

MOST_TEXT = 4096
MOST_CAPTION = 1024


def send_message(call: Call) -> Json:
    """A text message."""
    chat = call.chat()
    words = worded(call.args, "text", "entities", MOST_TEXT)
    if not words["text"]:
        raise bad("message text is empty")
    if "link_preview_options" in call.args:
        words["link_preview_options"] = call.args["link_preview_options"]
    return _post(call, chat, words)


def send_photo(call: Call) -> Json:
    """A picture with a caption."""
    chat = call.chat()
    return _post(call, chat, _pictured(call, call.args["photo"], call.args))


def send_document(call: Call) -> Json:
    """A file with a caption."""
    chat = call.chat()
    return _post(call, chat, _documented(call, call.args["document"], call.args))


def send_location(call: Call) -> Json:
    """A place on the map."""
    return _post(call, call.chat(), {"location": _place(call.args)})


def send_venue(call: Call) -> Json:
    """A place with a name and an address."""
    args = call.args
    optional = {key: args[key] for key in args if key.startswith(("foursquare_", "google_place_"))}
    venue = {"location": _place(args), "title": args["title"], "address": args["address"], **optional}
    return _post(call, call.chat(), {"location": venue["location"], "venue": venue})


def send_media_group(call: Call) -> list[Json]:
    """Two to ten pictures or documents as one album."""
    chat = call.chat()
    make = {"photo": _pictured, "document": _documented}
    contents = [make[one["type"]](call, one["media"], one) for one in call.args["media"]]
    group = call.world.ticket(call.bot)
    return [_post(call, chat, {"media_group_id": group, **content}) for content in contents]


def send_chat_action(call: Call) -> bool:
    """Show that the bot is busy; nothing stays on the screen."""
    call.chat()
    return True


def copy_message(call: Call) -> Json:
    """The same content once more, without a link to the original."""
    chat = call.chat()
    source = call.world.find_chat(call.bot, call.args["from_chat_id"])
    original = call.world.memory.message(source, call.args["message_id"], "to copy").body
    left_out = {"message_id", "from", "chat", "date", "reply_markup", "edit_date", "forward_origin", "reply_to_message"}
    content = {key: value for key, value in original.items() if key not in left_out}
    if "caption" in call.args:
        content |= worded(call.args, "caption", "caption_entities", MOST_CAPTION)
    return {"message_id": _post(call, chat, content)["message_id"]}


def _post(call: Call, chat: Chat, content: Json) -> Json:
    markup = call.args.get("reply_markup", {})
    context = _context(call, chat)
    body: Json = {**call.world.header(chat, call.bot.seen()), **context, **content}
    inline = "inline_keyboard" in markup
    if inline and markup["inline_keyboard"]:
        body["reply_markup"] = markup
    if "keyboard" in markup:
        chat.keyboard = markup
    elif "remove_keyboard" in markup:
        chat.keyboard = None
    message = Message(chat.bot_id, chat.user_id, body, editable=inline or not markup)
    return call.world.show(chat, message)


def _context(call: Call, chat: Chat) -> Json:
    said: Json = {}
    if call.args.get("protect_content"):
        said["has_protected_content"] = True
    reply = call.args.get("reply_parameters")
    if reply:
        original = call.world.memory.screen(chat).get(reply["message_id"])
        if original is not None:
            said["reply_to_message"] = {k: v for k, v in original.body.items() if k != "reply_to_message"}
        elif not reply.get("allow_sending_without_reply"):
            raise bad("message to be replied not found")
    return said


def _place(args: Json) -> Json:
    optional = ("horizontal_accuracy", "live_period", "heading", "proximity_alert_radius")
    place = {"latitude": args["latitude"], "longitude": args["longitude"]}
    return place | {key: args[key] for key in optional if key in args}


def _captioned(args: Json) -> Json:
    words = worded(args, "caption", "caption_entities", MOST_CAPTION)
    return words if words["caption"] else {}


def _pictured(call: Call, value: Upload | str, args: Json) -> Json:
    sizes = call.world.files.photo(call.bot, _given(call, value))
    shown: Json = {key: True for key in ("show_caption_above_media",) if args.get(key)}
    if args.get("has_spoiler"):
        shown["has_media_spoiler"] = True
    return {"photo": sizes, **_captioned(args), **shown}


def _documented(call: Call, value: Upload | str, args: Json) -> Json:
    return {"document": call.world.files.document(call.bot, _given(call, value)), **_captioned(args)}


def _given(call: Call, value: Any) -> Upload | str:
    """The upload itself, the one that `attach://name` points to, or the id of a known file."""
    if isinstance(value, str) and value.startswith("attach://"):
        name = value.removeprefix("attach://")
        if name not in call.files:
            raise bad(f'file "{name}" was not uploaded')
        return call.files[name]
    if isinstance(value, str) and "://" in value:
        raise bad("failed to get HTTP URL content")
    return value if isinstance(value, Upload) else str(value)
