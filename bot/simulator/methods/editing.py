"""What a bot changes on a screen: text, caption, keyboard, or the whole message gone."""

from bot.simulator.answers import Json, bad
from bot.simulator.methods.method import Call
from bot.simulator.methods.sending import MOST_CAPTION, MOST_TEXT
from bot.simulator.rows import Chat, Message
from bot.simulator.wording import worded

DELETABLE_SECONDS = 48 * 3600
UNMODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def edit_text(call: Call) -> Json:
    """Another text, and the keyboard given with it or none."""
    chat, message = _own(call)
    if "text" not in message.body:
        raise bad("there is no text in the message to edit")
    words = worded(call.args, "text", "entities", MOST_TEXT)
    if not words["text"]:
        raise bad("message text is empty")
    if "link_preview_options" in call.args:
        words["link_preview_options"] = call.args["link_preview_options"]
    return _change(call, chat, message, ("text", "entities", "link_preview_options"), words)


def edit_caption(call: Call) -> Json:
    """Another caption, and the keyboard given with it or none."""
    chat, message = _own(call)
    if "photo" not in message.body and "document" not in message.body:
        raise bad("there is no caption in the message to edit")
    words = worded(call.args, "caption", "caption_entities", MOST_CAPTION)
    return _change(call, chat, message, ("caption", "caption_entities"), words if words["caption"] else {})


def edit_markup(call: Call) -> Json:
    """Another keyboard, or none."""
    chat, message = _own(call)
    return _change(call, chat, message, (), {})


def delete_message(call: Call) -> bool:
    """Take one message off the screen."""
    chat = call.chat()
    _delete(call, chat, call.world.memory.message(chat, call.args["message_id"], "to delete"))
    return True


def delete_messages(call: Call) -> bool:
    """Take those of the messages that exist off the screen."""
    chat = call.chat()
    if not 1 <= len(call.args["message_ids"]) <= 100:
        raise bad("message_ids must hold 1-100 items")
    screen = call.world.memory.screen(chat)
    for message in [screen[one] for one in call.args["message_ids"] if one in screen]:
        _delete(call, chat, message)
    return True


def _delete(call: Call, chat: Chat, message: Message) -> None:
    if call.world.clock() - message.body["date"] > DELETABLE_SECONDS:
        raise bad("message can't be deleted for everyone")
    call.world.memory.erase(chat, message)
    call.world.tell_of(chat, "delete", message)


def _own(call: Call) -> tuple[Chat, Message]:
    if "inline_message_id" in call.args or not {"chat_id", "message_id"} <= call.args.keys():
        raise bad("message identifier is not specified")
    chat = call.chat()
    message = call.world.memory.message(chat, call.args["message_id"], "to edit")
    if not message.by_bot or not message.editable:
        raise bad("message can't be edited")
    return chat, message


def _change(call: Call, chat: Chat, message: Message, replaced: tuple[str, ...], content: Json) -> Json:
    left_out = {*replaced, "reply_markup"}
    body: Json = {key: value for key, value in message.body.items() if key not in left_out}
    body |= content
    markup = call.args.get("reply_markup")
    if markup and markup["inline_keyboard"]:
        body["reply_markup"] = markup
    if body == message.body:
        raise bad(UNMODIFIED)
    message.body = {**body, "edit_date": int(call.world.clock())}
    call.world.memory.touch(chat, message)
    call.world.tell_of(chat, "edit", message)
    return message.body
