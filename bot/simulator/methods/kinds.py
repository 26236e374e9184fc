"""Kinds of parameter values: how each is read, and what the Bot API documentation calls it."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.answers import Json, Upload


class Wrong(Exception):
    """A value that is not what its parameter asks for."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`types` are the documentation's words; `read` gives the checked value or raises `Wrong`."""

    types: tuple[str, ...]
    read: Callable[[Any], Any]


@dataclass(frozen=True)
class Shape:
    """A JSON object: its documented name, the fields it must and may have, and a rule over the whole."""

    name: str
    needs: dict[str, Kind]
    takes: dict[str, Kind] = field(default_factory=dict)
    rule: Callable[[Json], None] | None = None

    def read(self, value: Any) -> Json:
        """The checked object; unknown, missing and wrong fields are refused by name."""
        given = opened(value)
        if not isinstance(given, dict):
            raise Wrong(f"must be a JSON object {self.name}")
        read: Json = {}
        for key, one in given.items():
            kind = self.needs.get(key) or self.takes.get(key)
            if kind is None:
                raise Wrong(f'{self.name} has no field "{key}"')
            if one is not None:
                read[key] = _inside(f"{self.name}.{key}", kind, one)
        for key in self.needs:
            if key not in read:
                raise Wrong(f'{self.name} lacks the field "{key}"')
        if self.rule is not None:
            self.rule(read)
        return read


def _inside(where: str, kind: Kind, value: Any) -> Any:
    try:
        return kind.read(value)
    except Wrong as wrong:
        raise Wrong(f"{where} {wrong}") from None


def opened(value: Any) -> Any:
    """The value behind a JSON-serialised string, as forms send objects."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise Wrong("is not valid JSON") from None


def _integer(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,19}", value):
        return int(value)
    raise Wrong("must be an Integer")


def _float(value: Any) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?([eE]-?\d+)?", value):
        return float(value)
    raise Wrong("must be a Float")


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise Wrong("must be a String")


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise Wrong("must be a Boolean")


def _chat(value: Any) -> int | str:
    return value if isinstance(value, str) and value.startswith("@") else _integer(value)


def _file(value: Any) -> Upload | str:
    return value if isinstance(value, Upload) else _string(value)


def _upload(value: Any) -> Upload:
    if isinstance(value, Upload):
        return value
    raise Wrong("must be an uploaded file")


INTEGER = Kind(("Integer",), _integer)
FLOAT = Kind(("Float",), _float)
STRING = Kind(("String",), _string)
BOOLEAN = Kind(("Boolean",), _boolean)
CHAT = Kind(("Integer", "String"), _chat)
FILE = Kind(("InputFile", "String"), _file)
UPLOAD = Kind(("InputFile",), _upload)


def whole(least: int, most: int) -> Kind:
    """An integer from `least` up to and including `most`."""
    return Kind(("Integer",), _checked(_integer, lambda value: least <= value <= most, f"must be {least}-{most}"))


def real(least: float, most: float) -> Kind:
    """A number from `least` up to and including `most`."""
    return Kind(("Float",), _checked(_float, lambda value: least <= value <= most, f"must be {least}-{most}"))


def words(least: int, most: int) -> Kind:
    """A string of `least` to `most` characters."""
    return Kind(
        ("String",), _checked(_string, lambda value: least <= len(value) <= most, f"must be {least}-{most} characters")
    )


def pattern(expression: str) -> Kind:
    """A string that wholly matches a regular expression."""
    known = re.compile(expression)
    return Kind(("String",), _checked(_string, lambda value: bool(known.fullmatch(value)), f"must match {expression}"))


def one_of(*choices: str) -> Kind:
    """One of these strings."""
    return Kind(("String",), _checked(_string, lambda value: value in choices, f"must be one of {', '.join(choices)}"))


def _checked(read: Callable[[Any], Any], right: Callable[[Any], bool], otherwise: str) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        found = read(value)
        if not right(found):
            raise Wrong(otherwise)
        return found

    return checked


def shaped(shape: Shape) -> Kind:
    """An object of this shape."""
    return Kind((shape.name,), shape.read)


def list_of(kind: Kind, most: int = 10_000) -> Kind:
    """An array of at most `most` such values."""

    def read(value: Any) -> list[Any]:
        given = opened(value)
        if not isinstance(given, list):
            raise Wrong("must be a JSON array")
        if len(given) > most:
            raise Wrong(f"has more than {most} items")
        return [kind.read(one) for one in given]

    return Kind(tuple(f"Array of {name}" for name in kind.types), read)


def told_apart(name: str, key: str, shapes: dict[str, Shape]) -> Kind:
    """An object whose `key` field says which of the shapes it has."""

    def read(value: Any) -> Json:
        given = opened(value)
        which = given.get(key) if isinstance(given, dict) else None
        if which not in shapes:
            raise Wrong(f'must be a {name} with a "{key}" of {", ".join(shapes)}')
        return shapes[which].read(given)

    return Kind((name,), read)


def unserved(*types: str) -> Kind:
    """A documented value that this simulator has no world for; refused, so that nobody counts on it."""

    def read(value: Any) -> Any:
        raise Wrong("is not served by the simulator")

    return Kind(types, read)
