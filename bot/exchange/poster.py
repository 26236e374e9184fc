"""A poster to print: one A4 page with a QR code that opens a deep link, as SVG or PDF.

The page is laid out once, in millimetres from the top left; SVG and PDF only write it down. The PDF uses the fonts that
every reader of PDF has, so it holds the letters of western Europe; for others there is the SVG.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import segno

WIDE, HIGH, MARGIN = 210.0, 297.0, 20.0  # millimetres
QR_SIZE = 150.0
LEADING = 1.25
_POINTS = 72 / 25.4  # of PDF, in a millimetre
_NARROW, _WIDE_LETTERS = set("iljtfrI.,:;!|'()[] "), set("mwMW@%")


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on it: a `title`, `lines` below it, the `address` of the QR code, and what to do with that."""

    title: str
    lines: Sequence[str]
    address: str
    call: str


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text: its left end and baseline, its height and whether it is bold."""

    x: float
    y: float
    size: float
    text: str
    bold: bool = False


def svg(poster: Poster) -> bytes:
    """The page as SVG."""
    words, squares = _laid_out(poster)
    drawn = [
        f'<text x="{one.x:g}" y="{one.y:.2f}" font-size="{one.size:g}" font-weight="{"bold" if one.bold else "normal"}"'
        f">{escape(one.text)}</text>"
        for one in words
    ]
    path = "".join(f"M{x:.3f} {y:.3f}h{side:.3f}v{side:.3f}h-{side:.3f}z" for x, y, side in squares)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE:g}mm" height="{HIGH:g}mm" '
        f'viewBox="0 0 {WIDE:g} {HIGH:g}" font-family="Helvetica, Arial, sans-serif">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n' + "\n".join(drawn) + f'\n<path d="{path}"/>\n</svg>\n'
    ).encode()


def pdf(poster: Poster) -> bytes:
    """The page as PDF; UnicodeEncodeError when its letters are not in the fonts that every reader has."""
    words, squares = _laid_out(poster)
    drawn = b"".join(_pdf_words(one) for one in words)
    drawn += b"".join(_pdf_square(x, y, side) for x, y, side in squares) + b"f\n"
    content = zlib.compress(drawn)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    box = b"[0 0 %.2f %.2f]" % (WIDE * _POINTS, HIGH * _POINTS)
    return _pdf_file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox " + box + b" /Contents 4 0 R "
        b"/Resources << /Font << /F0 5 0 R /F1 6 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(content) + content + b"\nendstream",
        font % b"Helvetica",
        font % b"Helvetica-Bold",
    )


def _laid_out(poster: Poster) -> tuple[list[Words], list[tuple[float, float, float]]]:
    y, found = MARGIN, []
    size = 16.0 if len(poster.title) < 40 else 12.0
    for text in _wrapped(poster.title, size):
        y += size * LEADING
        found.append(Words(MARGIN, y, size, text, bold=True))
    y += 4
    for line in poster.lines:
        for text in _wrapped(line, 7.0):
            y += 7 * LEADING
            found.append(Words(MARGIN, y, 7, text))
    room = HIGH - MARGIN - y - 30
    side = min(QR_SIZE, room)
    top = y + 10
    squares = _qr(poster.address, MARGIN, top, side)
    y = top + side + 5
    for text in _wrapped(poster.call, 6.0):
        y += 6 * LEADING
        found.append(Words(MARGIN, y, 6, text, bold=True))
    found.append(Words(MARGIN, y + 7, 4, poster.address.removeprefix("https://")))
    return found, squares


def _wrapped(text: str, size: float) -> list[str]:
    """The text in lines that fit between the margins."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, size) <= WIDE - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _width(text: str, size: float) -> float:
    """How wide a text is, well enough for breaking lines."""
    ems = (0.3 if c in _NARROW else 0.9 if c in _WIDE_LETTERS else 0.72 if c.isupper() else 0.58 for c in text)
    return size * sum(ems)


def _qr(address: str, left: float, top: float, side: float) -> list[tuple[float, float, float]]:
    rows = segno.make(address, error="m").matrix
    step = side / len(rows)
    return [(left + x * step, top + y * step, step) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark]


def _pdf_words(one: Words) -> bytes:
    text = one.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    at = (one.bold, one.size * _POINTS, one.x * _POINTS, (HIGH - one.y) * _POINTS)
    return b"BT /F%d %.2f Tf %.2f %.2f Td (" % at + text + b") Tj ET\n"


def _pdf_square(x: float, y: float, side: float) -> bytes:
    return b"%.3f %.3f %.3f %.3f re\n" % (x * _POINTS, (HIGH - y - side) * _POINTS, side * _POINTS, side * _POINTS)


def _pdf_file(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first one is its catalogue."""
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    foot = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made))
    return made + head + table + foot
