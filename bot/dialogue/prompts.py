"""Prompts: an open question as it stands on the screen, with the snapshot its buttons are read by."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.dialogue.chat import Spoken
from bot.dialogue.confirm import Confirm
from bot.dialogue.effects import Control, Show, Words
from bot.dialogue.replay import Open, Replay
from bot.language import Text, Translator, _, _n
from bot.neighbourhood.widgets import Buttons, Option, Pictures, Share, Toggles, Typed, Widget
from bot.store import Prompt, Resident
from bot.store.ids import new_id

CHANGING = "changing"
BACK, SKIP, DONE = _("⬅️ Back"), _("Skip ➡️"), _("✅ Done")
LONGEST_BUTTON = 60


@dataclass(frozen=True, slots=True)
class Drawn:
    """A prompt and the message that shows it."""

    prompt: Prompt
    show: Show


def draw(
    replay: Replay,
    translate: Translator,
    draft: Any = None,
    *,
    echo: Text = "",
    reason: Text = "",
    number: int | None = None,
    place: int | None = None,
) -> Drawn:
    """The open question of a run as a prompt; `number` keeps an existing prompt's number.

    `echo` repeats the answer just given, `reason` says why an input was none. `place` is the message whose place it
    takes; a reply keyboard comes with a new message only, so a question with one takes no place.
    """
    asked = replay.asked
    changing = draft == CHANGING
    widget = _changes(replay) if changing else asked.question.widget(draft)
    shown = _rendered(widget, translate)
    controls = tuple(Control(verb, translate(label)) for verb, label in _controls(replay, asked, widget, changing))
    prompt = Prompt(
        id=number or new_id(),
        resident_id=replay.resident.id,
        key=asked.key,
        options=_snapshot(shown, controls),
        created=replay.now,
        conversation_id=replay.talk.id,
        draft=draft,
        message=None if isinstance(shown, Share) else place,
    )
    words = _words(replay, asked, translate, changing, echo, reason or _received(widget))
    return Drawn(prompt, Show(words, shown, controls, prompt.id, prompt.message))


def offered(spoken: Spoken, resident: Resident, translate: Translator, now: datetime) -> Drawn | Show:
    """What a script said; with buttons that start scripts it is a prompt of its own, open for ever."""
    words = Words(title=translate(spoken.title), body=translate(spoken.text))
    if not spoken.starts:
        return Show(words)
    actions = [
        {"do": "start", "script": one.script, "arguments": one.arguments or {}, "subject": one.subject}
        for one in spoken.starts
    ]
    labels = [one.label for one in spoken.starts]
    return offer(words, labels, actions, resident, translate, now, spoken.columns)


def offer(
    words: Words,
    labels: list[Text],
    actions: list[dict[str, Any]],
    resident: Resident,
    translate: Translator,
    now: datetime,
    columns: int = 1,
) -> Drawn:
    """A message with buttons that do something by themselves (see `bot.dialogue.actions`), at any time."""
    options = tuple(Option(str(index), translate(label)) for index, label in enumerate(labels))
    snapshot = {"options": [[one.key, one.label] for one in options], "controls": [], "actions": actions}
    prompt = Prompt(new_id(), resident.id, "", snapshot, now, state="offer")
    return Drawn(prompt, Show(words, Buttons(options, columns), (), prompt.id))


def _words(replay: Replay, asked: Open, translate: Translator, changing: bool, echo: Text, reason: Text) -> Words:
    told_first = {"echo": translate(echo), "reason": translate(reason)}
    if changing:
        return Words(title=translate(_("What would you like to change?")), **told_first)
    # The first paragraph is the question; what is told with it stands below, less loudly.
    title, _gap, told = translate(asked.question.text).partition("\n\n")
    body = translate(asked.question.body) if isinstance(asked.question, Confirm) else told
    return Words(
        title=title,
        body=body,
        hint=translate(asked.question.hint),
        progress=translate(_progress(replay)),
        **told_first,
    )


def _received(widget: Widget) -> Text:
    if isinstance(widget, Typed) and widget.noted:
        return _n(
            "Noted: {count}. Send the next one, or tap “Done”.",
            "Noted: {count}. Send the next one, or tap “Done”.",
            widget.noted,
        )
    if not isinstance(widget, Pictures) or not widget.received:
        return ""
    if widget.received >= widget.most:
        return _n("{count} photo received. Tap “Done”.", "{count} photos received. Tap “Done”.", widget.received)
    if not widget.ready:
        return _n("{count} photo received. Send more.", "{count} photos received. Send more.", widget.received)
    return _n(
        "{count} photo received. Send more, or tap “Done”.",
        "{count} photos received. Send more, or tap “Done”.",
        widget.received,
    )


def _progress(replay: Replay) -> Text:
    if not replay.steps or isinstance(replay.open and replay.open.question, Confirm):
        return ""
    place = len(replay.path) + 1
    return _("{place} of {count}", place=place, count=max(replay.steps, place))


def _changes(replay: Replay) -> Buttons:
    return Buttons(tuple(Option(step.key, step.question.text) for step in replay.path))


def _controls(replay: Replay, asked: Open, widget: Widget, changing: bool) -> list[tuple[str, Text]]:
    if changing:
        return [("back", _("⬅️ Back to the summary"))]
    found: list[tuple[str, Text]] = []
    if isinstance(widget, Share):
        found.append(("share", _("📍 Share where I am now")))
    if (isinstance(widget, Toggles | Pictures) and widget.ready) or (isinstance(widget, Typed) and widget.noted):
        found.append(("done", DONE))
    if asked.before is not None and not isinstance(asked.question, Confirm):
        found.append(("keep", _("↩️ Keep: {answer}", answer=asked.question.label(asked.before.value))))
    if isinstance(asked.question, Confirm) and replay.path:
        found.append(("change", _("✏️ Change something")))
    if replay.path and not isinstance(asked.question, Confirm):
        found.append(("back", BACK))
    if asked.question.optional:
        found.append(("skip", SKIP))
    return found


def _rendered(widget: Widget, translate: Translator) -> Widget:
    """The widget with its texts as this reader reads them."""
    if isinstance(widget, Buttons | Toggles):
        options = tuple(Option(one.key, translate(one.label)) for one in widget.options)
        return replace(widget, options=options)
    if isinstance(widget, Typed):
        return replace(widget, placeholder=translate(widget.placeholder))
    return widget


def _snapshot(widget: Widget, controls: tuple[Control, ...]) -> dict[str, Any]:
    options = widget.options if isinstance(widget, Buttons | Toggles) else ()
    return {
        "options": [[one.key, one.label] for one in options],
        "controls": [[one.verb, one.label] for one in controls],
    }
