"""Cutting a text that is too long for one message, where it hurts least."""

import re

from bot.language.clean import utf16_length

# From the best place to cut to the worst: between paragraphs, lines, sentences, words.
_BORDERS = (re.compile(r"\n\n+"), re.compile(r"\n"), re.compile(r"(?<=[.!?…]) "), re.compile(r"\s"))
# What belongs to the character before it: joiners, variation selectors, accents, skin tones.
_FOLLOWERS = re.compile("[\u200d\ufe0e\ufe0f\u0300-\u036f\u20e3\U0001f3fb-\U0001f3ff]")
_LONGEST_CHARACTER = 16


def cut(text: str, most: int) -> list[tuple[int, int]]:
    """Start and end of the pieces, each of at most `most` UTF-16 units, without white space at their borders."""
    found, start, end = [], *_trimmed(text, 0, len(text))
    while start < end:
        reach = _reach(text, start, end, most)
        stop = end if reach == end else _border(text, start, reach)
        found.append(_trimmed(text, start, stop))
        start, _ = _trimmed(text, stop, end)
    return found


def shortened(text: str, most: int) -> str:
    """The text in at most `most` characters, with an ellipsis where something was left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _reach(text: str, start: int, end: int, most: int) -> int:
    if (end - start) * 2 <= most:
        return end
    reach = min(end, start + most)
    while (over := utf16_length(text[start:reach]) - most) > 0:
        reach -= (over + 1) // 2
    return reach


def _border(text: str, start: int, reach: int) -> int:
    # A cut in the first half would leave a short message and many of them; then a lesser border is the better one.
    half = start + (reach - start) // 2
    for border in _BORDERS:
        places = [found.start() for found in border.finditer(text, half, min(reach + 1, len(text)))]
        fitting = [place for place in places if start < place <= reach]
        if fitting:
            return fitting[-1]
    return _between_characters(text, start, reach)


def _between_characters(text: str, start: int, reach: int) -> int:
    for place in range(reach, max(start, reach - _LONGEST_CHARACTER), -1):
        if not _FOLLOWERS.match(text, place) and text[place - 1] != "\u200d":
            return place
    return reach


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
