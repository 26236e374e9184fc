"""The simulator's own table against the machine-readable Bot API."""

import json

import pytest

from bot.simulator import Person, Upload
from bot.simulator.methods import keyboards, shapes
from bot.simulator.methods.kinds import Kind, Shape
from bot.simulator.methods.table import METHODS
from bot.simulator.people import PICTURE

ALL_SHAPES = [
    *keyboards.BY_KEY.values(),
    keyboards.INLINE_BUTTON,
    keyboards.REPLY_BUTTON,
    shapes.ENTITY,
    shapes.PHOTO,
    shapes.DOCUMENT,
    shapes.LINK_PREVIEW_OPTIONS,
    shapes.REPLY,
    shapes.COMMAND,
    *shapes.SCOPES.values(),
    *shapes.MENU_BUTTONS.values(),
]
PYTHON = {"Integer": int, "String": str, "Boolean": bool, "Float": (int, float)}


@pytest.fixture(scope="session")
def spec(spec_file):
    return json.loads(spec_file.read_text())


def documented(fields):
    return {one["name"]: (set(one["types"]), one["required"]) for one in fields}


def ours(thing):
    kinds: dict[str, tuple[Kind, bool]] = {name: (kind, True) for name, kind in thing.needs.items()}
    kinds |= {name: (kind, False) for name, kind in thing.takes.items()}
    return {name: (set(kind.types), required) for name, (kind, required) in kinds.items()}


@pytest.mark.parametrize("name", METHODS)
def test_a_method_has_exactly_the_documented_parameters(spec, name):
    assert ours(METHODS[name]) == documented(spec["methods"][name].get("fields", []))


@pytest.mark.parametrize("shape", ALL_SHAPES, ids=lambda shape: shape.name)
def test_an_object_has_exactly_the_documented_fields(spec, shape: Shape):
    assert ours(shape) == documented(spec["types"][shape.name]["fields"])


def misfits(spec, value, types, where):
    """Everything in a value that its documented types do not allow."""
    found = [list(_misfits_of(spec, value, one, where)) for one in types]
    return min(found, key=len)


def _misfits_of(spec, value, kind, where):
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            yield f"{where} is no list"
            return
        for number, one in enumerate(value):
            yield from misfits(spec, one, [kind.removeprefix("Array of ")], f"{where}[{number}]")
    elif kind in PYTHON:
        if not isinstance(value, PYTHON[kind]) or (kind == "Integer" and isinstance(value, bool)):
            yield f"{where} is no {kind}"
    elif "subtypes" in spec["types"][kind]:
        yield from misfits(spec, value, spec["types"][kind]["subtypes"], where)
    else:
        yield from _misfits_of_object(spec, value, spec["types"][kind]["fields"], where)


def _misfits_of_object(spec, value, fields, where):
    if not isinstance(value, dict):
        yield f"{where} is no object"
        return
    known = {one["name"]: one for one in fields}
    yield from (f"{where}.{name} is not documented" for name in value.keys() - known.keys())
    for name, one in known.items():
        if name in value:
            yield from misfits(spec, value[name], one["types"], f"{where}.{name}")
        elif one["required"]:
            yield f"{where}.{name} is missing"


def test_every_update_a_person_can_cause_is_as_documented(spec, ask, updates, world):
    anna = Person(world, "Anna")
    anna.starts("payload")
    said = anna.says("zie https://wijk.nl en /help")
    anna.edits(said, "of niet")
    anna.moves(anna.shares_location(52.1, 5.1, live_period=60), 52.2, 5.2)
    anna.says("antwoord", reply_to=said)
    anna.sends_album(2, "wij")
    anna.sends_document("a.pdf", b"%PDF", "application/pdf")
    anna.sends_sticker()
    anna.sends_voice()
    anna.sends_poll("?", "a", "b")
    anna.shares_contact()
    anna.forwards("hoor!")
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}
    sent = ask("sendMessage", chat_id=anna.id, text="?", reply_markup=keyboard)
    anna.taps("Ja")
    ask("deleteMessage", chat_id=anna.id, message_id=sent["message_id"])
    anna.presses(sent["message_id"], "y")
    anna.blocks()
    anna.unblocks()
    heard = updates()
    assert len(heard) == 18
    assert misfits(spec, heard, ["Array of Update"], "updates") == []


def test_every_result_is_as_documented(spec, ask, anna):
    to = {"chat_id": anna.id}
    sent = ask("sendMessage", **to, text="<b>?</b>", parse_mode="HTML")
    ids = {**to, "message_id": sent["message_id"]}
    photo = {"photo": Upload("x.png", PICTURE)}
    document = ask("sendDocument", {"document": Upload("a.csv", b"a", "text/csv")}, **to)
    album = [{"type": "document", "media": document["document"]["file_id"]}] * 2
    results = {
        "sendMessage": sent,
        "sendPhoto": ask("sendPhoto", photo, **to, has_spoiler=True, show_caption_above_media=True, caption="x"),
        "sendDocument": document,
        "sendLocation": ask("sendLocation", **to, latitude=1, longitude=2, live_period=60),
        "sendVenue": ask("sendVenue", **to, latitude=1, longitude=2, title="a", address="b"),
        "sendMediaGroup": ask("sendMediaGroup", **to, media=album),
        "copyMessage": ask("copyMessage", **ids, from_chat_id=anna.id),
        "editMessageText": ask("editMessageText", **ids, text="!"),
        "getFile": ask("getFile", file_id=document["document"]["file_id"]),
        "getChat": ask("getChat", **to),
        "getMe": ask("getMe"),
        "getWebhookInfo": ask("getWebhookInfo"),
        "getMyCommands": ask("getMyCommands"),
        "deleteMessage": ask("deleteMessage", **ids),
    }
    for name, result in results.items():
        assert misfits(spec, result, spec["methods"][name]["returns"], name) == []
