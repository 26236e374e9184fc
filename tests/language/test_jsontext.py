"""JSON as text: what the fast library refuses is read and written all the same."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import jsontext

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_what_is_written_is_read_back(value: object) -> None:
    assert jsontext.read(jsontext.written(value)) == value
    assert jsontext.read(jsontext.written_text(value)) == value


def test_half_a_pair_of_utf16_does_not_spoil_what_it_came_with() -> None:
    assert jsontext.read(b'["\\ud83d", "fine"]') == ["\ud83d", "fine"]
    assert jsontext.read(jsontext.written(["\ud83d"]).decode("utf-8", "surrogatepass")) == ["\ud83d"]


def test_a_number_beyond_64_bits_is_written_whole() -> None:
    assert jsontext.written_text(2**70) == "1180591620717411303424"


def test_python_reads_what_is_no_json_by_the_letter() -> None:
    assert math.isnan(jsontext.read("NaN"))


@pytest.mark.parametrize("text", ["", "{", b"\xff", "[" * 100_000, b'{"a": }'])
def test_what_is_no_json_is_a_value_error(text: str | bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the two libraries say it in different words
        jsontext.read(text)
