"""Effects as calls of the Bot API."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.channel import keyboards, pieces
from bot.channel.keyboards import Markup
from bot.channel.words import LONGEST_CAPTION, LONGEST_MESSAGE, html
from bot.dialogue.effects import Commands, Delivery, Effect, Pin, SendFile, Settle, Show, Toast, Words

LONGEST_TOAST = 200
_CLEARING = "👍"
_NO_PREVIEW = {"is_disabled": True}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that goes along: `path` on disk, `name` as the reader sees it."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `prompt` is the prompt whose message it makes or edits (`edits` is then that message's number).

    `otherwise` are the calls to make instead when this one is refused: a message that can no longer be edited is sent
    anew, a picture that cannot be shown leaves its words. When it is None, a refusal is the end of the delivery. An
    `urgent` call is made whoever has the lease.
    """

    method: str
    params: dict[str, Any]
    files: Mapping[str, Upload] = field(default_factory=dict)
    prompt: int | None = None
    edits: int | None = None
    otherwise: "tuple[Call, ...] | None" = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """`messages` go one after another and decide what becomes of the delivery; `aside` may go at any time, or fail."""

    messages: list[Call]
    aside: list[Call]


def render(delivery: Delivery) -> Rendered:
    """The calls that carry out a delivery."""
    rendered = Rendered([], [])
    for effect in delivery.effects:
        _render(effect, delivery.chat, rendered)
    return rendered


def _render(effect: Effect, chat: int, into: Rendered) -> None:
    match effect:
        case Show():
            into.messages.extend(_shown(effect, chat))
        case SendFile():
            into.messages.append(_document(effect, chat))
        case Pin():
            into.messages.append(_pinned(effect, chat))
        case Toast():
            into.aside.append(_toast(effect))
        case Settle(message):
            into.aside.append(Call("editMessageReplyMarkup", {"chat_id": chat, "message_id": message}))
        case Commands(entries):
            into.aside.append(commands(entries, {"type": "chat", "chat_id": chat}))


def commands(entries: Iterable[tuple[str, str]], scope: dict[str, Any], language: str = "") -> Call:
    """The call that sets a commands menu; an empty `language` is the menu for all other languages."""
    menu = [{"command": name, "description": pieces.shortened(words, 256)} for name, words in entries]
    params = {"commands": menu, "scope": scope}
    return Call("setMyCommands", params | {"language_code": language} if language else params)


def _toast(toast: Toast) -> Call:
    params: dict[str, Any] = {"callback_query_id": toast.query}
    if toast.text:
        params |= {"text": pieces.shortened(toast.text, LONGEST_TOAST), "show_alert": toast.alert}
    return Call("answerCallbackQuery", params)


def _document(file: SendFile, chat: int) -> Call:
    params: dict[str, Any] = {"chat_id": chat}
    if file.caption:
        params |= {"caption": html(Words(body=file.caption), LONGEST_CAPTION)[0], "parse_mode": "HTML"}
    return Call("sendDocument", params, {"document": Upload(file.path, file.name)})


def _pinned(pin: Pin, chat: int) -> Call:
    where = {"latitude": pin.latitude, "longitude": pin.longitude}
    named = {"title": pieces.shortened(pin.title, 255), "address": pieces.shortened(pin.address or pin.title, 1024)}
    # A place that cannot be shown is not worth losing what is said with it: its address stands in words as well.
    return Call("sendVenue", {"chat_id": chat, **where, **named}, otherwise=())


def _shown(show: Show, chat: int) -> list[Call]:
    keyboard = keyboards.markup(show.widget, show.controls, show.prompt)
    if show.clear and keyboard is not None and keyboards.is_inline(keyboard):
        # One message carries one keyboard: taking the old one away needs a message of its own.
        words = Words(echo=show.words.echo) if show.words.echo else Words(body=_CLEARING)
        first = _sent(chat, html(words)[0], keyboards.REMOVED)
        return [first, *_told(replace(show, words=replace(show.words, echo=""), replace=None), chat, keyboard)]
    if show.clear and keyboard is None:
        return _told(replace(show, replace=None), chat, keyboards.REMOVED)
    return _told(show, chat, keyboard)


def _told(show: Show, chat: int, keyboard: Markup | None) -> list[Call]:
    if show.photo:
        return _pictured(show, chat, keyboard)
    texts = html(show.words, LONGEST_MESSAGE)
    calls = [_sent(chat, text) for text in texts[:-1]] + [_sent(chat, texts[-1], keyboard, show.prompt)]
    if show.replace is not None and keyboards.is_inline(keyboard):
        calls[0] = _edited(calls[0], show.replace)
    return calls


def _sent(chat: int, text: str, keyboard: Markup | None = None, prompt: int | None = None) -> Call:
    params = {"chat_id": chat, "text": text, "parse_mode": "HTML", "link_preview_options": _NO_PREVIEW}
    if keyboard:
        params["reply_markup"] = keyboard
    return Call("sendMessage", params, prompt=prompt)


def _edited(anew: Call, message: int) -> Call:
    params = anew.params | {"message_id": message}
    return Call("editMessageText", params, prompt=anew.prompt, edits=message, otherwise=(anew,))


def _pictured(show: Show, chat: int, keyboard: Markup | None) -> list[Call]:
    files = {"photo": Upload(show.photo, Path(show.photo).name)}
    in_words = tuple(_told(replace(show, photo="", replace=None), chat, keyboard))
    captions = html(show.words, LONGEST_CAPTION)
    if len(captions) > 1:
        return [Call("sendPhoto", {"chat_id": chat}, files, otherwise=()), *in_words]
    params: dict[str, Any] = {"chat_id": chat}
    if show.words != Words():
        params |= {"caption": captions[0], "parse_mode": "HTML"}
    if keyboard:
        params["reply_markup"] = keyboard
    return [Call("sendPhoto", params, files, prompt=show.prompt, otherwise=in_words)]
