"""The door of survey files: whatever somebody mails an organiser is refused in a sentence, soon, and does nothing."""

import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.exchange.surveys import read_survey, yaml_lines
from bot.neighbourhood.refusal import Refusal

Make = Callable[..., Path]
LAUGHS = "\n".join(
    [
        "a0: &a0 [ha, ha, ha, ha]",
        *(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 12)),
    ]
)
SHEET = "xl/worksheets/sheet1.xml"
HEAD = [["type", "name", "label"], ["text", "a", "b"]]


def refusal(path: Path) -> str:
    with pytest.raises(Refusal) as raised:
        read_survey(path)
    return str(raised.value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (LAUGHS, "refers to another part"),
        ("title: &t {nl: *t}\nslug: x", "refers to another part"),
        ("a: &a {x: 1}\nb:\n  <<: [*a, *a]", "refers to another part"),
        ("[" * 10_000, "nested too deeply"),
        ("{a: " * 10_000, "nested too deeply"),
        ("!!python/object/apply:os.system ['touch pwned']", "needs a title and questions"),
        ("slug: ../../etc\ntitle: T\nquestions: [{key: a, kind: text, text: b}]", "small letters, digits and hyphens"),
        ("slug: x\ntitle: " + "9" * 50_000, "longer than 3000"),
        ("slug: a\0b", "a character that a text file cannot hold"),
    ],
)
def test_a_hostile_yaml_file_is_refused(yaml_file: Make, text: str, why: str) -> None:
    assert why in refusal(yaml_file(text))
    assert not Path("pwned").exists()


def test_a_yaml_file_with_far_too_much_in_it_is_not_read_to_its_end(
    yaml_file: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_lines, "MOST_PARTS", 1000)
    text = "\n".join(f"k{number}: 1" for number in range(2000))
    assert "line 500: this holds far more than a survey can ask" in refusal(yaml_file(text))


def test_a_file_is_not_larger_than_it_says(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(6 * 1024 * 1024)
    assert "at most 5 MB" in refusal(large)


@pytest.mark.parametrize("name", ["endless.yaml", "endless.xlsx"])
def test_a_device_or_a_pipe_is_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to("/dev/zero")
    assert "there is no such file" in refusal(tmp_path / name)
    (tmp_path / name).unlink()
    os.mkfifo(tmp_path / name)
    assert "there is no such file" in refusal(tmp_path / name)


def test_a_workbook_that_unpacks_to_too_much_is_refused_by_what_it_says(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"xl/{number}.xml", b"0" * (10 * 1024 * 1024))
    assert "unpacks to more than 50 MB" in refusal(bomb)


def test_a_workbook_that_lies_about_its_size_is_refused_by_what_comes(xlsform: Make) -> None:
    path = xlsform(HEAD)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b"0" * (60 * 1024 * 1024))
    content = path.read_bytes()
    size = struct.pack("<I", 60 * 1024 * 1024)
    assert content.count(size) >= 1
    path.write_bytes(content.replace(size, struct.pack("<I", 100)))
    assert "this Excel file cannot be read" in refusal(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_grow_are_refused(xlsform: Make, encoding: str) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    path = xlsform(HEAD)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/laughs.xml", laughs.encode(encoding))
    assert "it holds a document type" in refusal(path)


def test_names_that_climb_out_of_the_workbook_write_nothing(xlsform: Make, tmp_path: Path) -> None:
    path = xlsform(HEAD)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../climbed.xml", "<x/>")
    before = sorted(tmp_path.rglob("*"))
    assert [one["key"] for one in read_survey(path).data["questions"]] == ["a"]
    assert sorted(tmp_path.rglob("*")) == before
    assert not (tmp_path.parent.parent / "climbed.xml").exists()


def test_a_sheet_that_says_it_is_endless_is_read_as_far_as_it_goes(xlsform: Make) -> None:
    path = xlsform(HEAD)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[SHEET] = members[SHEET].replace(b'<dimension ref="A1:C2"', b'<dimension ref="A1:XFD1048576"')
    assert b"XFD1048576" in members[SHEET]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert [one["key"] for one in read_survey(path).data["questions"]] == ["a"]


def test_formulas_and_markup_are_words(xlsform: Make) -> None:
    path = xlsform([["type", "name", "label"], ["text", "a", "<script>alert(1)</script> \u202e&amp; 'x'"]])
    assert read_survey(path).data["questions"][0]["text"] == {"nl": "<script>alert(1)</script> &amp; 'x'"}
