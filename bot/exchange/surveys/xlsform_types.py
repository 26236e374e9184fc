"""What the type of a row asks for. The names of types and their older spellings come from pyxform."""

import re
from dataclasses import dataclass, field
from typing import Any

from pyxform import aliases, constants
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from bot.language import Text, _

_COMMANDS = "|".join(
    re.escape(command).replace("_", "[_ ]") for command in sorted(aliases.select, key=len, reverse=True)
)
_SELECT = re.compile(rf"({_COMMANDS})\s+(\S+)(\s+(?:or[_ ]specify[_ ]other|or[_ ]other))?", re.IGNORECASE)
_GROUP = re.compile(r"(begin|end)[_ ]+(group|l?group|repeat|loop|looped group)\b.*", re.IGNORECASE)
_FROM_ELSEWHERE = re.compile(r"select.*(external|from[_ ]file).*|.*-external|cascading.*", re.IGNORECASE)
_SELECT_KINDS = {
    constants.SELECT_ONE: "choice",
    constants.SELECT_ALL_THAT_APPLY: "choices",
    constants.RANK: "ranking",
}
_INPUTS: dict[str, tuple[str, dict[str, Any]]] = {
    "string": ("text", {}),
    "int": ("number", {}),
    "decimal": ("number", {"decimals": True}),
    "date": ("date", {}),
    "geopoint": ("place", {}),
}
_CANNOT: dict[str, Text] = {
    "time": _("a chat cannot ask for a time of day; ask it as a text"),
    "dateTime": _("a chat cannot ask for a date with a time; ask for the date"),
    "barcode": _("a chat cannot scan barcodes"),
    "geotrace": _("a chat cannot ask for a line on the map; ask for a place"),
    "geoshape": _("a chat cannot ask for an area on the map; ask for a place"),
    "audio/*": _("this chat cannot ask for sound"),
    "video/*": _("this chat cannot ask for video"),
    "application/*": _("this chat cannot ask for files"),
    "osm/*": _("a chat cannot ask for a map of streets and buildings"),
}
_ELSEWHERE = _("a chat cannot take choices from another file; put them on the sheet “choices”")
_REPEATS = _("a chat cannot ask questions that repeat")
_UNKNOWN = _("this type is not known (a question with choices names its list: select_one LIST)")


@dataclass(frozen=True, slots=True)
class Group:
    """The beginning or end of a group."""

    begins: bool


@dataclass(frozen=True, slots=True)
class Asks:
    """A question or note of this kind, with what its type says about it: its list, its own constraint."""

    kind: str
    definition: dict[str, Any] = field(default_factory=dict)
    options: str = ""
    or_other: bool = False
    constraint: str = ""


@dataclass(frozen=True, slots=True)
class Calculates:
    """A value worked out from answers."""


@dataclass(frozen=True, slots=True)
class AsksNothing:
    """Something the device fills in by itself, such as the time at which the form was opened."""


@dataclass(frozen=True, slots=True)
class Cannot:
    """Something that a chat cannot ask, and why."""

    reason: Text


Meaning = Group | Asks | Calculates | AsksNothing | Cannot

ACKNOWLEDGE = "acknowledge"
RANGE = "range"


def meaning(written: str) -> Meaning:
    """What a row of this type means."""
    name = " ".join(written.split())
    if group := _GROUP.fullmatch(name):
        begins = group[1].lower() == "begin"
        return (
            Group(begins) if "group" in group[2].lower() and not group[2].lower().startswith("l") else _repeat(begins)
        )
    if _FROM_ELSEWHERE.fullmatch(name):
        return Cannot(_ELSEWHERE)
    if select := _SELECT.fullmatch(name):
        return _select(select)
    return _typed(_simple(name))


def _repeat(begins: bool) -> Meaning:
    # Its end is no news: the beginning has been named.
    return Cannot(_REPEATS) if begins else AsksNothing()


def _select(select: re.Match[str]) -> Meaning:
    command = select[1].lower()
    known = {_simple(name): kind for name, kind in aliases.select.items()}
    kind = _SELECT_KINDS.get(known[_simple(command)])
    return Asks(kind, options=select[2], or_other=bool(select[3])) if kind else Cannot(_ELSEWHERE)


def _simple(name: str) -> str:
    return name.lower().replace("_", " ")


def _typed(name: str) -> Meaning:
    known = {_simple(one): told for one, told in QUESTION_TYPE_DICT.items()}
    if name not in known or "select" in name or name == constants.RANK:
        return Cannot(_UNKNOWN)
    if name.endswith("calculate") or "calculate prompt" in name:
        return Calculates()
    control, bind = known[name].get("control", {}), known[name].get("bind", {})
    if reason := _CANNOT.get(control.get("mediatype", "")) or _CANNOT.get(bind.get("type", "")):
        return Cannot(reason) if control else AsksNothing()
    return _controlled(name, control.get("tag", ""), bind)


def _controlled(name: str, tag: str, bind: dict[str, str]) -> Meaning:
    if tag == "upload":
        return Asks("photos")
    if tag == "trigger" and not name.startswith("background"):
        return Asks(ACKNOWLEDGE)
    if tag == "range":
        return Asks(RANGE)
    if tag == "input" and "readonly" in bind:
        return Asks("note")
    if tag == "input":
        kind, definition = _INPUTS[bind["type"]]
        return Asks(kind, definition, constraint=bind.get("constraint", ""))
    return Cannot(_CANNOT["audio/*"]) if "audio" in name else AsksNothing()
