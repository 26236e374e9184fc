"""The words of a message: entities read from markup or given, plus those that Telegram finds by itself."""

import re

from bot.simulator import tags
from bot.simulator.answers import Json, bad
from bot.simulator.tags import units

FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]*[^\s<>\".,!?;:)])"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@\w+)?)(?![\w/])"
    r"|(?<!\w)(?P<mention>@\w{4,32})"
    r"|(?<!\w)(?P<hashtag>#\w{1,128})"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)


def worded(args: Json, text_key: str, entities_key: str, most: int) -> Json:
    """`{text_key: …, entities_key: …}` of the arguments, trimmed and within `most` UTF-16 units."""
    text, entities = args.get(text_key, ""), args.get(entities_key, [])
    mode = args.get("parse_mode", "")
    if mode:
        if mode.lower() != "html":
            raise bad(f"unsupported parse_mode: the simulator reads HTML, not {mode}")
        text, entities = tags.parse(text)
    if units(text) > most:
        raise bad("message is too long" if text_key == "text" else "message caption is too long")
    text, entities = _trimmed(text, entities)
    found = _with_found(text, entities)
    return {text_key: text, entities_key: found} if found else {text_key: text}


def said(text: str) -> Json:
    """A person's own text, with what Telegram finds in it."""
    found = _with_found(text, [])
    return {"text": text, "entities": found} if found else {"text": text}


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    start = units(text) - units(text.lstrip())
    text = text.strip()
    end = units(text)
    kept = []
    for entity in entities:
        first = max(0, entity["offset"] - start)
        last = min(end, entity["offset"] + entity["length"] - start)
        if first < last:
            kept.append({**entity, "offset": first, "length": last - first})
    return text, kept


def _with_found(text: str, entities: list[Json]) -> list[Json]:
    if not any(sign in text for sign in "/@#"):
        return entities
    found = [*entities]
    for match in FOUND.finditer(text):
        offset, length = units(text[: match.start()]), units(match[0])
        if not any(entity["offset"] < offset + length and offset < entity["offset"] + entity["length"]
                   for entity in entities if entity["type"] in ("code", "pre", "text_link")):  # fmt: skip
            found.append({"type": match.lastgroup, "offset": offset, "length": length})
    return sorted(found, key=lambda entity: (entity["offset"], -entity["length"]))
