"""Photos are made anew: nothing that a phone wrote into them is kept, and what is no photo is refused kindly."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from bot.channel.files import keep
from bot.clock.photos import PhotoFetcher
from bot.clock.pictures import LONGEST_SIDE, NoPicture, made_anew
from bot.simulator.people import PICTURE
from tests.dialogue.test_photos import portrait
from tests.talk.talker import Talker
from tests.talk.village import Village, WorldTelegram

SECRET = b"Dorpsstraat 5, of Anna"
GPS, ORIENTATION, DESCRIPTION = 0x8825, 0x0112, 0x010E


def drawn(form: str = "JPEG", size: tuple[int, int] = (64, 48), **options: Any) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    written = BytesIO()
    picture.save(written, form, **options)
    return written.getvalue()


def telling() -> bytes:
    """A photo that tells where it was made, with a thumbnail of what was cut off, upside down."""
    exif = Image.Exif()
    exif[DESCRIPTION] = SECRET.decode()
    exif[ORIENTATION] = 3
    exif[GPS] = {1: "N", 2: (52.0, 5.0, 30.0)}
    return drawn(exif=exif, comment=SECRET) + SECRET


def test_nothing_that_was_written_into_a_photo_stays() -> None:
    content = telling()
    assert SECRET in content
    made = made_anew(content)
    assert SECRET not in made
    with Image.open(BytesIO(made)) as picture:
        assert (dict(picture.getexif()), picture.info.get("comment")) == ({}, None)


def test_it_stands_upright_as_it_did() -> None:
    with Image.open(BytesIO(made_anew(telling()))) as picture:
        red, _green, blue = picture.convert("RGB").getpixel((5, 5))  # type: ignore[misc]
        assert blue > red


def test_words_in_a_png_go_and_what_is_see_through_becomes_white() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET.decode())
    written = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(written, "PNG", pnginfo=info)
    made = made_anew(written.getvalue())
    assert SECRET not in made
    with Image.open(BytesIO(made)) as picture:
        assert picture.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_large_picture_becomes_smaller_and_keeps_its_shape(form: str) -> None:
    with Image.open(BytesIO(made_anew(drawn(form, (5120, 2560))))) as picture:
        assert (picture.format, picture.size) == ("JPEG", (LONGEST_SIDE, LONGEST_SIDE // 2))


def bomb() -> bytes:
    """A few kilobytes that would be read as 100,000 by 100,000 pixels."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(10_000_000))), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part)) for name, part in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"<svg/>",
        b"GIF89a" + bytes(100),
        drawn()[:300],
        PICTURE[:40],
        bomb(),
        b"%PDF-1.4",
        drawn("BMP"),
    ],
)
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    with pytest.raises(NoPicture):
        made_anew(content)


@given(st.binary(max_size=200), st.integers(0, 600))
def test_a_damaged_photo_is_a_photo_or_is_refused(damage: bytes, place: int) -> None:
    whole = drawn()
    try:
        made = made_anew(whole[:place] + damage + whole[place + len(damage) :])
    except NoPicture:
        return
    assert made.startswith(b"\xff\xd8\xff")


async def fetches(village: Village, directory: Path) -> None:
    """The clock fetches what waits."""
    store, desk, outbox, _poller = await village.bot()
    fetcher = PhotoFetcher(store, WorldTelegram(village.world), desk, outbox, directory)
    async with store.writing() as books:
        due = await books.dues.claim(10, ["photo"], desk.now())
    for one in due:
        await fetcher(one)
    await outbox.drain()
    await desk.settle()


async def test_a_photo_is_kept_without_what_the_phone_wrote_into_it(
    village: Village, anna: Talker, tmp_path: Path
) -> None:
    village.plays(portrait)
    await anna.says("/portrait")
    await anna.sends_photo(telling())
    await fetches(village, tmp_path / "photos")
    (photo,) = await village.rows("photo")
    assert photo["state"] == "stored"
    assert SECRET not in (tmp_path / "photos" / photo["stored"]).read_bytes()


async def test_a_photo_sent_as_a_file_is_taken_likewise(village: Village, anna: Talker, tmp_path: Path) -> None:
    village.plays(portrait)
    await anna.says("/portrait")
    await anna.sends_document("street.png", drawn("PNG"), "image/png")
    assert anna.hears("What is it called?")
    await fetches(village, tmp_path / "photos")
    assert [row["state"] for row in await village.rows("photo")] == ["stored"]


async def test_a_file_that_only_says_it_is_a_photo_opens_the_question_again(
    village: Village, anna: Talker, tmp_path: Path
) -> None:
    village.plays(portrait)
    await anna.says("/portrait")
    await anna.sends_document("street.png", b"MZ no photo at all", "image/png")
    await fetches(village, tmp_path / "photos")
    assert anna.hears("I cannot use that file: it is no photo that I know")
    assert anna.hears("One photo, please")
    assert not (tmp_path / "photos").exists()


async def test_another_file_is_refused_at_once(village: Village, anna: Talker) -> None:
    village.plays(portrait)
    await anna.says("/portrait")
    await anna.sends_document("letter.pdf", b"%PDF-1.4", "application/pdf")
    assert anna.hears("I cannot use that file. Please send a photo")


def test_a_picture_that_was_made_anew_can_be_kept(tmp_path: Path) -> None:
    keep(made_anew(PICTURE), tmp_path / "p.jpg")
    assert (tmp_path / "p.jpg").stat().st_size > 0
