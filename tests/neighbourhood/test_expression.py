"""The expression language of conditions and constraints."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.neighbourhood.expression import (
    FUNCTIONS,
    Answer,
    Call,
    Chain,
    Expression,
    ExpressionError,
    Literal,
    Negative,
    Node,
    Own,
    parse,
)
from bot.neighbourhood.expression.tree import LEVELS

TODAY = date(2026, 5, 31)
ANSWERS: dict[str, Any] = {
    "age": 12,
    "better": ["green", "traffic"],
    "help": True,
    "born": "2026-05-01",
    "spot": {"latitude": 52.1, "longitude": 4.3},
    "name": "Fatma",
}


@pytest.mark.parametrize(
    "source",
    [
        "${age} = 12 and ${age} < 13 and not(${age} > 12)",
        "${age} = '12'",
        "${age} != 5 or ${missing} = 'x'",
        "${missing} = ''",
        "${missing} != 5",
        "selected(${better}, 'green') and not(selected(${better}, 'gre'))",
        "count-selected(${better}) = 2 and count-selected(${missing}) = 0",
        "selected-at(${better}, 1) = 'traffic'",
        "${better} = 'green traffic'",
        "${help} = 'yes'",
        "${spot} = '52.1 4.3'",
        "${born} <= today() and ${born} > today() - 31",
        "date('2026-05-31') = today()",
        "1 + 2 * 3 = 7 and (1 + 2) * 3 = 9",
        "10 - 4 - 3 = 3 and 7 div 2 = 3.5 and 7 mod 2 = 1 and -7 mod 2 = -1",
        "2 - -1 = 3",
        "1 div 0 > 1000 and string(0 div 0) = 'NaN'",
        "string-length(${name}) = 5 and contains(${name}, 'tm')",
        "starts-with(${name}, 'Fa') and ends-with(${name}, 'ma')",
        "regex(${name}, '[A-Z][a-z]+') and not(regex(${name}, '[a-z]+'))",
        "if(${age} > 10, 'big', 'small') = 'big'",
        'coalesce(${missing}, ${name}) = "Fatma"',
        "round(2.5) = 3 and round(2.449, 1) = 2.4 and int(2.9) = 2 and int(-2.9) = -2",
        "concat(${name}, ' ', ${age}) = 'Fatma 12'",
        "string(3.0) = '3' and string(true()) = 'true' and number('2.50') = 2.5",
        "min(3, 1, 2) = 1 and max(3, 1, 2) = 3 and abs(-4) = 4 and boolean('x')",
        "not(false()) = true()",
    ],
)
def test_holds(source: str) -> None:
    assert parse(source).holds(ANSWERS, today=TODAY)


def test_the_answer_at_hand_is_a_dot() -> None:
    assert parse(". <= ${age} and . >= .5").holds(ANSWERS, own=12)
    assert not parse("not(selected(., 'yes') and selected (., 'no'))").holds({}, own=["yes", "no"])


def test_an_expression_knows_what_it_reads_and_how_it_was_written() -> None:
    expression = parse("  ${age}>3   or selected(${better},'green')")
    assert expression.keys == {"age", "better"}
    assert expression.source.startswith("  ${age}>3")
    assert str(expression) == "${age} > 3 or selected(${better}, 'green')"


@pytest.mark.parametrize(
    ("source", "position", "reason"),
    [
        ("", 1, "something is missing at the end"),
        ("1 +", 4, "something is missing at the end"),
        ("(1", 3, "“)” is missing"),
        ("1 2", 3, "“2” is not expected here"),
        ("age > 3", 1, "write ${age} for an answer"),
        ("1 = pulldata('f', 'a')", 5, "the function “pulldata” cannot be used"),
        ("jr:choice-name(1)", 1, "the function “jr:choice-name” cannot be used"),
        ("../age > 3", 3, "“/” is not expected here"),
        ("'open", 1, "“'” is not expected here"),
        ("not()", 1, "“not” needs another number of values"),
        ("regex(., ${age})", 1, "must stand between quotes"),
        ("regex(., '(?=a)')", 1, "the pattern “(?=a)” cannot be used from “(?=a)” on"),
        ("1234567890123456", 1, "is not expected here"),
        ("(" * 31 + "1" + ")" * 31, 31, "too many brackets"),
        ("-" * 31 + "1", 31, "too many brackets"),
        ("1" * 5000, 4000, "too long"),
    ],
)
def test_an_error_says_where_and_why(source: str, position: int, reason: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        parse(source)
    assert raised.value.position == position
    assert reason in str(raised.value)


def test_a_long_row_of_operators_is_no_deep_tree() -> None:
    assert parse("+".join(["1"] * 1500)).value({}) == 1500.0


@given(st.text(alphabet="${}ab.,'\"()<>=!+-*1290 \n€andorivmte[]", max_size=60) | st.text(max_size=40))
def test_reading_raises_nothing_but_its_own_error(source: str) -> None:
    with suppress(ExpressionError):
        expression = parse(source)
        assert parse(str(expression)) == expression


_literals = st.floats(0, 10**9).map(lambda number: Literal(round(number, 4))) | st.text(
    st.characters(exclude_characters='"', exclude_categories=["Cs", "Cc"]), max_size=8
).map(Literal)
_leaves = _literals | st.sampled_from([*(Answer(key) for key in (*ANSWERS, "missing")), Own()])


def _grown(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def chain(level: int) -> st.SearchStrategy[Node]:
        operators = st.sampled_from(sorted(LEVELS[level]))
        return st.builds(Chain, st.just(level), parts, st.lists(st.tuples(operators, parts), min_size=1).map(tuple))

    def call(name: str) -> st.SearchStrategy[Node]:
        least, most = FUNCTIONS[name].least, min(FUNCTIONS[name].most, 4)
        return st.builds(Call, st.just(name), st.lists(parts, min_size=least, max_size=most).map(tuple))

    names = st.sampled_from(sorted(FUNCTIONS.keys() - {"regex"}))
    return st.integers(0, len(LEVELS) - 1).flatmap(chain) | names.flatmap(call) | st.builds(Negative, parts)


@given(st.recursive(_leaves, _grown, max_leaves=8))
def test_what_is_written_out_reads_back_the_same_and_never_raises(tree: Node) -> None:
    expression = Expression(tree, "")
    assert parse(str(expression)).tree == tree
    value = expression.value(ANSWERS, own="2026-02-30", today=TODAY)
    assert isinstance(value, str | float | bool)
