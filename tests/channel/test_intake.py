from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channel import intake
from bot.channel.intake import Unreadable
from bot.dialogue.events import Came, Commanded, Gave, Press, Pressed, Sender
from bot.neighbourhood.inputs import Photographed, Pointed, SentOther, Wrote

PERSON = {"id": 1001, "is_bot": False, "first_name": "Anna", "last_name": "de Vries", "language_code": "nl"}
CHAT = {"id": 1001, "type": "private", "first_name": "Anna"}
ANNA = Sender(1001, 1001, "nl", "Anna de Vries")
DATE = 1_760_000_000
AT = datetime.fromtimestamp(DATE, UTC)


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 12, "from": PERSON, "chat": CHAT, "date": DATE, **content}


def heard(kind: str = "message", **content: Any) -> Any:
    return intake.read({"update_id": 5, kind: message(**content)})


def given_by(**content: Any) -> Any:
    event = heard(**content)
    assert isinstance(event, Gave)
    return event.given


def test_a_text_is_cleaned() -> None:
    assert heard(text="  Hoi\u202e\0 daar\r\n") == Gave(ANNA, 12, AT, Wrote("Hoi daar"))


def test_a_text_of_nothing_is_something_else() -> None:
    assert given_by(text="\u202e \ud800") == SentOther("empty")


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("/start", "start", ""),
        ("/start oosterwijk", "start", "oosterwijk"),
        ("/Idee@WijkBot  een bank\nin het park ", "idee", "een bank\nin het park"),
        ("/idée", "idée", ""),
    ],
)
def test_a_command_has_a_name_and_a_rest(text: str, name: str, rest: str) -> None:
    assert heard(text=text) == Commanded(ANNA, 12, AT, name, rest)


@pytest.mark.parametrize("text", ["/", "/ of niet", "/2 keer", "en/of", "/weg-ermee"])
def test_a_slash_alone_makes_no_command(text: str) -> None:
    assert given_by(text=text) == Wrote(text)


def test_an_edited_or_forwarded_command_does_nothing_by_itself() -> None:
    edited = heard("edited_message", text="/stop", edit_date=DATE + 60)
    assert edited == Gave(ANNA, 12, datetime.fromtimestamp(DATE + 60, UTC), Wrote("/stop"), edited=True)
    assert heard(text="/stop", forward_origin={"type": "user"}) == Gave(ANNA, 12, AT, Wrote("/stop"), forwarded=True)


def test_a_reply_says_to_what() -> None:
    assert heard(text="ja", reply_to_message=message(text="?")).reply_to == 12


def test_of_a_photo_the_largest_that_can_be_fetched_counts() -> None:
    sizes = [
        {"file_id": "s", "file_unique_id": "us", "width": 90, "height": 60, "file_size": 1000},
        {"file_id": "m", "file_unique_id": "um", "width": 900, "height": 600},
        {"file_id": "l", "file_unique_id": "ul", "width": 9000, "height": 6000, "file_size": 21 * 1024 * 1024},
    ]
    assert given_by(photo=sizes, caption=" Kijk ", media_group_id="77") == Photographed("m", "um", "Kijk", "77")
    assert given_by(photo=sizes[2:]) == SentOther("photo")


def test_a_picture_sent_as_a_file_is_a_picture() -> None:
    file = {"file_id": "d", "file_unique_id": "ud", "mime_type": "image/png", "file_size": 5}
    assert given_by(document=file) == Photographed("d", "ud", size=5)
    assert given_by(document=file | {"file_size": 10**9}) == SentOther("document")
    assert given_by(document=file | {"mime_type": "image/svg+xml"}) == SentOther("document")
    assert given_by(document=file, animation={"file_id": "a"}) == Photographed("d", "ud", size=5)


def test_a_place_is_a_place_and_a_moving_one_is_live() -> None:
    place = {"latitude": 52.1, "longitude": 5}
    assert heard(location=place) == Gave(ANNA, 12, AT, Pointed(52.1, 5.0))
    assert heard(location=place | {"live_period": 900}).live
    moved = heard("edited_message", location=place)
    assert (moved.live, moved.edited) == (True, True)
    assert given_by(venue={"title": "Café"}, location=place) == Pointed(52.1, 5.0)


