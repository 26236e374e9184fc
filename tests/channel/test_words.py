import re
from html import unescape
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.channel.pieces import cut
from bot.channel.words import LONGEST_ECHO, html
from bot.dialogue.effects import Words
from bot.language.clean import utf16_length

TEXT = st.text(
    alphabet=st.one_of(st.sampled_from(" \n.&<>é👩🏽‍🌾"), st.characters(exclude_categories=["Cs"])), max_size=300
)


def as_read(piece: str) -> str:
    return unescape(re.sub(r"</?[bi]>", "", piece))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_parts_stand_in_a_fixed_order() -> None:
    words = Words("Titel", "Tekst", "Tip", progress="3 van 6", echo="Groen", reason="Kies er een.")
    assert html(words) == ["<i>✓ Groen</i>\n\nKies er een.\n\n<i>3 van 6</i>\n<b>Titel</b>\n\nTekst\n\n<i>Tip</i>"]


def test_what_people_write_cannot_become_markup() -> None:
    assert html(Words(title="<b>", body="a & b < c", echo="&lt;")) == [
        "<i>✓ &amp;lt;</i>\n\n<b>&lt;b&gt;</b>\n\na &amp; b &lt; c"
    ]


def test_empty_parts_leave_no_gap_and_nothing_is_still_a_message() -> None:
    assert html(Words(progress="1 van 2", hint="Tip")) == ["<i>1 van 2</i>\n\n<i>Tip</i>"]
    assert html(Words()) == ["…"]


def test_a_long_echo_is_cut_short() -> None:
    assert len(as_read(html(Words(echo="x" * 900))[0])) == LONGEST_ECHO + 2


def test_a_long_text_is_cut_between_paragraphs() -> None:
    first, second = "Eerste zin. " * 250, "Tweede zin. " * 250
    assert html(Words(body=f"{first.strip()}\n\n{second.strip()}")) == [first.strip(), second.strip()]


def test_a_title_over_a_cut_is_bold_on_both_sides() -> None:
    pieces = html(Words(title="woord " * 1000))
    assert len(pieces) == 2
    assert all(piece.startswith("<b>woord") and piece.endswith("woord</b>") for piece in pieces)


def test_a_family_is_not_cut_apart() -> None:
    family = "👨‍👩‍👧‍👦"
    pieces = html(Words(body=family * 20), most=64)
    assert all(set(piece.split(family)) == {""} for piece in pieces)


@given(TEXT, TEXT, TEXT, st.integers(20, 120))
def test_no_piece_is_too_long_and_no_letter_is_lost(title: str, body: str, hint: str, most: int) -> None:
    pieces = html(Words(title=title, body=body, hint=hint), most)
    read = [as_read(piece) for piece in pieces]
    assert all(0 < utf16_length(text) <= most for text in read)
    assert squeezed("".join(read)) == (squeezed(title + body + hint) or "…")


@given(st.text(max_size=200), st.integers(4, 40))
def test_pieces_follow_each_other_and_have_no_white_ends(text: str, most: int) -> None:
    spans = cut(text, most)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
