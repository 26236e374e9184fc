"""Effects as JSON and back: the store keeps them as text and knows nothing of their form."""

import json
from dataclasses import fields, is_dataclass
from typing import Any

from bot.dialogue import effects
from bot.neighbourhood import widgets

_FORMS: dict[str, type[Any]] = {
    form.__name__: form
    for form in (
        effects.Show,
        effects.Toast,
        effects.Settle,
        effects.SendFile,
        effects.Commands,
        effects.Words,
        effects.Control,
        widgets.Option,
        widgets.Buttons,
        widgets.Toggles,
        widgets.Typed,
        widgets.Share,
        widgets.Pictures,
    )
}


def encode(some: tuple[effects.Effect, ...]) -> str:
    """The effects as one JSON text."""
    return json.dumps(_plain(some), ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> tuple[effects.Effect, ...]:
    """The effects of a JSON text made by `encode`."""
    return tuple(_built(json.loads(text)))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {
            "is": type(value).__name__,
            **{name: part for name, part in named.items() if part not in (None, "", False)},
        }
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else value


def _built(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_built(part) for part in value)
    if isinstance(value, dict):
        form = _FORMS[value["is"]]
        return form(**{name: _built(part) for name, part in value.items() if name != "is"})
    return value
