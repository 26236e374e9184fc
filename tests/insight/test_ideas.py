"""Groups of ideas: who means the same comes together, in the words of residents."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.insight.ideas import Similar, group_ideas

SAME = [
    ["Meer bankjes in het park", "Een zitbankje bij de vijver", "Graag bankjes langs de singel"],
    ["Zwerfafval opruimen", "Er ligt overal rommel", "Te weinig prullenbakken in de straat", "litter everywhere"],
    ["Speeltuintje opknappen", "Een glijbaan voor de kleintjes", "Nieuwe speeltoestellen"],
    ["Auto's rijden te hard", "Een drempel in de Kerkstraat", "Speed bumps please"],
    ["Koken met de buren", "Samen eten in de Linde", "Elke week soep"],
]


def test_ideas_that_mean_the_same_are_together() -> None:
    texts = [text for group in SAME for text in group]
    found = group_ideas(texts)
    by_group: dict[int, list[str]] = {}
    for text, group in zip(texts, found.group.tolist(), strict=True):
        by_group.setdefault(group, []).append(text)
    assert sorted(map(sorted, by_group.values())) == sorted(map(sorted, SAME))


def test_a_title_is_in_the_words_of_a_resident() -> None:
    texts = [text for group in SAME for text in group]
    assert [title for title in group_ideas(texts).titles if title not in texts] == []


def test_a_long_text_gives_its_first_sentence_as_title() -> None:
    long = "Graag meer bomen in de straat. " + "Want het is er zo heet in de zomer en niemand zit dan nog buiten. " * 20
    assert group_ideas([long]).titles == ["Graag meer bomen in de straat."]


def test_a_title_that_is_too_long_ends_after_a_word() -> None:
    (title,) = group_ideas(["bomen " * 50]).titles
    assert (len(title) <= 82, title.endswith("bomen …")) == (True, True)


def test_what_is_like_nothing_else_stands_alone() -> None:
    found = group_ideas(["Een bankje", "Nog een bankje", "Xylofoonkwartet"])
    assert Counter(found.group.tolist()) == {0: 2, 1: 1}


def test_ideas_without_a_known_topic_join_what_is_worded_alike() -> None:
    texts = ["De grote zwaaidag in mei", "Een zwaaidag in mei", "Zwaaidag!", "Een bankje"]
    found = group_ideas(texts).group.tolist()
    assert (found[0] == found[1], found[0] != found[3]) == (True, True)


def test_a_text_without_words_has_no_group() -> None:
    found = group_ideas(["", "   ", "🌳🌳", "?!", "Een boom"])
    assert (found.group.tolist(), found.titles) == ([-1, -1, -1, -1, 0], ["Een boom"])


def test_no_ideas_have_no_groups() -> None:
    assert (group_ideas([]).group.tolist(), group_ideas([]).titles) == ([], [])


def test_a_text_of_a_hundred_thousand_characters_is_an_idea_like_any_other() -> None:
    found = group_ideas(["boom " * 20_000, "x" * 100_000, "Meer bomen"])
    assert found.group[0] == found.group[2]


def test_a_very_large_group_is_parted() -> None:
    texts = [f"{what} nummer {at}" for what in ("Moestuin bij school", "Bomen langs de weg") for at in range(450)]
    sizes = Counter(group_ideas(texts).group.tolist())
    assert (len(sizes) >= 2, max(sizes.values()) < 900) == (True, True)


@given(st.lists(st.text(max_size=40), max_size=12))
@settings(max_examples=60, deadline=None)
def test_any_texts_are_grouped_largest_first(texts: list[str]) -> None:
    found = group_ideas(texts)
    sizes = Counter(one for one in found.group.tolist() if one >= 0)
    assert [sizes[number] for number in range(len(found.titles))] == sorted(sizes.values(), reverse=True)
    assert [group >= 0 for group in found.group.tolist()] == [any(map(str.isalnum, text)) for text in texts]


def test_the_work_can_be_stopped() -> None:
    class Stopped(Exception):
        pass

    def pace(_share: float) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        group_ideas(["Een boom"], pace)


def test_the_most_alike_is_found_while_somebody_writes() -> None:
    texts = [text for group in SAME for text in group]
    alike = Similar(texts).to("een bankje bij de vijfer")
    assert texts[alike[0].place] == "Een zitbankje bij de vijver"
    assert alike[0].likeness <= 1.0 + 1e-6


def test_nothing_is_alike_when_nothing_is() -> None:
    assert Similar(["Een boom", "Een bankje"]).to("Qwertyuiop") == []


def test_among_no_texts_nothing_is_alike() -> None:
    assert Similar([]).to("Een boom") == []


def test_a_text_is_most_like_itself() -> None:
    texts = [text for group in SAME for text in group]
    similar = Similar(texts)
    assert [texts[similar.to(text)[0].place] for text in texts] == texts
