"""`wijkbot poster`, as an operator gives it."""

import xml.etree.ElementTree as Xml
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WIJKBOT_TOKEN", raising=False)
    wijkbot("neighbourhood", "add", "oost", "Oost & zo")
    wijkbot("neighbourhood", "add", "druga", "Łódź")


def wijkbot(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("link", ["oost", "https://t.me/wijkbot_bot?start=oost"])
def test_a_page_with_the_words_and_the_code(tmp_path: Path, link: str) -> None:
    done = wijkbot("poster", link, "-o", "poster.svg")
    assert done.stdout == "https://t.me/wijkbot_bot?start=oost\n"
    page = Xml.parse(tmp_path / "poster.svg").getroot()  # noqa: S314 - we made it
    said = [one.text for one in page.iter() if one.tag.endswith("text")]
    assert "Oost & zo" in said
    assert "t.me/wijkbot_bot?start=oost" in said
    assert any(one.tag.endswith("path") for one in page)


def test_a_pdf_says_where_each_of_its_parts_stands(tmp_path: Path) -> None:
    wijkbot("poster", "oost", "-o", "poster.pdf")
    made = (tmp_path / "poster.pdf").read_bytes()
    table = int(made.rpartition(b"startxref\n")[2].split()[0])
    places = [int(line[:10]) for line in made[table:].split(b"\n")[3:9]]
    assert [made[place:].split(b" ")[0] for place in places] == [b"1", b"2", b"3", b"4", b"5", b"6"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("m_oost_9", "-o", "poster.pdf"), "leads nowhere"),
        (("s_oost_buurt", "-o", "poster.pdf"), "leads nowhere"),
        (("nergens", "-o", "poster.pdf"), "leads nowhere"),
        (("oost", "-o", "poster.doc"), "name the file like poster.pdf"),
        (("druga", "-o", "poster.pdf"), "Make it an SVG"),
        (("oost", "-o", "nowhere/poster.pdf"), "cannot be written"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    done = wijkbot("poster", *words)
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.glob("poster*"))