@pytest.mark.parametrize("what", ["sticker", "voice", "video_note", "contact", "poll", "dice", "animation"])
def test_what_no_question_can_use_keeps_its_name(what: str) -> None:
    assert given_by(**{what: {"some": "thing"}}) == SentOther(what)


@pytest.mark.parametrize(
    "update",
    [
        {"message": message(pinned_message=message(text="x"))},
        {"message": message(text="x") | {"chat": {"id": -5, "type": "supergroup"}}},
        {"message": message(text="x") | {"from": PERSON | {"is_bot": True}}},
        {"my_chat_member": {"chat": {"id": -5, "type": "group"}}},
        {"callback_query": {"id": "1", "from": PERSON, "message": message() | {"chat": {"id": -5, "type": "group"}}}},
        {"poll_answer": {}},
        {"update_id": 3},
    ],
)
def test_what_is_not_for_us_is_nothing(update: dict[str, Any]) -> None:
    assert intake.read(update) is None


def test_a_press_knows_its_prompt_and_message() -> None:
    press = {"id": "99", "from": PERSON, "message": message(text="?"), "data": "2n.o3", "chat_instance": "1"}
    assert intake.read({"callback_query": press}) == Pressed(ANNA, "99", 12, 95, Press("option", 3))


def test_a_press_under_a_lost_message_or_with_forged_data_is_still_a_press() -> None:
    lost = {"chat": CHAT, "message_id": 12, "date": 0}
    forged = intake.read({"callback_query": {"id": "99", "from": PERSON, "message": lost, "data": "drop table"}})
    assert forged == Pressed(ANNA, "99", 12, None, None)
    assert intake.read({"callback_query": {"id": "99", "from": PERSON}}) == Pressed(ANNA, "99", 0, None, None)


@pytest.mark.parametrize(("status", "inside"), [("kicked", False), ("left", False), ("member", True)])
def test_leaving_and_coming_back_is_heard(status: str, inside: bool) -> None:
    change = {"chat": CHAT, "from": PERSON, "date": DATE, "new_chat_member": {"user": {}, "status": status}}
    assert intake.read({"my_chat_member": change}) == Came(ANNA, inside)


@pytest.mark.parametrize(
    "update",
    [
        None,
        [],
        "update",
        {"message": 5},
        {"message": {"chat": CHAT}},
        {"message": message(text=5)},
        {"message": message(text="x", date="today")},
        {"message": message(text="x", date=10**30)},
        {"message": message(text="x") | {"from": {"id": "1001"}}},
        {"message": message(text="x") | {"from": PERSON | {"id": 2**63}}},
        {"message": message(location={"latitude": float("nan"), "longitude": 5})},
        {"message": message(location={"latitude": 95, "longitude": 5})},
        {"message": message(photo=[{"file_id": 3, "file_unique_id": 4, "width": 1, "height": 1}])},
        {"callback_query": {"from": PERSON}},
        {"my_chat_member": {"chat": CHAT, "from": PERSON}},
    ],
)
def test_what_cannot_be_read_is_refused(update: object) -> None:
    with pytest.raises(Unreadable):
        intake.read(update)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ["message_id", "from", "chat", "date", "text", "photo", "location", "document", "caption", "reply_to_message"]


@given(
    st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member"]),
    st.dictionaries(st.sampled_from([*FIELDS, "id", "data", "message", "new_chat_member"]), JSON, max_size=4),
)
def test_no_update_does_worse_than_unreadable(kind: str, strange: dict[str, Any]) -> None:
    sound = message(text="x", id="1", data="1.o1", message=message(), new_chat_member={"status": "member"})
    try:
        event = intake.read({"update_id": 1, kind: sound | strange})
    except Unreadable:
        return
    assert event is None or isinstance(event, Gave | Commanded | Pressed | Came)
