"""Cleaning what people type: what a database, a spreadsheet or a screen cannot hold goes; the words stay."""

import re
import unicodedata

# NUL (PostgreSQL), other control characters (XML, so Word and Excel) and lone surrogates (both databases).
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Marks that turn the direction of all that follows; a name with one of these would mirror a whole list.
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANK_LINES = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """The text in NFC, without unstorable characters and direction overrides, with plain line ends, trimmed."""
    plain = _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = unicodedata.normalize("NFC", _OVERRIDES.sub("", plain))
    return _BLANK_LINES.sub("\n\n", plain).strip()


def utf16_length(text: str) -> int:
    """The length as Telegram counts it: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
