"""What the chat page can ask a phone to do: each deed with the JSON it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.simulator import contents
from bot.simulator.answers import Json
from bot.simulator.methods.kinds import INTEGER, STRING, Kind, Shape, list_of, real, whole, words
from bot.simulator.phone import Phone

PLACE: dict[str, Kind] = {"latitude": real(-90, 90), "longitude": real(-180, 180)}
MESSAGE: dict[str, Kind] = {"message_id": INTEGER}
SPOT: dict[str, Kind] = {"row": whole(0, 100), "column": whole(0, 100)}
OPTIONS = ("Ja", "Nee")


@dataclass(frozen=True)
class Deed:
    """`do` is done with the phone and the checked JSON; an address it returns is for the page to open."""

    asks: Shape
    do: Callable[[Phone, Json], Any]


def _deed(
    name: str,
    do: Callable[[Phone, Json], Any],
    needs: dict[str, Kind] | None = None,
    takes: dict[str, Kind] | None = None,
) -> tuple[str, Deed]:
    return name, Deed(Shape(name, needs or {}, takes or {}), do)


def _sticker(phone: Phone, asked: Json) -> None:
    phone.send(contents.sticker(phone.world.files, phone.bot, asked.get("emoji", "🏡")))


def _voice(phone: Phone, asked: Json) -> None:
    phone.send(contents.voice(phone.world.files, phone.bot, asked.get("duration", 3)))


def _forward(phone: Phone, asked: Json) -> None:
    text, by = asked.get("text", "Hoi"), asked.get("from", "Buurvrouw")
    phone.send(contents.forwarded(text, by, int(phone.world.clock())))


def _poll(phone: Phone, asked: Json) -> None:
    options = tuple(asked.get("options", OPTIONS))
    phone.send(contents.poll(phone.world.ticket(phone.bot), asked.get("question", "Buurtfeest?"), options))


DEEDS = dict(
    [
        _deed("say", lambda on, asked: on.say(asked["text"], asked.get("reply_to")), {"text": STRING},
              {"reply_to": INTEGER}),
        _deed("start", lambda on, asked: on.start(asked.get("payload", "")), takes={"payload": words(0, 64)}),
        _deed("tap", lambda on, asked: on.tap(asked["message_id"], asked["row"], asked["column"]), {**MESSAGE, **SPOT}),
        _deed("tap_reply", lambda on, asked: on.tap_reply(**asked), SPOT, PLACE),
        _deed("edit", lambda on, asked: on.edit(asked["message_id"], asked["text"]), {**MESSAGE, "text": STRING}),
        _deed("location", lambda on, asked: on.location(**asked), PLACE, {"live_period": whole(60, 86400)}),
        _deed("move", lambda on, asked: on.move(**asked), {**MESSAGE, **PLACE}),
        _deed("block", lambda on, asked: on.block()),
        _deed("unblock", lambda on, asked: on.unblock()),
        _deed("sticker", _sticker, takes={"emoji": STRING}),
        _deed("voice", _voice, takes={"duration": whole(1, 3600)}),
        _deed("forward", _forward, takes={"text": STRING, "from": STRING}),
        _deed("poll", _poll, takes={"question": words(1, 300), "options": list_of(words(1, 100), 12)}),
        _deed("contact", lambda on, asked: on.send(contents.contact(on.user))),
    ]
)  # fmt: skip
