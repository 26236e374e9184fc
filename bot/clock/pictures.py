"""Pictures made anew: what a phone writes into a photo (where, when, whose) does not come along.

What comes in can be anything: it is opened with a limit, as one of a few formats only, and nothing of it is kept but
the picture itself, upright, as a JPEG.
"""

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE = 2560  # pixels
MOST_PIXELS = 25_000_000
# A JPEG can be read at a part of its size, so a large one takes no more room in memory.
MOST_PIXELS_OF_JPEG = 100_000_000
QUALITY = 85


class NoPicture(ValueError):
    """This is no picture of a known format, it is damaged, or it is too large."""


def made_anew(content: bytes) -> bytes:
    """The same picture as a JPEG with nothing in it but the picture; blocking. Raises `NoPicture`."""
    # Here, because it takes time and memory that a bot without photos does not need.
    from PIL import Image

    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            most = MOST_PIXELS_OF_JPEG if picture.format == "JPEG" else MOST_PIXELS
            if picture.width * picture.height > most:
                raise NoPicture("too many pixels")
            return _written(picture)
    except NoPicture:
        raise
    except Exception as error:  # a damaged or hostile file can make a decoder raise anything
        raise NoPicture(type(error).__name__) from error


def _written(picture: "Image") -> bytes:
    from PIL import Image, ImageOps

    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    plain = Image.new("RGB", upright.size, "white")  # a new one: nothing that was written into the old one
    plain.paste(upright, mask=upright)
    written = BytesIO()
    plain.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
