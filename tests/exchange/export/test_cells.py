"""Cells: what a spreadsheet would carry out stands behind an apostrophe; nothing else is touched."""

import pytest

from bot.exchange.cells import harmless, is_executable
from tests.exchange.export.hostile import FORMULAS, HARMLESS


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_known(text: str) -> None:
    assert is_executable(text)


@pytest.mark.parametrize("text", ["\x00=1+1", "\x1b\x07-1", " \t \u200b+1", "﹦1"])
def test_a_formula_is_known_behind_what_cannot_be_seen(text: str) -> None:
    assert is_executable(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_words_are_left_alone(text: str) -> None:
    assert not is_executable(text)


@pytest.mark.parametrize("number", [-5, -5.104, 0, None])
def test_a_number_stays_a_number(number: object) -> None:
    assert list(harmless([(number, "=1")])) == [(number, "'=1")]


def test_only_the_cells_that_need_it_are_changed() -> None:
    rows = [(1, "=1", "a"), (2, "b", "-"), (None, "", "c")]
    assert list(harmless(rows)) == [(1, "'=1", "a"), (2, "b", "'-"), (None, "", "c")]


def test_no_rows_give_no_rows() -> None:
    assert list(harmless([])) == []
