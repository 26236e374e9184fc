"""What else a person can send than words: the insides of messages, as the Bot API describes them."""

from bot.simulator.answers import Json, Upload
from bot.simulator.files import Files
from bot.simulator.rows import Bot, User
from bot.simulator.tags import units
from bot.simulator.wording import said

MOST_TEXT = 4096


def pieces(text: str) -> list[str]:
    """The text as Telegram's apps send it: cut into messages of at most 4096 UTF-16 units."""
    if units(text) <= MOST_TEXT:
        return [text]
    cut: list[str] = []
    piece, room = "", MOST_TEXT
    for sign in text:
        if units(sign) > room:
            cut.append(piece)
            piece, room = "", MOST_TEXT
        piece += sign
        room -= units(sign)
    return [*cut, piece]


def captioned(caption: str) -> Json:
    """A caption with what Telegram finds in it, or nothing."""
    words = said(caption)
    found = {"caption": words["text"], "caption_entities": words.get("entities", [])}
    return {key: value for key, value in found.items() if value}


def contact(user: User) -> Json:
    """The person's own number."""
    number = f"+31970{user.id % 100_000_000:08d}"
    return {"contact": {"phone_number": number, "first_name": user.first_name, "user_id": user.id}}


def sticker(files: Files, bot: Bot, emoji: str) -> Json:
    """A still sticker."""
    file = files.add(bot, Upload("sticker.webp", b"RIFF" + emoji.encode(), "image/webp"), "stickers")
    named = {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}
    shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return {"sticker": {**named, **shape, "emoji": emoji}}


def voice(files: Files, bot: Bot, seconds: int) -> Json:
    """A voice message."""
    file = files.add(bot, Upload("voice.oga", b"OggS" + bytes(seconds), "audio/ogg"), "voice")
    named = {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}
    return {"voice": {**named, "duration": seconds, "mime_type": "audio/ogg"}}


def poll(poll_id: str, question: str, options: tuple[str, ...]) -> Json:
    """A poll of the person's own."""
    asked = [
        {"persistent_id": str(number), "text": text, "voter_count": 0} for number, text in enumerate(options, start=1)
    ]
    settings = dict.fromkeys(("is_closed", "allows_multiple_answers", "allows_revoting", "members_only"), False)
    head = {"id": poll_id, "question": question, "options": asked, "total_voter_count": 0}
    return {"poll": {**head, **settings, "is_anonymous": True, "type": "regular"}}


def forwarded(text: str, by: str, date: int) -> Json:
    """Somebody else's words, passed on; their account stays hidden."""
    return {**said(text), "forward_origin": {"type": "hidden_user", "sender_user_name": by, "date": date}}
