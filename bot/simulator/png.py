"""Small pictures (PNG), written by hand so that the simulator needs nothing to draw with."""

import struct
import zlib

GREY, COLOUR = 0, 2
_EIGHT_BITS = 8


def png(width: int, height: int, lines: bytes, colour: int = COLOUR) -> bytes:
    """A picture of lines of 8-bit samples, each line with a zero before it."""
    head = struct.pack(">IIBBBBB", width, height, _EIGHT_BITS, colour, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, content) for name, content in parts)


def blank(width: int, height: int) -> bytes:
    """A picture with nothing on it."""
    return png(width, height, bytes((width + 1) * height), GREY)


def _part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
