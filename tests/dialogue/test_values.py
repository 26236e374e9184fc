"""Scripts and effects as values."""

import pytest

from bot.dialogue import Chat, Scripts, codec, conversation, effects
from bot.dialogue.batch import drawn_once
from bot.dialogue.plugins import load_scripts
from bot.neighbourhood.permissions import TAKE_PART
from bot.neighbourhood.widgets import Buttons, Option, Pictures, Share, Toggles, Typed

OPTIONS = (Option("a", "A"), Option("b", "B"))


@pytest.mark.parametrize(
    "widget", [Buttons(OPTIONS, 2), Toggles(OPTIONS, ("b",), True, True), Typed("3"), Share(), None]
)
def test_a_message_survives_the_store(widget: object) -> None:
    words = effects.Words(title="Hoi", body="“ü” <b>", echo="✓")
    shown = effects.Show(words, widget, (effects.Control("back", "⬅️"),), prompt=7, replace=8, clear=True)  # type: ignore[arg-type]
    assert codec.decode(codec.encode((shown,))) == (shown,)


def test_every_effect_survives_the_store() -> None:
    some = (
        effects.Toast("q", "hello", alert=True),
        effects.Settle(5),
        effects.SendFile("/a/b.csv", "b.csv", "Here"),
        effects.Commands((("idee", "Een idee"), ("stop", "Stoppen"))),
        effects.Show(effects.Words(), Pictures(1, 3, ready=True)),
    )
    assert codec.decode(codec.encode(some)) == some


def test_two_scripts_cannot_have_one_name_or_one_command() -> None:
    @conversation("a", action=TAKE_PART, commands=("x",))
    async def first(chat: Chat) -> None: ...

    @conversation("a", action=TAKE_PART)
    async def alike(chat: Chat) -> None: ...

    @conversation("b", action=TAKE_PART, commands=("x",))
    async def same_command(chat: Chat) -> None: ...

    with pytest.raises(ValueError, match="two conversations are called 'a'"):
        Scripts([first, alike])
    with pytest.raises(ValueError, match="two conversations start with /x"):
        Scripts([first, same_command])


def test_both_names_of_a_command_start_the_same() -> None:
    scripts = load_scripts()
    assert scripts.commanded("idee") is scripts.commanded("idea") is scripts.named("idea")


def test_a_question_drawn_twice_is_shown_once() -> None:
    one, two = (effects.Show(effects.Words(body=body), prompt=7) for body in ("1 photo", "2 photos"))
    other = effects.Show(effects.Words(body="hello"))
    deliveries = [effects.Delivery(1, 5, (other, one)), effects.Delivery(2, 5, (two,))]
    assert [delivery.effects for delivery in drawn_once(deliveries)] == [(other,), (two,)]
