"""Personal data in what people write: finding it and leaving it out."""

import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import translator
from bot.neighbourhood.personal import KIND_NAMES, Found, Kind, find, without

SENTENCES: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("personal_sentences.toml").read_text(encoding="utf-8")
)
MARK = re.compile(r"\{(\w+)\|([^}]*)\}")
Pairs = set[tuple[str, str]]


def found_in(text: str) -> Pairs:
    return {(found.kind.value, found.text) for found in find(text)}


def marked(sentence: str) -> tuple[str, Pairs]:
    """The sentence as someone writes it, and what should be found in it."""
    return MARK.sub(r"\2", sentence), set(MARK.findall(sentence))


def test_there_are_sentences_enough() -> None:
    assert sum(map(len, SENTENCES.values())) >= 120
    assert {kind for half in SENTENCES.values() for line in half for kind, _ in MARK.findall(line)} == set(Kind)


@pytest.mark.parametrize("half", ["chosen_with", "unseen"])
def test_what_is_personal_is_found_and_little_else(half: str) -> None:
    pairs = [(text, found_in(text), expected) for text, expected in map(marked, SENTENCES[half])]
    right = sum(len(found & expected) for _, found, expected in pairs)
    precision = right / sum(len(found) for _, found, _ in pairs)
    recall = right / sum(len(expected) for _, _, expected in pairs)
    wrong = [(text, found ^ expected) for text, found, expected in pairs if found != expected]
    assert min(precision, recall) >= 0.9, f"precision {precision:.3f}, recall {recall:.3f}: {wrong}"


@pytest.mark.parametrize(
    "series",
    "AB-12-34 12-34-AB 12-AB-34 AB-12-CD AB-CD-12 12-AB-CD 12-ABC-3 1-ABC-23 AB-123-C A-123-BC ABC-12-D A-12-BCD"
    " 1-AB-234 123-AB-4".split(),
)
def test_every_series_of_plates_is_known(series: str) -> None:
    assert found_in(f"de auto {series} staat fout") == {("plate", series)}
    assert found_in(f"kenteken {series.replace('-', '')}") == {("plate", series.replace("-", ""))}
    assert found_in(f"het vak {series.replace('-', '')} is leeg") == set()


def test_wrong_check_digits_are_not_found() -> None:
    assert found_in("NL91ABNA0417164301 en 111222334") == set()


def test_what_is_found_is_left_out() -> None:
    text = "Bel Jan de Vries, 06-12345678!"
    assert translator("en")(without(text, find(text))) == "Bel [name], [phone number]!"


def test_only_what_was_chosen_is_left_out() -> None:
    text = "Bel Jan de Vries, 06-12345678!"
    chosen = [found for found in find(text) if found.kind == Kind.PHONE]
    assert translator("en")(without(text, chosen)) == "Bel Jan de Vries, [phone number]!"


def test_a_text_without_personal_data_stays_as_it_is() -> None:
    assert find("Meer {groen} graag") == ()
    assert translator("en")(without("Meer {groen} graag", ())) == "Meer {groen} graag"


def test_every_kind_has_a_name() -> None:
    assert KIND_NAMES.keys() == set(Kind)


_pieces = st.sampled_from(
    "Jan |van |de |Roos |meneer |J. |06|12|-|.| |NL91ABNA|0417164300|@x.nl|\n|1234| AB|Kerkstraat|geboren |’s |İ|ß|🙂"
    "|kenteken |bsn |111222333|woont ".split("|")
)


@given(st.text(max_size=200) | st.lists(_pieces, max_size=20).map("".join))
def test_it_never_fails_and_every_place_is_right(text: str) -> None:
    last = 0
    for found in find(text):
        assert last <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        last = found.end


@given(st.lists(_pieces, max_size=20).map("".join))
def test_leaving_everything_out_leaves_only_what_stands_between(text: str) -> None:
    everything = find(text)
    left = translator("en")(without(text, everything))
    assert len(left) == len(text) + sum(_growth(found) for found in everything)


def _growth(found: Found) -> int:
    return len(f"[{translator('en')(KIND_NAMES[found.kind])}]") - len(found.text)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a.",
        "1",
        "1 ",
        "Jan ",
        "van ",
        "A. ",
        "Aa",
        "a@",
        "1234 AB ",
        "NL91",
        "geboren ",
        "-",
        "06-",
        "Jan van de ",
    ],
)
def test_long_texts_take_little_time(piece: str) -> None:
    text = (piece * 4096)[:4096]
    started = time.perf_counter()
    find(text)
    assert time.perf_counter() - started < 2  # some 20 ms on a quiet machine
