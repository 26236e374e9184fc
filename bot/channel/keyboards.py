"""Widgets and controls as Telegram's keyboards. One message carries one keyboard, inline or instead of the letters."""

from collections.abc import Sequence
from typing import Any

from bot.channel import presses
from bot.dialogue.effects import Control
from bot.language import Text
from bot.neighbourhood.widgets import Buttons, Option, Share, Toggles, Widget

Markup = dict[str, Any]
Button = dict[str, Any]

REMOVED: Markup = {"remove_keyboard": True}

# How many characters fit on a button of a phone 360 points wide, by the number of buttons beside each other.
_FITTING = {1: 1000, 2: 17, 3: 11, 4: 7, 5: 5, 6: 4, 7: 3, 8: 2}
_MOST_COLUMNS = max(_FITTING)


def markup(widget: Widget | None, controls: Sequence[Control], prompt: int | None) -> Markup | None:
    """The keyboard of a message; None when it has no buttons."""
    if isinstance(widget, Share):
        return _shared(widget, controls)
    if prompt is None:
        return None
    rows = [*_options(widget, prompt), *_controls(controls, prompt)]
    return {"inline_keyboard": rows} if rows else None


def is_inline(keyboard: Markup | None) -> bool:
    """Whether an edited message can carry it: a reply keyboard comes with a new message only."""
    return keyboard is None or "inline_keyboard" in keyboard


def _options(widget: Widget | None, prompt: int) -> list[list[Button]]:
    if isinstance(widget, Buttons):
        buttons = [_button(prompt, o.label, "option", at) for at, o in enumerate(widget.options)]
        return _rows(buttons, widget.columns)
    if isinstance(widget, Toggles):
        return [[_toggle(widget, prompt, at, option)] for at, option in enumerate(widget.options)]
    return []


def _toggle(widget: Toggles, prompt: int, at: int, option: Option) -> Button:
    if option.key not in widget.chosen:
        return _button(prompt, option.label, "on", at)
    mark = f"{widget.chosen.index(option.key) + 1}." if widget.ordered else "✅"
    return _button(prompt, f"{mark} {_words(option.label)}", "off", at)


def _controls(controls: Sequence[Control], prompt: int) -> list[list[Button]]:
    done = [[_button(prompt, c.label, "done")] for c in controls if c.verb == "done"]
    others = [_button(prompt, c.label, c.verb) for c in controls if c.verb not in ("done", "share")]
    return done + _rows(others, len(others))


def _shared(widget: Share, controls: Sequence[Control]) -> Markup:
    ask = {"location": "request_location", "contact": "request_contact"}[widget.what]
    shares = [[{"text": control.label, ask: True}] for control in controls if control.verb == "share"]
    others = [{"text": control.label} for control in controls if control.verb != "share"]
    return {"keyboard": shares + _rows(others, len(others)), "resize_keyboard": True, "one_time_keyboard": True}


def _rows(buttons: list[Button], columns: int) -> list[list[Button]]:
    longest = max((len(button["text"]) for button in buttons), default=0)
    wide = max(1, min(columns, _MOST_COLUMNS))
    while longest > _FITTING[wide] and wide > 1:
        wide -= 1
    return [buttons[at : at + wide] for at in range(0, len(buttons), wide)]


def _button(prompt: int, label: Text, verb: str, index: int = 0) -> Button:
    return {"text": _words(label), "callback_data": presses.written(prompt, verb, index)}


def _words(label: Text) -> str:
    if not isinstance(label, str):
        raise TypeError("a label reaches the channel without having been translated for its reader")
    return label or "…"
