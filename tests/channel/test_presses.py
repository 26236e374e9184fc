import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channel import presses
from bot.dialogue.events import Press

CONTROLS = ("back", "skip", "keep", "done", "change")


@given(st.integers(0, 2**63 - 1), st.sampled_from(("option", "on", "off")), st.integers(0, 9999))
def test_a_press_comes_back_as_it_was_written(prompt: int, verb: str, index: int) -> None:
    data = presses.written(prompt, verb, index)
    assert len(data) <= 64
    assert presses.read(data) == (prompt, Press(verb, index))


@pytest.mark.parametrize("verb", CONTROLS)
def test_a_control_carries_no_index(verb: str) -> None:
    data = presses.written(35, verb)
    assert data == f"z.{verb[0]}"
    assert presses.read(data) == (35, Press(verb))


@pytest.mark.parametrize(
    "forged",
    [
        None, 7, "", ".", "1", "1.", "1.o", "1.b3", "1.o-1", "1.o01", "01.o1", "-1.o1", "1 .o1", "1.o1 ", "1.o1\n",
        "A.o1", "1.O1", "1.x1", "1.o12345", "1.o١", "٣.o1", "zzzzzzzzzzzzz.o1", "1.o1.o2", "1_0.o1", "9" * 64,
    ],
)  # fmt: skip
def test_what_is_not_ours_is_no_press(forged: object) -> None:
    assert presses.read(forged) == (None, None)


@given(st.text(max_size=64))
def test_anything_read_is_what_would_be_written(data: str) -> None:
    prompt, press = presses.read(data)
    assert (prompt is None) == (press is None)
    if prompt is not None and press is not None:
        assert presses.written(prompt, press.verb, press.index) == data
