"""An independent implementation of the same method says the same of the same groups; skipped where it is absent."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.exchange.polis import read_conversation
from bot.insight.agreement import adjusted_rand
from bot.insight.opinions import Votes, find_opinions
from bot.insight.opinions.statements import consensus, group_informed, representative, sides
from bot.insight.opinions.votes import count
from tests.insight.electorate import planted

# Its imports warn of what is to change in libraries of its own.
warnings.simplefilter("ignore")
run_pipeline = pytest.importorskip("reddwarf.implementations.polis", reason="red-dwarf is not installed").run_pipeline

pytestmark = pytest.mark.filterwarnings("ignore")
REAL = Path(__file__).parents[3] / "shared" / "data" / "polis"
CASES = ["planted", "brexit-consensus", "scoop-hivemind.biodiversity"]


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest) -> tuple[Votes, Any]:
    """Votes, and what red-dwarf makes of them; its statements have our numbers as names."""
    if request.param == "planted":
        votes = planted(90, 25, 3)[0]
    elif REAL.is_dir():
        votes = read_conversation(REAL / request.param).votes
    else:
        pytest.skip("the real conversations are not there")
    triples = zip(votes.who.tolist(), votes.what.tolist(), votes.vote.tolist(), strict=True)
    rows = [{"participant_id": who, "statement_id": what, "vote": vote, "modified": 0} for who, what, vote in triples]
    hidden = np.flatnonzero(votes.hidden).tolist()
    return votes, run_pipeline(votes=rows, mod_out_statement_ids=hidden, random_state=0)


def groups_of(votes: Votes, theirs: Any) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    labels = theirs.participants_df["cluster_id"].reindex(range(votes.people)).fillna(-1)
    return labels.astype(int).to_numpy()


def test_the_numbers_of_statements_are_the_same(case: tuple[Votes, Any]) -> None:
    votes, theirs = case
    group = groups_of(votes, theirs)
    agree, disagree = sides(count(votes, group, group.max() + 1))
    mine = {"pa": agree.share, "pat": agree.test, "ra": agree.ratio, "rat": agree.ratio_test}
    mine |= {"pd": disagree.share, "pdt": disagree.test, "rd": disagree.ratio, "rdt": disagree.ratio_test}
    for number in range(group.max() + 1):
        table = theirs.group_comment_stats.loc[number].sort_index()
        for name, values in mine.items():
            assert values[number, table.index] == pytest.approx(table[name].to_numpy()), name


def test_the_same_statements_represent_a_group(case: tuple[Votes, Any]) -> None:
    votes, theirs = case
    group = groups_of(votes, theirs)
    told = representative(count(votes, group, group.max() + 1), votes.hidden)
    mine = [[(one.statement, "agree" if one.agrees else "disagree") for one in stances] for stances in told]
    assert mine == [[(one["tid"], one["repful-for"]) for one in theirs.repness[number]] for number in range(len(mine))]


def test_the_same_statements_are_shared(case: tuple[Votes, Any]) -> None:
    votes, theirs = case
    agreed, disagreed = consensus(count(votes, np.zeros(votes.people, dtype=np.int64), 1), votes.hidden)
    assert [one.statement for one in agreed] == [one["tid"] for one in theirs.consensus["agree"]]
    assert [one.statement for one in disagreed] == [one["tid"] for one in theirs.consensus["disagree"]]
    group = groups_of(votes, theirs)
    agree, _disagree = group_informed(count(votes, group, group.max() + 1))
    ours = {at: agree[at] for at in theirs.group_aware_consensus["agree"]}
    assert ours == pytest.approx(theirs.group_aware_consensus["agree"])


def test_planted_groups_are_found_at_least_as_well(case: tuple[Votes, Any]) -> None:
    votes, theirs = case
    if votes.people != 90:
        pytest.skip("only of planted groups it is known which they are")
    group = planted(90, 25, 3)[1]
    assert adjusted_rand(find_opinions(votes).group, group) >= adjusted_rand(groups_of(votes, theirs), group)
