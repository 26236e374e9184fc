"""Exports of Polis, today's and older ones, whole and not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exchange.polis import Conversation, read_conversation
from bot.exchange.polis.sign import Evidence, turned
from bot.neighbourhood.refusal import Refusal

MATRIX = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,3,7\n"
COMMENTS = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """An export of three people: 0 is liked, 3 is not, 7 was refused."""
    (tmp_path / "participants-votes.csv").write_text(
        f"{MATRIX}10,0,0,2,1,1,1,-1,\n11,0,0,3,2,1,1,-1,1\n12,,0,1,1,0,1,,\n"
    )
    (tmp_path / "comments.csv").write_text(
        f"{COMMENTS}1,x,0,1,3,0,1,Meer bomen\n1,x,3,1,0,2,0,Minder bomen\n1,x,7,1,1,0,-1,Onzin\n"
    )
    return tmp_path


def given_votes(one: Conversation) -> dict[tuple[str, str], int]:
    votes = one.votes
    triples = zip(votes.who.tolist(), votes.what.tolist(), votes.vote.tolist(), strict=True)
    return {(one.people[who], one.statements[what]): vote for who, what, vote in triples}


EXPECTED = {("10", "0"): 1, ("10", "3"): -1, ("11", "0"): 1, ("11", "3"): -1, ("11", "7"): 1, ("12", "0"): 1}


def test_a_directory_without_votes_csv_is_read_from_its_matrix(directory: Path) -> None:
    found = read_conversation(directory)
    assert given_votes(found) == EXPECTED
    assert (found.comments["0"].text, found.votes.hidden.tolist(), found.notes) == (
        "Meer bomen",
        [False, False, True],
        (),
    )


def test_the_matrix_alone_is_enough(directory: Path) -> None:
    (directory / "comments.csv").unlink()
    assert given_votes(read_conversation(directory / "participants-votes.csv")) == EXPECTED


def test_a_list_of_votes_is_enough_and_the_latest_counts(tmp_path: Path) -> None:
    (tmp_path / "votes.csv").write_text(
        "timestamp,datetime,comment-id,voter-id,vote\n5,x,0,10,-1\n9,x,0,10,1\n7,x,0,10,0\n5,x,3,11,-1\n"
    )
    assert given_votes(read_conversation(tmp_path)) == {("10", "0"): 1, ("11", "3"): -1}


def test_a_name_before_the_names_of_files_does_not_matter(directory: Path) -> None:
    for file in list(directory.iterdir()):
        file.rename(directory / f"2024-01-01-topic-{file.name}")
    assert given_votes(read_conversation(directory)) == EXPECTED


def test_columns_are_found_by_name(tmp_path: Path) -> None:
    path = tmp_path / "participants-votes.csv"
    path.write_text(
        "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,0,3\n10,jan@example.org,0,0,2,1,1,1,-1\n"
    )
    assert read_conversation(path).statements == ("0", "3")


def turn(directory: Path) -> None:
    """Write the matrix with the opposite sign."""
    path = directory / "participants-votes.csv"
    path.write_text(f"{MATRIX}10,0,0,2,1,1,-1,1,\n11,0,0,3,2,1,-1,1,-1\n12,,0,1,1,0,-1,,\n")


def test_an_old_export_with_the_opposite_sign_is_turned_by_its_comments(directory: Path) -> None:
    turn(directory)
    found = read_conversation(directory)
    assert given_votes(found) == EXPECTED
    assert "1 means disagree" in str(Refusal(found.notes[0]))


def test_without_comments_the_counts_of_participants_tell_the_sign(directory: Path) -> None:
    turn(directory)
    (directory / "comments.csv").unlink()
    assert given_votes(read_conversation(directory)) == EXPECTED


def test_counts_say_more_than_the_summary_does(directory: Path) -> None:
    turn(directory)
    (directory / "summary.csv").write_text(
        "topic,Bomen\nvote-convention,agree=+1;disagree=-1;pass=0;format=polis-export/1\n"
    )
    assert given_votes(read_conversation(directory)) == EXPECTED


def test_a_summary_tells_the_sign_when_nothing_else_does() -> None:
    assert turned(Evidence("agree=-1;disagree=+1;pass=0")).opposite
    assert not turned(Evidence("agree=+1;disagree=-1;pass=0")).opposite
    assert turned(Evidence()) == (False, None)


def test_counts_that_fit_neither_way_are_told() -> None:
    evidence = Evidence()
    evidence.by_statement(5, 5, 50, 40)
    told = turned(evidence)
    assert (told.opposite, "neither direction" in str(Refusal(told.note or ""))) == (False, True)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1))
def test_exact_counts_never_turn_votes(counted: list[tuple[int, int]]) -> None:
    evidence = Evidence()
    for plus, minus in counted:
        evidence.by_statement(plus, minus, plus, minus)
    assert not turned(evidence).opposite


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name,age\nJan,4\n", "it needs the column participant"),
        ("participant,group-id\n1,0\n", "no column for a statement"),
        (f"{MATRIX}10,0,0,1,1,0,ja,,\n", "row 2, column 0: “ja” is no vote"),
        (f"{MATRIX}10,0,0,1,1,0,1,2,\n", "row 2, column 3: “2” is no vote"),
        ("", "it is empty"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "votes.csv"
    path.write_text(content)
    with pytest.raises(Refusal, match=told):
        read_conversation(path)


def test_a_directory_without_votes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"there is no participants-votes\.csv in it"):
        read_conversation(tmp_path)


def test_nobody_and_nothing_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "participants-votes.csv"
    path.write_text(MATRIX)
    assert (read_conversation(path).people, read_conversation(path).statements) == ((), ("0", "3", "7"))
