from typing import Any

import pytest

from bot.channel.keyboards import is_inline, markup
from bot.dialogue.effects import Control
from bot.language import _
from bot.neighbourhood.widgets import Buttons, Option, Pictures, Share, Toggles, Typed, Widget

BACK, SKIP, DONE = Control("back", "◀ Terug"), Control("skip", "Overslaan"), Control("done", "Klaar")


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(f"key-{label}", label) for label in labels)


def drawn(widget: Widget | None, *controls: Control, prompt: int | None = 1) -> list[list[tuple[str, str]]]:
    keyboard: Any = markup(widget, controls, prompt)
    return [[(button["text"], button["callback_data"]) for button in row] for row in keyboard["inline_keyboard"]]


def test_buttons_carry_their_index_and_controls_stand_below() -> None:
    assert drawn(Buttons(options("Groen", "Zorg", "Jeugd"), columns=2), BACK, SKIP) == [
        [("Groen", "1.o0"), ("Zorg", "1.o1")],
        [("Jeugd", "1.o2")],
        [("◀ Terug", "1.b"), ("Overslaan", "1.s")],
    ]


@pytest.mark.parametrize(("label", "columns"), [("1", 5), ("Helemaal", 3), ("Verkeer en parkeren", 1)])
def test_long_words_get_fewer_columns(label: str, columns: int) -> None:
    assert len(drawn(Buttons(options(*[label] * 5), columns=5))[0]) == columns


def test_toggles_show_what_is_on_and_say_which_way_they_go() -> None:
    toggles = Toggles(options("Lopen", "Fietsen"), chosen=("key-Fietsen",))
    assert drawn(toggles, BACK, DONE) == [
        [("Lopen", "1.+0")],
        [("✅ Fietsen", "1.-1")],
        [("Klaar", "1.d")],
        [("◀ Terug", "1.b")],
    ]


def test_ordered_toggles_show_their_place() -> None:
    ranking = Toggles(options("A", "B", "C"), chosen=("key-C", "key-A"), ordered=True)
    assert [row[0][0] for row in drawn(ranking)] == ["2. A", "B", "1. C"]


@pytest.mark.parametrize("widget", [Typed(), Pictures(), None])
def test_what_is_typed_or_sent_has_only_controls(widget: Widget | None) -> None:
    assert drawn(widget, DONE, SKIP) == [[("Klaar", "1.d")], [("Overslaan", "1.s")]]
    assert markup(widget, (), 1) is None


def test_without_a_prompt_there_is_nothing_to_press() -> None:
    assert markup(None, (BACK,), None) is None


def test_sharing_takes_a_reply_keyboard_with_the_controls_in_words() -> None:
    keyboard = markup(Share("location"), (Control("share", "📍 Deel"), BACK, SKIP), 1)
    assert keyboard == {
        "keyboard": [[{"text": "📍 Deel", "request_location": True}], [{"text": "◀ Terug"}, {"text": "Overslaan"}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }
    assert not is_inline(keyboard)


def test_a_label_that_was_not_translated_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        markup(Buttons((Option("a", _("Yes")),)), (), 1)
