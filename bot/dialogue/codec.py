"""Effects as JSON and back: the store keeps them as text and knows nothing of their form."""

from dataclasses import fields
from typing import Any

from bot.dialogue import effects
from bot.language import jsontext
from bot.neighbourhood import widgets

_FORMS: dict[str, type[Any]] = {
    form.__name__: form
    for form in (
        effects.Show,
        effects.Toast,
        effects.Settle,
        effects.SendFile,
        effects.Pin,
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


_NAMES: dict[type[Any], tuple[str, ...]] = {
    form: tuple(field.name for field in fields(form)) for form in _FORMS.values()
}


def encode(some: tuple[effects.Effect, ...]) -> str:
    """The effects as one JSON text."""
    return jsontext.written(some, _plain).decode()


def decode(text: str) -> tuple[effects.Effect, ...]:
    """The effects of a JSON text made by `encode`."""
    return tuple(_built(jsontext.read(text)))


def _plain(value: Any) -> Any:
    form = type(value)
    plain: dict[str, Any] = {"is": form.__name__}
    for name in _NAMES[form]:
        part = getattr(value, name)
        if part or isinstance(part, tuple):  # the rest is what a form has by itself
            plain[name] = part
    return plain


def _built(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_built(part) for part in value)
    if isinstance(value, dict):
        form = _FORMS[value["is"]]
        return form(**{name: _built(part) for name, part in value.items() if name != "is"})
    return value
