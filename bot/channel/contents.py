"""What a message holds: words, a command, a place, a picture, or something no question can use."""

import re
from typing import Any

from bot.language.clean import clean
from bot.neighbourhood.inputs import Input, Photographed, Pointed, SentOther, Wrote

Raw = dict[str, Any]

LARGEST_DOWNLOAD = 20 * 1024 * 1024

_COMMAND = re.compile(r"/([^\W\d]\w{0,63})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
# Those that can be made anew; whatever it says, a file is looked at before it is kept.
_PICTURES = frozenset({"image/jpeg", "image/jpg", "image/png", "image/webp"})
_OTHERS = (
    "animation",  # comes with a `document` beside it, so it is asked first
    "sticker",
    "voice",
    "audio",
    "video",
    "video_note",
    "document",
    "contact",
    "poll",
    "dice",
    "game",
    "story",
    "checklist",
    "paid_media",
    "live_photo",
    "rich_message",
    "invoice",
    "giveaway",
)


def given(message: Raw) -> Input | None:
    """What the message gives; None for a notice of the messenger itself, such as a pinned message."""
    if (text := message.get("text")) is not None:
        return _words(text)
    if (place := message.get("location")) is not None:
        return _place(place)
    if sizes := message.get("photo"):
        return _picture(_largest(sizes), message, "photo")
    document = message.get("document")
    if document and document.get("mime_type") in _PICTURES:
        return _picture(document if _fits(document) else None, message, "document")
    return next((SentOther(what) for what in _OTHERS if what in message), None)


def command(text: str) -> tuple[str, str] | None:
    """The name, in lower case and without the bot's own, and the rest of a text that is a command."""
    found = _COMMAND.fullmatch(text) if text.startswith("/") else None
    return (found[1].lower(), (found[2] or "").strip()) if found else None


def moving(message: Raw, edited: bool) -> bool:
    """Whether this is a live location: one that is announced as such, or that has changed since it was sent."""
    place = message.get("location")
    return place is not None and (edited or bool(place.get("live_period")))


def _words(text: str) -> Input:
    cleaned = clean(text)
    return Wrote(cleaned) if cleaned else SentOther("empty")


def _place(place: Raw) -> Input:
    latitude, longitude = float(place["latitude"]), float(place["longitude"])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("not a place on earth")
    return Pointed(latitude, longitude)


def _picture(file: Raw | None, message: Raw, what: str) -> Input:
    if file is None:
        return SentOther(what)
    name, unique, album = file["file_id"], file["file_unique_id"], message.get("media_group_id", "")
    if not all(isinstance(part, str) for part in (name, unique, album)):
        raise TypeError("not a file")
    size = file.get("file_size") or 0
    if type(size) is not int or size < 0:
        raise TypeError("not a size")
    return Photographed(name, unique, clean(message.get("caption") or ""), album, size)


def _largest(sizes: list[Raw]) -> Raw | None:
    fitting = [size for size in sizes if _fits(size)]
    return max(fitting, key=lambda size: size["width"] * size["height"], default=None)


def _fits(file: Raw) -> bool:
    return (file.get("file_size") or 0) <= LARGEST_DOWNLOAD
