"""Nonsense that looks like updates: real ones, spoilt by the specification of the Bot API where there is one."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

from bot.simulator.answers import Json

FIRST_STRANGER = 9_900_000_000
_DEEP: list[Any] = []
for _ in range(60):
    _DEEP = [_DEEP]
JUNK: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 2**31, 2**63, 2**70, -(2**70), 1e308),
    *("", " ", "x" * 5000, "\x00", "\ud800", "\u202e\u200b", "'; DROP TABLE answer; --", "=1+1", "<b>", "{}"),
    *([], {}, [[]], [None], {"id": {}}, _DEEP),
)
PLAIN = {"Integer": 7, "String": "tekst", "Boolean": True, "Float": 1.5}
ROOTS = {"callback_query": "CallbackQuery", "my_chat_member": "ChatMemberUpdated"}


class Fuzz:
    """Spoils updates. `spec` is the machine-readable Bot API; without one only fields that are there are spoilt."""

    def __init__(self, chance: Random, spec: Path | None = None) -> None:
        self._chance = chance
        self._types: dict[str, Any] = json.loads(spec.read_text("utf-8"))["types"] if spec and spec.exists() else {}

    def spoilt(self, kind: str, payload: Json) -> tuple[str, Json]:
        """An update like this one, of somebody who does not exist, with something wrong in it."""
        update = deepcopy(payload)
        stranger = FIRST_STRANGER + self._chance.randrange(1000)
        for place in _people(update):
            place["id"] = stranger
        for _ in range(self._chance.randint(1, 3)):
            self._spoil(update, ROOTS.get(kind, "Message"))
        if self._chance.random() < 0.1:
            kind = self._chance.choice(("message", "edited_message", "callback_query", "my_chat_member"))
        return kind, update

    def _spoil(self, update: Json, root: str) -> None:
        spots = list(_objects(update, root, self._types))
        spot, name = self._chance.choice(spots)
        known = [one["name"] for one in self._types.get(name, {}).get("fields", [])]
        field = self._chance.choice(known if known and self._chance.random() < 0.5 else sorted(spot) or ["id"])
        if field in spot and self._chance.random() < 0.3:
            del spot[field]
        else:
            spot[field] = self._value(name, field)

    def _value(self, name: str, field: str) -> Any:
        """Something that stands in this field: of a kind that is documented, or of none."""
        fields = {one["name"]: one for one in self._types.get(name, {}).get("fields", [])}
        if field in fields and self._chance.random() < 0.4:
            return self._documented(self._chance.choice(fields[field]["types"]), 2)
        return deepcopy(self._chance.choice(JUNK))

    def _documented(self, kind: str, depth: int) -> Any:
        if kind.startswith("Array of "):
            return [self._documented(kind.removeprefix("Array of "), depth)]
        if kind in PLAIN:
            return PLAIN[kind]
        fields = self._types.get(kind, {}).get("fields", [])
        wanted = [one for one in fields if one["required"]] if depth else []
        return {one["name"]: self._documented(one["types"][0], depth - 1) for one in wanted}


def _people(thing: Any) -> Iterator[Json]:
    """Every person and private chat in an update."""
    if isinstance(thing, dict):
        if "first_name" in thing and "id" in thing:
            yield thing
        for one in thing.values():
            yield from _people(one)
    elif isinstance(thing, list):
        for one in thing:
            yield from _people(one)


def _objects(thing: Json, name: str, types: dict[str, Any]) -> Iterator[tuple[Json, str]]:
    """Every object in an update, with the name of its type as far as the specification tells."""
    yield thing, name
    kinds = {one["name"]: one["types"][0].removeprefix("Array of ") for one in types.get(name, {}).get("fields", [])}
    for field, value in list(thing.items()):
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from _objects(one, kinds.get(field, ""), types)
