"""Keyboards under messages and in place of the letter keyboard, checked to the last button."""

from typing import Any

from bot.simulator.answers import Json, bad
from bot.simulator.methods.kinds import (
    BOOLEAN,
    STRING,
    Kind,
    Shape,
    Wrong,
    list_of,
    one_of,
    opened,
    shaped,
    unserved,
    words,
)

STYLE = one_of("danger", "success", "primary")
LOOK = {"icon_custom_emoji_id": STRING, "style": STYLE}
ACTIONS = ("url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
           "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay")  # fmt: skip
WEB_APP = shaped(Shape("WebAppInfo", {"url": STRING}))
MOST_BUTTONS = 100
MOST_IN_ROW = 8


def _one_action(button: Json) -> None:
    if not button["text"].strip():
        raise bad('can\'t parse inline keyboard button: Field "text" must be non-empty')
    actions = [key for key in ACTIONS if key in button]
    if not actions:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad(f"can't parse inline keyboard button: it has both {actions[0]} and {actions[1]}")
    if not 1 <= len(button.get("callback_data", "x").encode("utf-8", "surrogatepass")) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if not button.get("url", "https://").lower().startswith(("http://", "https://", "tg://")):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Unsupported URL protocol")


INLINE_BUTTON = Shape(
    "InlineKeyboardButton",
    {"text": STRING},
    {
        **LOOK,
        "url": STRING,
        "callback_data": STRING,
        "web_app": WEB_APP,
        "login_url": unserved("LoginUrl"),
        "switch_inline_query": unserved("String"),
        "switch_inline_query_current_chat": unserved("String"),
        "switch_inline_query_chosen_chat": unserved("SwitchInlineQueryChosenChat"),
        "copy_text": shaped(Shape("CopyTextButton", {"text": words(1, 256)})),
        "callback_game": unserved("CallbackGame"),
        "pay": unserved("Boolean"),
    },
    _one_action,
)


def _labelled(button: Json) -> None:
    if not button["text"].strip():
        raise bad('can\'t parse keyboard button: Field "text" must be non-empty')
    if len(button.keys() - {"text", *LOOK}) > 1:
        raise bad("can't parse keyboard button: it asks for more than one thing")


REPLY_BUTTON = Shape(
    "KeyboardButton",
    {"text": STRING},
    {
        **LOOK,
        "request_users": unserved("KeyboardButtonRequestUsers"),
        "request_chat": unserved("KeyboardButtonRequestChat"),
        "request_managed_bot": unserved("KeyboardButtonRequestManagedBot"),
        "request_contact": BOOLEAN,
        "request_location": BOOLEAN,
        "request_poll": unserved("KeyboardButtonPollType"),
        "web_app": WEB_APP,
    },
    _labelled,
)


def _rows(button: Shape) -> Kind:
    def plain(value: Any) -> Any:
        return button.read(value if isinstance(value, dict) else {"text": value})

    single = Kind((button.name,), plain if button is REPLY_BUTTON else button.read)
    return list_of(list_of(single, MOST_IN_ROW), MOST_BUTTONS)


def _not_too_many(markup: Json) -> None:
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    if "keyboard" in markup and not rows:
        raise bad("object expected as reply markup: the keyboard has no rows")


PLACEHOLDER = words(1, 64)
INLINE = Shape("InlineKeyboardMarkup", {"inline_keyboard": _rows(INLINE_BUTTON)}, rule=_not_too_many)
REPLY = Shape(
    "ReplyKeyboardMarkup",
    {"keyboard": _rows(REPLY_BUTTON)},
    {
        "is_persistent": BOOLEAN,
        "resize_keyboard": BOOLEAN,
        "one_time_keyboard": BOOLEAN,
        "input_field_placeholder": PLACEHOLDER,
        "selective": BOOLEAN,
    },
    _not_too_many,
)


def _said_true(key: str) -> Any:
    def rule(markup: Json) -> None:
        if not markup[key]:
            raise Wrong(f"{key} must be True")

    return rule


REMOVE = Shape("ReplyKeyboardRemove", {"remove_keyboard": BOOLEAN}, {"selective": BOOLEAN},
               _said_true("remove_keyboard"))  # fmt: skip
FORCE_REPLY = Shape("ForceReply", {"force_reply": BOOLEAN},
                    {"input_field_placeholder": PLACEHOLDER, "selective": BOOLEAN},
                    _said_true("force_reply"))  # fmt: skip
BY_KEY = {"inline_keyboard": INLINE, "keyboard": REPLY, "remove_keyboard": REMOVE, "force_reply": FORCE_REPLY}


def _markup(value: Any) -> Json:
    given = opened(value)
    for key, shape in BY_KEY.items():
        if isinstance(given, dict) and key in given:
            return shape.read(given)
    raise bad("object expected as reply markup")


MARKUP = Kind(tuple(shape.name for shape in BY_KEY.values()), _markup)
INLINE_MARKUP = shaped(INLINE)
