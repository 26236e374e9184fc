"""Files up and down."""

import struct

import pytest

from bot.simulator import TOKEN, Upload, World
from bot.simulator.files import dimensions
from bot.simulator.people import PICTURE


def jpeg(width, height):
    return b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"rest"


def test_a_photo_comes_up_in_two_sizes_and_down_again(ask, world, updates, anna):
    anna.sends_photo(PICTURE, "Kijk")
    small, full = updates()[-1]["message"]["photo"]
    assert (small["width"], full["width"], full["height"]) == (320, 800, 600)
    assert small["file_id"] != full["file_id"]
    found = ask("getFile", file_id=full["file_id"])
    assert found["file_size"] == len(PICTURE)
    assert world.download(TOKEN, found["file_path"]) == PICTURE


def test_a_download_path_holds_an_hour(ask, world, updates, anna, clock):
    anna.sends_photo()
    path = ask("getFile", file_id=updates()[-1]["message"]["photo"][-1]["file_id"])["file_path"]
    clock.pass_(3601)
    assert world.download(TOKEN, path) is None


def test_an_unknown_file_is_refused(refuse):
    assert refuse("getFile", file_id="nonsense") == "Bad Request: wrong file identifier/HTTP URL specified"


def test_another_bots_file_is_unknown(world, refuse, updates, anna):
    other = World.add_bot(world, "77:other", "Other", "other_bot")
    anna.sends_photo()
    file_id = updates()[-1]["message"]["photo"][-1]["file_id"]
    assert world.call(other.token, "getFile", {"file_id": file_id}).status == 400


def test_a_document_is_uploaded_and_sent_again_by_its_id(ask, anna):
    upload = Upload("ideas.csv", b"a;b\n", "text/csv")
    sent = ask("sendDocument", {"document": upload}, chat_id=anna.id, caption="<b>Alles</b>", parse_mode="HTML")
    assert sent["document"]["file_name"] == "ideas.csv"
    assert sent["caption_entities"] == [{"type": "bold", "offset": 0, "length": 5}]
    again = ask("sendDocument", chat_id=anna.id, document=sent["document"]["file_id"])
    assert again["document"]["file_unique_id"] == sent["document"]["file_unique_id"]
    assert anna.hears("[document ideas.csv]")


def test_an_attached_file_is_found_by_name(ask, refuse, anna):
    upload = {"street": Upload("street.png", PICTURE, "image/png")}
    assert ask("sendPhoto", upload, chat_id=anna.id, photo="attach://street")["photo"]
    assert refuse("sendPhoto", chat_id=anna.id, photo="attach://street") == (
        'Bad Request: file "street" was not uploaded'
    )


def test_an_album_has_two_to_ten_of_one_sort(ask, refuse, anna):
    files = {name: Upload(f"{name}.png", PICTURE + name.encode()) for name in "ab"}
    album = [{"type": "photo", "media": f"attach://{name}", "caption": name} for name in "ab"]
    sent = ask("sendMediaGroup", files, chat_id=anna.id, media=album)
    assert sent[0]["media_group_id"] == sent[1]["media_group_id"]
    assert refuse("sendMediaGroup", files, chat_id=anna.id, media=album[:1]).endswith("group must include 2-10 items")
    mixed = [album[0], {"type": "document", "media": "attach://b"}]
    assert "mixes photos and documents" in refuse("sendMediaGroup", files, chat_id=anna.id, media=mixed)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no picture", "Bad Request: IMAGE_PROCESS_FAILED"),
        (b"", "Bad Request: file must be non-empty"),
        (PICTURE + bytes(10 * 1024 * 1024), "Request Entity Too Large"),
    ],
)
def test_a_bad_picture_is_refused(refuse, anna, content, reason):
    assert refuse("sendPhoto", {"photo": Upload("x.png", content)}, chat_id=anna.id) == reason


def test_the_simulator_fetches_nothing_from_the_internet(refuse, anna):
    assert refuse("sendPhoto", chat_id=anna.id, photo="https://x.nl/a.png").endswith("failed to get HTTP URL content")


def test_a_caption_has_at_most_1024_units(refuse, anna):
    said = refuse("sendPhoto", {"photo": Upload("x.png", PICTURE)}, chat_id=anna.id, caption="x" * 1025)
    assert said == "Bad Request: message caption is too long"


def test_a_large_file_cannot_be_downloaded(ask, refuse, anna):
    upload = Upload("big.bin", bytes(21 * 1024 * 1024))
    sent = ask("sendDocument", {"document": upload}, chat_id=anna.id)
    assert refuse("getFile", file_id=sent["document"]["file_id"]) == "Bad Request: file is too big"


def test_a_caption_can_be_edited(ask, anna):
    sent = ask("sendPhoto", {"photo": Upload("x.png", PICTURE)}, chat_id=anna.id, caption="oud")
    edited = ask("editMessageCaption", chat_id=anna.id, message_id=sent["message_id"], caption="nieuw")
    assert edited["caption"] == "nieuw"
    assert anna.hears("[photo] nieuw")


@pytest.mark.parametrize(
    ("content", "size"), [(PICTURE, (800, 600)), (jpeg(1024, 768), (1024, 768)), (b"\xff\xd8\xff", (1280, 960))]
)
def test_dimensions_are_read_from_the_picture(content, size):
    assert dimensions(content) == size
