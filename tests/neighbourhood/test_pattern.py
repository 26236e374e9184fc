"""Regular expressions that cannot hang."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.neighbourhood.pattern import Pattern, pattern
from bot.neighbourhood.refusal import Refusal

_atoms = st.sampled_from(["a", "b", "[ab]", "[^a]", r"\d", r"\.", ".", "^", "$", "(?:ab)", "()"])
_repeats = st.sampled_from(["", "*", "+", "?", "{2}", "{1,2}", "{0,}", "*?"])


def _sources(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = st.lists(parts, min_size=1, max_size=3).map("".join)
    either = st.tuples(parts, parts).map(lambda pair: f"({pair[0]}|{pair[1]})")
    return joined | st.tuples(either, _repeats).map("".join)


_simple = st.tuples(st.sampled_from(["a", "b", "[ab]", "[^a]", r"\d", r"\.", ".", "(?:ab)"]), _repeats).map("".join)


@given(st.recursive(_simple | _atoms, _sources, max_leaves=5), st.text("ab1.", max_size=7))
def test_it_agrees_with_the_standard_library(source: str, text: str) -> None:
    assert Pattern(source).matches(text) == bool(re.fullmatch(source, text))


@pytest.mark.parametrize("source", ["(a+)+b", "(a|a)*b", "a*a*a*a*a*a*b", "(a?){30}(a){30}b"])
def test_patterns_that_hang_others_take_no_time(source: str) -> None:
    started = time.monotonic()
    assert not pattern(source).matches("a" * 2000)
    assert time.monotonic() - started < 20  # others need longer than the universe has existed


@pytest.mark.parametrize(
    "source",
    ["(", "a)", "*a", "[a", "a{2", "a{3,1}", "(?=a)b", r"(a)\1", r"\b", "(a{99}){99}", "(" * 21 + ")" * 21, "\\"],
)
def test_what_cannot_be_used_is_refused(source: str) -> None:
    with pytest.raises(Refusal, match="cannot be used from"):
        pattern(source)


def test_a_text_that_is_too_long_does_not_match() -> None:
    assert pattern("a*").matches("a" * 4096)
    assert not pattern("a*").matches("a" * 4097)
