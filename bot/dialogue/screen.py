"""The screen of a resident during a turn: what is told, offered and shown, and which buttons go."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.dialogue.chat import Spoken
from bot.dialogue.effects import Effect, Pin, Settle, Show, Toast, Words
from bot.dialogue.prompts import CHANGING, Drawn, offer, offered
from bot.dialogue.replay import Replay
from bot.language import Text, Translator, translator
from bot.neighbourhood.widgets import Share
from bot.store import Books, Conversation, Prompt, Resident

ASKED = "asked"


class Screen:
    """The effects of one turn of one resident, in the order in which they come on the screen."""

    def __init__(self, books: Books, resident: Resident, now: datetime) -> None:
        self.books = books
        self.resident = resident
        self.now = now
        self.effects: list[Effect] = []
        self.toast: Toast | None = None
        # The message under which a button was pressed; the next question takes its place when nothing is said between.
        self.pressed: int | None = None
        # The message under which a button was pressed that does something by itself, such as starting a script.
        self.under: int | None = None

    @property
    def translate(self) -> Translator:
        """Renders texts for this resident."""
        return translator(self.resident.language)

    def tell(self, *parts: Text, title: Text = "") -> None:
        """Say something that is not part of a script."""
        body = "\n\n".join(self.translate(part) for part in parts)
        self.show(Show(Words(title=self.translate(title), body=body)))

    def notice(self, text: Text, *, alert: bool = False) -> None:
        """Answer the press of this turn with a text: one that fades, or with `alert` one that waits."""
        if self.toast is not None:
            self.toast = replace(self.toast, text=self.translate(text), alert=alert)

    def offer(self, text: Text, *choices: tuple[Text, dict[str, Any]]) -> None:
        """Say something with buttons that do something by themselves; one press, and they are done with."""
        labels = [label for label, _action in choices]
        actions = [action for _label, action in choices]
        words = Words(body=self.translate(text))
        drawn = offer(words, labels, actions, self.resident, self.translate, self.now)
        self.put(replace(drawn, prompt=replace(drawn.prompt, state=ASKED)))

    def put(self, drawn: Drawn) -> None:
        """Show a prompt and keep it."""
        self.books.log.put_prompt(drawn.prompt)
        self.show(drawn.show)

    def show(self, show: Show) -> None:
        """Show a message; a reply keyboard that is no longer of use goes with it."""
        wants_keyboard = isinstance(show.widget, Share)
        if self.resident.keyboard and not wants_keyboard:
            show = replace(show, clear=True)
        if self.resident.keyboard != wants_keyboard:
            self.resident = self.books.people.change(self.resident, keyboard=wants_keyboard)
        self.effects.append(show)

    def settle_pressed(self) -> None:
        """Take the buttons off the message that was pressed, if it was a press."""
        if self.pressed is not None:
            self.settle(self.pressed)
            self.pressed = None

    def settle(self, message: int) -> None:
        """Take the buttons away from a message, before anything that comes below it."""
        self.effects.insert(0, Settle(message))

    def close_prompts(self, talk: Conversation, state: str = "answered") -> None:
        """The prompts of a conversation that are still open are not any more; their buttons go."""
        for prompt in self.books.log.open_prompts(self.resident, talk.id):
            self.books.log.put_prompt(replace(prompt, state=state))
            if prompt.message and prompt.message != self.pressed and _has_buttons(prompt):
                self.settle(prompt.message)

    def draft_of(self, talk: Conversation, key: str) -> Any:
        """What was given so far to this question where it is open: drawing it anew must not lose it."""
        drafts = (one.draft for one in self.books.log.open_prompts(self.resident, talk.id) if one.key == key)
        return next((draft for draft in drafts if draft != CHANGING), None)

    def speak(self, replay: Replay) -> None:
        """Send what the script said."""
        for spoken in replay.said:
            if spoken.pin is not None:
                self.effects.append(self._pin(spoken, *spoken.pin))
                continue
            shown = offered(spoken, self.resident, self.translate, self.now)
            place = self.under if spoken.in_place else None
            if isinstance(shown, Drawn):
                self.put(Drawn(shown.prompt, replace(shown.show, replace=place)))
            else:
                self.show(replace(shown, replace=place))

    def said_in_place(self, replay: Replay) -> bool:
        """Whether all that a script said takes the place of a message: then what stands below is still in sight."""
        return self.under is not None and bool(replay.said) and all(one.in_place for one in replay.said)

    def leave(self, replay: Replay) -> None:
        """Send what a script said by itself: nothing else on the screen changes by it."""
        for spoken in replay.said:
            if spoken.pin is not None:
                self.effects.append(self._pin(spoken, *spoken.pin))
                continue
            shown = offered(spoken, self.resident, self.translate, self.now)
            if isinstance(shown, Drawn):
                self.books.log.put_prompt(shown.prompt)
            self.effects.append(shown.show if isinstance(shown, Drawn) else shown)

    def _pin(self, spoken: Spoken, latitude: float, longitude: float) -> Pin:
        return Pin(latitude, longitude, self.translate(spoken.title), self.translate(spoken.text))


def _has_buttons(prompt: Prompt) -> bool:
    return bool(prompt.options.get("options") or prompt.options.get("controls"))
