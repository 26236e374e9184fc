"""From an update, a raw dictionary of the Bot API, to an event.

Read by hand: parsing a whole update into objects costs more than all the rest of a button press, and one strange field
would spoil a batch. Only private chats with people count; anything else is nobody's event.
"""

import traceback
from datetime import UTC, datetime
from typing import Any

from bot.channel import contents, presses
from bot.dialogue.events import Came, Commanded, Event, Gave, Pressed, Sender
from bot.language.clean import clean
from bot.neighbourhood.inputs import Wrote

Raw = dict[str, Any]

LONGEST_NAME = 128
_LONGEST_CODE = 35
_LARGEST_NUMBER = 2**63 - 1


class Unreadable(ValueError):
    """This update is not what the Bot API describes."""


def read(update: object) -> Event | None:
    """The event of one update, or None when it is not for us. Raises `Unreadable`, and nothing else."""
    if not isinstance(update, dict):
        raise Unreadable("not an object")
    try:
        return _read(update)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError) as error:
        # Not the error's own words: they can hold what somebody wrote, and this is told in the log.
        raise Unreadable(f"{type(error).__name__} in {_place(error)}") from error


def _read(update: Raw) -> Event | None:
    if press := update.get("callback_query"):
        return _pressed(press)
    if message := update.get("message"):
        return _message(message, edited=False)
    if message := update.get("edited_message"):
        return _message(message, edited=True)
    if change := update.get("my_chat_member"):
        return _came(change)
    return None


def _place(error: BaseException) -> str:
    """The function that could not read on."""
    return traceback.extract_tb(error.__traceback__)[-1].name


def _pressed(press: Raw) -> Event | None:
    message = press.get("message") or {}
    chat = message.get("chat")
    if chat is not None and chat["type"] != "private":
        return None
    sender = _sender(press["from"], chat)
    prompt, what = presses.read(press.get("data"))
    number = _whole(message["message_id"]) if message else 0
    return Pressed(sender, _text(press["id"]), number, prompt, what)


def _message(message: Raw, edited: bool) -> Event | None:
    chat = message["chat"]
    if chat["type"] != "private" or message["from"].get("is_bot"):
        return None
    sender, number = _sender(message["from"], chat), _whole(message["message_id"])
    at = datetime.fromtimestamp(_whole(message.get("edit_date") or message["date"]), UTC)
    forwarded = "forward_origin" in message or "forward_date" in message
    given = contents.given(message)
    if given is None:
        return None
    if isinstance(given, Wrote) and not (edited or forwarded) and (command := contents.command(given.text)):
        return Commanded(sender, number, at, *command)
    live = contents.moving(message, edited)
    return Gave(sender, number, at, given, edited, _replied(message), forwarded, live)


def _came(change: Raw) -> Event | None:
    if change["chat"]["type"] != "private":
        return None
    status = _text(change["new_chat_member"]["status"])
    return Came(_sender(change["from"], change["chat"]), inside=status not in ("kicked", "left"))


def _replied(message: Raw) -> int | None:
    original = message.get("reply_to_message")
    return _whole(original["message_id"]) if original else None


def _sender(person: Raw, chat: Raw | None) -> Sender:
    number = _whole(person["id"])
    name = clean(f"{_text(person.get('first_name', ''))} {_text(person.get('last_name', ''))}")[:LONGEST_NAME]
    code = clean(_text(person.get("language_code", "")))[:_LONGEST_CODE]
    return Sender(number, _whole(chat["id"]) if chat else number, code, name)


def _whole(value: object) -> int:
    if type(value) is not int or abs(value) > _LARGEST_NUMBER:
        raise TypeError("not a whole number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
