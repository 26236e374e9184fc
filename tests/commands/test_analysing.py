"""`wijkbot analyse`: files in, groups and plain sentences out, and no database anywhere."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main

HEAD = "participant,group-id,n-comments,n-votes,n-agree,n-disagree"


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def analyse(*words: str) -> Result:
    return CliRunner().invoke(main, ["analyse", *words])


def rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ballots(path: str, people: list[list[object]], statements: int) -> None:
    lines = [",".join([HEAD, *map(str, range(statements))])]
    for number, votes in enumerate(people):
        counts = [len(votes), votes.count(1), votes.count(-1)]
        lines.append(",".join(map(str, [number, "", 0, *counts, *votes])))
    Path(path).write_text("\n".join(lines), encoding="utf-8")


TWO = [[1] * 5 + [1, -1] * 5] * 12 + [[1] * 5 + [-1, 1] * 5] * 8


def test_votes_give_a_group_for_each_participant_and_sentences() -> None:
    ballots("participants-votes.csv", TWO, 15)
    done = analyse("votes", "participants-votes.csv", "-o", "out.csv")
    assert done.exit_code == 0
    assert rows("out.csv")[0] == {"participant": "0", "group-id": "0"}
    assert [row["group-id"] for row in rows("out.csv")] == ["0"] * 12 + ["1"] * 8
    assert "There are 2 opinion groups: group 0 with 12 and group 1 with 8." in done.stdout
    assert "What unites: in every group most people agree with statement 0 (20 of 20)." in done.stdout
    assert "What divides: statement 5: group 0 agrees for 100% and group 1 agrees for 0%." in done.stdout


def test_statements_are_told_in_their_own_words() -> None:
    Path("export").mkdir()
    ballots("export/participants-votes.csv", TWO, 15)
    Path("export/comments.csv").write_text(
        'comment-id,agrees,disagrees,moderated,comment-body\n0,20,0,1,"Meer, veel meer bomen"\n'
    )
    done = analyse("votes", "export", "-o", "out.csv")
    assert "agree with statement 0, “Meer, veel meer bomen” (20 of 20)" in done.stdout


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ([[1, -1, 1]], "fewer than 15 people voted"),
        ([["", "", ""]] * 30, "0 people voted 0 times"),
        ([[1, 1, 1]] * 30, "people vote too much alike"),
        ([[1, 1, 1]] * 30, "What unites: most people agree with statement 0 (30 of 30)."),
        ([], "fewer than 15 people voted"),
    ],
)
def test_where_there_are_no_groups_it_is_told_why(people: list[list[object]], told: str) -> None:
    ballots("votes.csv", people, 3)
    done = analyse("votes", "votes.csv", "-o", "out.csv")
    assert (done.exit_code, told in done.stdout) == (0, True), done.output
    assert [row["group-id"] for row in rows("out.csv")] == [""] * len(people)


def test_the_table_can_go_to_the_screen() -> None:
    ballots("votes.csv", TWO, 15)
    done = analyse("votes", "votes.csv", "-o", "-")
    assert done.stdout.splitlines()[:2] == ["participant,group-id", "0,0"]
    assert "opinion groups" in done.stderr


IDEAS = "id;text;wie\n1;Meer bankjes in het park;Zoë\n2;Een zitbankje;\n3;;Jan\n4;Hondenpoep op de stoep;\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_ideas_keep_their_columns_and_get_a_group_and_a_title(encoding: str) -> None:
    Path("ideas.csv").write_bytes(IDEAS.encode(encoding))
    done = analyse("ideas", "ideas.csv", "-o", "out.csv")
    assert done.exit_code == 0
    found = rows("out.csv")
    assert list(found[0]) == ["id", "text", "wie", "group", "group-title"]
    assert [(row["id"], row["wie"], row["group"]) for row in found] == [
        ("1", "Zoë", "0"),
        ("2", "", "0"),
        ("3", "Jan", ""),
        ("4", "", "1"),
    ]
    assert found[3]["group-title"] == "Hondenpoep op de stoep"
    assert "1 rows have no text, and so no group." in done.stdout


def test_ideas_can_be_grouped_again_and_in_a_workbook() -> None:
    Path("ideas.csv").write_text(IDEAS, encoding="utf-8")
    assert analyse("ideas", "ideas.csv", "-o", "once.xlsx").exit_code == 0
    assert analyse("ideas", "once.xlsx", "-o", "twice.csv").exit_code == 0
    assert list(rows("twice.csv")[0]) == ["id", "text", "wie", "group", "group-title"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ideas", "no.csv"), "no.csv: there is no such file."),
        (("votes", "nowhere"), "nowhere: there is no such file or directory."),
        (("ideas", "other.csv"), "it needs a column with the name “text”; it has: idee, wie."),
        (("votes", "other.csv"), "it needs the column participant"),
        (("votes", "."), "there is no participants-votes.csv in it"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_leaves_nothing(words: tuple[str, str], told: str) -> None:
    Path("other.csv").write_text("idee,wie\nEen boom,Jan\n", encoding="utf-8")
    done = analyse(*words, "-o", "out.csv")
    assert (done.exit_code, told in done.stderr, len(done.stderr.splitlines())) == (2, True, 1), done.stderr
    assert not Path("out.csv").exists()


def test_a_spreadsheet_never_carries_out_what_somebody_wrote() -> None:
    Path("ideas.csv").write_text("text\n=1+1\n", encoding="utf-8")
    analyse("ideas", "ideas.csv", "-o", "out.csv")
    assert rows("out.csv") == [{"text": "'=1+1", "group": "0", "group-title": "'=1+1"}]


def test_nothing_heavy_is_imported_before_it_is_used() -> None:
    told = "import sys, bot.__main__, bot.app; print({'numpy', 'scipy', 'simplemma', 'rapidfuzz'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
